"""Tasks and meetings agree on the command line too: tick, untick, skip and meeting."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Telestage

At = Callable[[str], Telestage]


def states(telestage: Telestage, dossier: str) -> tuple[str, str]:
    """The status of the pre-start meeting, and the state of its task."""
    meetings = telestage.json("plan", dossier)["meetings"]
    tasks = telestage.json("tasks", dossier)
    return (
        next(each["status"] for each in meetings if each["kind"] == "prestart"),
        next(each["state"] for each in tasks if each["id"] == "bef-meeting"),
    )


def test_a_task_and_its_meeting_are_one(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()[:6]
    after = at("2027-01-08T16:00")
    assert "rencontre notée tenue le" in after.ok("tick", dossier, "bef-meeting")
    assert states(after, dossier) == ("held", "done")
    assert "remise à venir" in after.ok("untick", dossier, "bef-meeting")
    assert states(after, dossier) == ("planned", "todo")
    after.ok("meeting", dossier, "prestart", "held")
    assert states(after, dossier) == ("held", "done")
    after.ok("meeting", dossier, "prestart", "missed", "--why", "Panne")
    assert states(after, dossier) == ("missed", "todo")


def test_a_tick_is_taken_back_by_a_meeting_that_was_missed(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()[:6]
    after = at("2027-01-08T16:00")
    after.ok("tick", dossier, "bef-meeting")
    said = after.ok("meeting", dossier, "prestart", "missed", "--why", "Panne")
    assert "remise à faire" in said
    assert states(after, dossier) == ("missed", "todo")


def test_a_meeting_to_come_is_not_ticked(telestage: Telestage) -> None:
    dossier = telestage.new()[:6]
    refusal = telestage.refusal("tick", dossier, "bef-meeting")
    assert "pas encore eu lieu" in refusal
    assert states(telestage, dossier) == ("planned", "todo")


def test_a_task_sans_objet_cancels_its_meeting(telestage: Telestage) -> None:
    dossier = telestage.new()[:6]
    assert "annulée" in telestage.ok("skip", dossier, "bef-meeting", "--why", "Déjà rencontrée")
    assert states(telestage, dossier) == ("cancelled", "skipped")
    assert "remise à venir" in telestage.ok("untick", dossier, "bef-meeting")
    assert states(telestage, dossier) == ("planned", "todo")
