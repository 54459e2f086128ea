"""What became of the course of a stage, as papers say it.

Papers are handed over and passed on: they do not say why a stage stopped or ended, which may be
about somebody's health.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...dossier.french import sentence
from ...planning.course.facts import amendments_signed, awaited
from .language import Speech
from .setting import Setting


def course_sentences(setting: Setting) -> Iterator[str]:
    """The sentences of the bilan: interruptions, early end and what was done, avenants."""
    dossier, speech = setting.dossier, setting.speech
    for gap in dossier.interruptions:
        if gap.last:
            yield speech.say("course-stopped", days=_days(gap.first, gap.last, speech))
        else:
            yield speech.say("course-stopped-from", first=speech.date(gap.first))
    if end := dossier.ended_early:
        yield speech.words["course-never"] if end.never_begun else _ended("course-ended", setting)
        if end.done:
            yield sentence(speech.say("course-done", done=end.done))
    for day, amendment in amendments_signed(dossier, setting.today):
        yield speech.say("course-amendment", day=speech.date(day), about=amendment.about)
    if awaited(dossier, setting.programme, setting.today):
        yield speech.words["course-unsigned"]


def attested_course(setting: Setting) -> Iterator[str]:
    """The sentences of the attestation: what of the days between its two dates was not done."""
    dossier, speech = setting.dossier, setting.speech
    end = dossier.stage.end
    for gap in dossier.interruptions:
        if gap.first <= end:
            days = _days(gap.first, min(gap.last or end, end), speech)
            yield speech.say("attested-stopped", days=days)
    if dossier.ended_early:
        yield _ended("attested-ended", setting)
    for day, _ in amendments_signed(dossier, setting.today):
        yield speech.say("attested-amendment", day=speech.date(day))


def _ended(key: str, setting: Setting) -> str:
    end, speech = setting.dossier.ended_early, setting.speech
    if end is None:
        return ""
    return speech.say(key, end=speech.date(end.on), planned=speech.date(end.planned_end))


def _days(first: date, last: date, speech: Speech) -> str:
    """« du 15 février 2027 au 28 février 2027 », « le 15 février 2027 »."""
    key = "on-day" if first == last else "from-to"
    return speech.say(key, start=speech.date(first), end=speech.date(last))
