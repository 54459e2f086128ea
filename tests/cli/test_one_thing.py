"""One task, one meeting, one topic, one deliverable: read and written as on its page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import DURING, Telestage


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier in the fifth week of its stage."""
    dossier = telestage.new()
    telestage.today = DURING
    return dossier


def task_of(telestage: Telestage, dossier: str, name: str) -> Any:
    return next(each for each in telestage.json("tasks", dossier) if each["id"] == name)


def meeting_of(telestage: Telestage, dossier: str, kind: str) -> Any:
    meetings = telestage.json("show", dossier)["meetings"]
    return next(each for each in meetings if each["kind"] == kind)


def test_a_task_says_why_how_and_what_proves_it(telestage: Telestage, dossier: str) -> None:
    said = telestage.ok("task", dossier, "bef-workplan")
    for words in ("Pourquoi : ", "Comment, 1 : ", "Preuve exigée : ", "Source : ", "échéance"):
        assert words in said


def test_a_task_is_noted_without_being_ticked_and_arranged(
    telestage: Telestage, dossier: str
) -> None:
    usual = task_of(telestage, dossier, "bef-team")
    telestage.ok("task", dossier, "bef-team", "--note", "Dit.", "--assignee", "Inès")
    telestage.ok("task", dossier, "bef-team", "--due", "1er mars")
    task = task_of(telestage, dossier, "bef-team")
    assert (task["state"], task["note"], task["due"]) == ("todo", "Dit.", "2027-03-01")
    assert "Responsable : Inès" in telestage.ok("task", dossier, "bef-team")
    telestage.ok("task", dossier, "bef-team", "--usual-due", "--assignee", "")
    assert task_of(telestage, dossier, "bef-team")["due"] == usual["due"]
    assert task_of(telestage, dossier, "bef-team")["assignee"] == usual["assignee"]
    telestage.refusal("task", dossier, "bef-team", "--append", code=2)


def test_minutes_are_written_with_their_indicators(telestage: Telestage, dossier: str) -> None:
    checkin = meeting_of(telestage, dossier, "checkin")["id"]
    said = telestage.ok("meeting", dossier, checkin)
    topic = next(each["id"] for each in topics(said))
    indicator = [each["id"] for each in topics(said)][-1]
    telestage.ok("meeting", dossier, checkin, "--topic", f"{topic}=Bien avancé.",
                 "--level", f"{indicator}=3", "--note", "Bonne humeur.")  # fmt: skip
    record = meeting_of(telestage, dossier, "checkin")
    assert record["status"] == "planned"
    assert record["record"]["minutes"] == [{"item": topic, "text": "Bien avancé."}]
    assert record["record"]["indicators"] == [{"id": indicator, "level": 3}]
    telestage.ok("meeting", dossier, checkin, "tenue", "--level", f"{indicator}=")
    record = meeting_of(telestage, dossier, "checkin")
    assert (record["status"], record["record"]["indicators"]) == ("held", [])
    assert record["record"]["notes"] == "Bonne humeur."
    assert "Niveau" in telestage.refusal("meeting", dossier, checkin, "--level", f"{indicator}=7")
    assert "Bien avancé." in telestage.ok("minutes", dossier)


def topics(said: str) -> list[dict[str, str]]:
    """The topics and the indicators that a meeting names, by the identifier in parentheses."""
    return [
        {"id": line.partition("(")[2].partition(")")[0]}
        for line in said.splitlines()
        if ") : " in line
    ]


def test_a_meeting_is_moved_where_nothing_stands_against_it(
    telestage: Telestage, dossier: str
) -> None:
    assert "Elle est maintenant le jeudi 25 février 2027" in telestage.ok(
        "move-meeting", dossier, "mi-stage", "2027-02-25", "10 h", "--why", "Salon"
    )
    before = telestage.db.read_bytes()
    refusal = telestage.refusal("move-meeting", dossier, "mi-stage", "2027-02-28", "10 h")
    assert "--anyway" in refusal
    assert telestage.db.read_bytes() == before
    telestage.ok("move-meeting", dossier, "mi-stage", "2027-02-28", "10 h", "--anyway")
    assert meeting_of(telestage, dossier, "midpoint")["slot"]["day"] == "2027-02-28"
    assert "déjà" in telestage.refusal("move-meeting", dossier, "mi-stage", "2027-02-28", "10 h")


def test_the_guide_is_read_by_topic_task_and_words(telestage: Telestage) -> None:
    assert "journal" in telestage.ok("guide")
    assert "Sources" in telestage.ok("guide", "journal")
    assert "Sources" in telestage.ok("guide", "le décalage")
    assert "Les rencontres de suivi" in telestage.ok("guide", "dur-checkins")
    assert "Plusieurs sujets" in telestage.ok("guide", "stage")
    assert "Aucun sujet" in telestage.refusal("guide", "zzzz")


def test_the_work_plan_is_read_and_written(telestage: Telestage, dossier: str) -> None:
    telestage.ok("work-plan", dossier, "--next-steps", "Une suite.", "--expectations",
                 "production=Deux pages.")  # fmt: skip
    said = telestage.ok("work-plan", dossier)
    assert "Suite du projet : Une suite." in said
    assert "attentes : Deux pages." in said


def test_a_deliverable_is_dated_delivered_and_accepted(telestage: Telestage, dossier: str) -> None:
    telestage.ok("deliverable", dossier, "Bilan", "--new", "--due", "2027-03-12")
    telestage.ok("deliverable", dossier, "bilan", "--delivered", "hier", "--accepted", "2027-02-10")
    plan = telestage.json("show", dossier)["work_plan"]["deliverables"]
    bilan = next(each for each in plan if each["name"] == "Bilan")
    assert (bilan["due"], bilan["delivered_on"], bilan["accepted_on"]) == (
        "2027-03-12", "2027-02-09", "2027-02-10",
    )  # fmt: skip
    telestage.ok("deliverable", dossier, "bilan", "--undone", "--name", "Bilan final")
    assert "Bilan final » : à faire" in telestage.ok("work-plan", dossier)
    telestage.ok("deliverable", dossier, "bilan", "--remove")
    assert "Bilan" not in telestage.ok("work-plan", dossier)
    telestage.refusal("deliverable", dossier, "maq", code=2)


def test_the_letter_is_chosen_sentence_by_sentence_and_approved(
    telestage: Telestage, dossier: str
) -> None:
    assert "Phrase 2, dans la lettre" in telestage.ok("letter", dossier)
    telestage.ok("letter", dossier, "--without", "2", "--approve")
    said = telestage.ok("letter", dossier)
    assert "Phrase 2, hors de la lettre" in said
    assert said.startswith("Approuvée le ")
    telestage.ok("letter", dossier, "--with", "2", "--draft")
    assert telestage.ok("letter", dossier).startswith("C’est un brouillon.")
    assert "pas de phrase 99" in telestage.refusal("letter", dossier, "--with", "99")
