"""The bilan final: a stage on paper, from what was recorded and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...dossier.dossier import Dossier
from ...dossier.evaluations import Evaluation
from ...programme.questions import answer_to
from .course import course_sentences
from .deliverables import deliverables
from .frise import frise
from .handover import transfer_line
from .setting import Data, Setting
from .totals import missing_totals, totals


def summary(setting: Setting) -> Data:
    """What was planned, what took place week after week, and what was concluded."""
    dossier, speech = setting.dossier, setting.speech
    draft = "" if _is_concluded(dossier) else speech.words["not-concluded"]
    return {
        **setting.head(draft, quotes_programme=True),
        "deliverables": deliverables(setting),
        "course": list(course_sentences(setting)),
        "totals": totals(setting) if dossier.started_on else [],
        "frise": frise(setting),
        "meetings": list(_meetings(setting)),
        "conclusions": list(_conclusions(dossier.evaluation("final"), setting)),
        "transfers": [transfer_line(each, setting) for each in dossier.transfers],
        "notes": [{"day": speech.date(note.on), "text": note.text} for note in dossier.notes],
    }


def missing_conclusions(setting: Setting) -> Iterator[str]:
    """What the bilan lacks, in French."""
    dossier = setting.dossier
    if not _is_concluded(dossier):
        yield "L’évaluation de fin de stage n’est pas complète : le bilan porte « Brouillon »."
    if dossier.started_on:
        yield from missing_totals(setting)


def _is_concluded(dossier: Dossier) -> bool:
    """Whether the final form is complete; a stage that ended before its time has none to fill."""
    return dossier.evaluation("final").completed_on is not None or (
        dossier.ended_early is not None and dossier.closed_on is not None
    )


def _meetings(setting: Setting) -> Iterator[str]:
    """How many meetings were held, missed, cancelled, are to come."""
    meetings = (each for each in setting.dossier.meetings if not each.is_dropped)
    totals = Counter(each.status for each in meetings)
    for status in ("held", "missed", "cancelled", "planned"):
        if number := totals[status]:
            yield setting.speech.counted(f"meeting-{status}", number)


def _conclusions(final: Evaluation, setting: Setting) -> Iterator[Data]:
    """The texts that close the final form, each under its question."""
    for question in setting.programme.evaluation.questions_for("final"):
        text = answer_to(question, final)
        if isinstance(text, str):
            yield {"title": question.title, "text": text}
