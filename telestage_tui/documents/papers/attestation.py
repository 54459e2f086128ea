"""The attestation on paper: only what the dossier holds, and a blank for the rest."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.french import listing, plain_date, que
from ...planning.course.facts import awaited
from .course import attested_course
from .setting import Data, Setting
from .totals import missing_totals, totals


def attestation(setting: Setting) -> Data:
    """What the host certifies; said to be a draft until the last day of the stage has come.

    It is handed over before the dossier is closed.
    """
    words = setting.speech.words
    if _never_begun(setting):
        return {**setting.head(), "sentences": [words["attested-never"]], "totals": [],
                "accepted": [],
                "deliverables": []}  # fmt: skip
    draft = "" if _is_over(setting) else words["not-over"]
    return {
        **setting.head(draft),
        "sentences": list(_sentences(setting)),
        "totals": totals(setting),
        "accepted": [
            {"name": each.name, "day": setting.speech.date(each.accepted_on)}
            for each in setting.dossier.deliverables
            if each.state == "accepted"
        ],
        "deliverables": [
            each.name for each in setting.dossier.deliverables if each.state != "accepted"
        ],
    }


def missing_facts(setting: Setting) -> Iterator[str]:
    """What the attestation lacks, in French."""
    dossier = setting.dossier
    if _never_begun(setting):
        yield "Ce stage n’a jamais commencé : l’attestation dit qu’il n’y a rien à attester."
        return
    if names := awaited(dossier, setting.programme, setting.today):
        yield f"Un avenant reste à faire signer par {listing(names)}."
    if not _is_over(setting) and setting.today >= dossier.stage.end:
        yield "Le stage n’est pas déclaré commencé : l’attestation porte « Brouillon »."
    elif not _is_over(setting):
        day = plain_date(dossier.stage.end)
        yield f"Le dernier jour n’est pas arrivé, le {day} : l’attestation porte « Brouillon »."
    if not dossier.tutor.full_name:
        yield "Le nom du tuteur ou de la tutrice n’est pas noté."
    if not dossier.host.city:
        yield "La ville de l’organisation n’est pas notée."
    if dossier.stage.monthly_pay is None:
        yield "La gratification n’est pas notée : l’attestation n’en dit rien."
    yield from missing_totals(setting)
    for each in dossier.deliverables:
        if each.state == "delivered":
            yield f"« {each.name} » est livré sans être accepté : l’attestation le dit prévu."


def _is_over(setting: Setting) -> bool:
    """Whether the last day has come, and the stage has taken place."""
    dossier = setting.dossier
    took_place = dossier.started_on is not None and not _never_begun(setting)
    return took_place and (dossier.closed_on is not None or setting.today >= dossier.stage.end)


def _never_begun(setting: Setting) -> bool:
    end = setting.dossier.ended_early
    return end is not None and end.never_begun


def _sentences(setting: Setting) -> Iterator[str]:
    dossier, speech = setting.dossier, setting.speech
    stage = dossier.stage
    yield speech.say(
        "attested",
        host=dossier.host.name,
        intern=dossier.intern.full_name,
        that_intern=que(dossier.intern.full_name),
        start=speech.date(stage.start),
        end=speech.date(stage.end),
        hours=speech.hours(stage.weekly_hours),
    )
    yield from attested_course(setting)
    if stage.title:
        yield speech.say("attested-title", title=stage.title)
    if dossier.tutor.full_name:
        yield speech.say("attested-tutor", tutor=dossier.tutor.full_name)
    if stage.monthly_pay is not None:
        yield speech.say("attested-pay", pay=speech.dollars(stage.monthly_pay))
