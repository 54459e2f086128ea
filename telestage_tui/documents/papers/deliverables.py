"""The deliverables on paper: due, delivered, accepted."""

from __future__ import annotations

from ...dossier.work_plan import Deliverable
from .language import Speech
from .setting import Data, Setting


def deliverables(setting: Setting) -> list[Data]:
    """Every deliverable with its due date, and what became of it."""
    speech = setting.speech
    return [
        {"name": each.name, "due": speech.date(each.due), "state": _outcome(each, speech)}
        for each in setting.dossier.deliverables
    ]


def _outcome(deliverable: Deliverable, speech: Speech) -> str:
    """« accepté le 2 mars 2027 »; empty for what is still to deliver."""
    if deliverable.accepted_on:
        return speech.say("accepted-on", day=speech.date(deliverable.accepted_on))
    if deliverable.delivered_on:
        return speech.say("delivered-on", day=speech.date(deliverable.delivered_on))
    return ""
