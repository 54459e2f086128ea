"""What shows that a stage has begun, whether that was declared or not."""

from __future__ import annotations

from ...clocks.meeting_times import host_day
from ...dossier.dossier import Dossier
from ...dossier.french import long_date
from ...dossier.text import quoted
from .moving import is_of_stage


def undeclared_beginning(dossier: Dossier) -> str:
    """What shows that a stage took place though nobody said that it begins; else empty.

    French, the beginning of a sentence: a meeting of the stage held, a deliverable delivered, an
    evaluation completed.
    """
    for meeting in dossier.meetings:
        if meeting.status == "held" and is_of_stage(meeting):
            day = long_date(host_day(meeting, dossier.host.zone))
            return f"Une rencontre du stage a déjà eu lieu, le {day}"
    for each in dossier.deliverables:
        if each.delivered_on:
            return f"Le livrable {quoted(each.name)} a été remis le {long_date(each.delivered_on)}"
    for form in dossier.evaluations:
        if form.completed_on:
            return f"Une évaluation est complète depuis le {long_date(form.completed_on)}"
    return ""
