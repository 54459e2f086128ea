"""The facts of the programme, copied from their sources: no day, ◆ or rule changes unseen.

A source tag says where a fact comes from; `proposed` is what we suggest ourselves.
"""

from __future__ import annotations

from typing import Any

import pytest

from telestage_tui.programme.content_files import PACKAGED, START_UP, ContentFiles
from telestage_tui.programme.core import Core
from telestage_tui.programme.loader import load_programme

PROGRAMME = load_programme()

AFTER: dict[str, set[str]] = {
    "sel-shortlist": {"sel-offer"},
    "sel-choice": {"sel-interviews"},
    "bef-explain": {"bef-resources"},
    "mid-adjust": {"mid-meeting"},
    "mid-send": {"mid-form", "mid-meeting"},
    "end-attestation": {"end-review"},
}
"""What can only be done after something else. A meeting is held on its day and an access is
withdrawn on its own, whatever else is left; a letter can be written without the form."""

TASKS: dict[str, list[tuple[str, str, str, str, str]]] = {
    # (id, ◆, due, source, source of the due date)
    "selection": [
        ("sel-offer", "", "start-60", "000", "proposed"),
        ("sel-shortlist", "", "start-45", "000", "proposed"),
        ("sel-interviews", "◆", "start-40", "000", "proposed"),
        ("sel-choice", "", "start-35", "000", "proposed"),
        ("sel-eligibility", "◆", "start-30", "000", "proposed"),
        ("sel-financing", "", "start-30", "000", "proposed"),
        ("sel-gratification", "", "start-30", "000", "proposed"),
        ("sel-convention", "◆", "start-7", "000", "proposed"),
    ],
    "before": [
        ("bef-workplan", "◆", "start-14", "000", "proposed"),
        ("bef-meeting", "◆", "start-10", "000", "proposed"),
        ("bef-hours", "◆", "start-10", "000", "proposed"),
        ("bef-team", "", "start-7", "000", "proposed"),
        ("bef-impact", "", "start-7", "000", "proposed"),
        ("bef-resources", "◆", "start-5", "000", "proposed"),
        ("bef-explain", "", "start-3", "000", "proposed"),
        ("bef-security", "◆", "start-3", "000", "proposed"),
    ],
    "during": [
        ("dur-welcome", "◆", "start+0", "000", "000"),
        ("dur-first-checks", "", "start+4", "form-CEM", "form-CEM"),
        ("dur-checkins", "◆", "checkins+0", "000", "000"),
        ("dur-journal", "", "week+0", "002", "proposed"),
        ("dur-growth", "", "start+21", "000", "proposed"),
        ("dur-conversion", "", "start+28", "002", "002"),
    ],
    "midpoint": [
        ("mid-form", "◆", "midpoint-2", "000", "proposed"),
        ("mid-meeting", "◆", "midpoint+0", "000", "proposed"),
        ("mid-adjust", "", "midpoint+0", "000", "proposed"),
        ("mid-send", "◆", "midpoint+1", "000", "proposed"),
    ],
    "end": [
        ("end-handover", "◆", "end-7", "000", "proposed"),
        ("end-debrief", "", "end-2", "000", "proposed"),
        ("end-review", "◆", "end-2", "000", "proposed"),
        ("end-onsite", "", "end-2", "000", "proposed"),
        ("end-letter", "◆", "end+0", "000", "proposed"),
        ("end-attestation", "", "end+0", "002", "proposed"),
        ("end-access", "◆", "end+0", "000", "proposed"),
        ("end-archive", "", "end+30", "privacy", "proposed"),
    ],
}
RULES: list[tuple[str, str, str, dict[str, Any]]] = [
    # (id, field, check, values)
    ("age", "stagiaire.naissance", "age", {"minimum": 18, "maximum": 35}),
    ("jobseeker", "stagiaire.inscrit_france_travail", "is", {"expected": True}),
    ("student", "stagiaire.etudes_en_cours", "is", {"expected": False, "presumed": True}),
    ("equipment", "stagiaire.equipement_fiable", "is", {"expected": True}),
    ("title", "stage.titre", "prefix", {"prefix": "TELESTAGE"}),
    ("duration", "stage.fin", "months", {"minimum": 2, "maximum": 3}),
    ("weekly-hours", "stage.heures_par_semaine", "between", {"minimum": 30, "maximum": 35}),
    ("gratification", "stage.gratification_mensuelle", "between", {"minimum": 300}),
    ("financing", "stage.financement", "settled", {}),
    ("signature-ofqj", "convention.ofqj", "before_start", {}),
    ("signature-stagiaire", "convention.stagiaire", "before_start", {}),
    ("signature-structure", "convention.structure", "before_start", {}),
    ("changed-start", "stage.debut", "agreed", {"presumed": True}),
    ("changed-end", "stage.fin", "agreed", {"presumed": True}),
    ("changed-hours", "stage.heures_par_semaine", "agreed", {"presumed": True}),
    ("changed-pay", "stage.gratification_mensuelle", "agreed", {"presumed": True}),
]
VALUES: dict[str, Any] = {
    "minimum": None, "maximum": None, "expected": None, "presumed": False, "prefix": "",
}  # fmt: skip
CRITERIA = {
    "productivity": ["organisation", "understanding", "priorities", "deadlines"],
    "quality": ["rigour", "mandate", "analysis", "knowledge", "synthesis", "documentation"],
    "relations": ["integration", "culture", "criticism", "speaking", "writing"],
    "attitude": ["autonomy", "initiative", "motivation", "attendance", "responsibility"],
    "remote": ["shared-hours", "reports-blocks", "protects-accesses"],
}
QUESTIONS = [
    "goals_reached", "overall", "overall_why", "strengths", "to_improve", "supervision_hours",
    "training_sufficient", "discussed_on", "would_host_again", "attestation_given",
]  # fmt: skip


@pytest.mark.parametrize("phase", TASKS)
def test_the_tasks_of_a_phase(phase: str) -> None:
    rows = [
        (
            task.id,
            "◆" if task.required else "",
            f"{task.due.anchor}{task.due.days:+d}",
            task.source,
            task.due.source,
        )
        for task in PROGRAMME.tasks
        if task.phase == phase
    ]
    assert rows == TASKS[phase]


def test_the_phases_are_in_the_order_of_the_journey() -> None:
    assert [phase.id for phase in PROGRAMME.phases] == list(TASKS)


def test_the_rules_and_their_values() -> None:
    rows = [
        (rule.id, rule.field, rule.check, {name: getattr(rule, name) for name in VALUES})
        for rule in PROGRAMME.rules
    ]
    assert rows == [(*known, VALUES | values) for *known, values in RULES]
    assert {rule.source for rule in PROGRAMME.rules} == {"000"}


def test_what_is_not_known_is_said_by_every_rule_that_does_not_presume_it() -> None:
    silent = [rule.id for rule in PROGRAMME.rules if not rule.missing]
    always_known = ["duration", "weekly-hours"]
    presumed = [rule.id for rule in PROGRAMME.rules if rule.presumed]
    assert presumed == ["student", "changed-start", "changed-end", "changed-hours", "changed-pay"]
    assert set(silent) == {*always_known, *presumed}


def test_how_long_a_dossier_is_kept() -> None:
    assert PROGRAMME.retention_years == 5
    core = ContentFiles(PACKAGED / "telestage" / "2026.1").validated(START_UP, Core)
    assert core.retention.source == "proposed"


def test_the_criteria_and_where_they_come_from() -> None:
    groups = PROGRAMME.evaluation.groups
    assert {group.id: [each.id for each in group.criteria] for group in groups} == CRITERIA
    forms = {group.id: group.source for group in groups}
    assert forms.pop("remote") == ("proposed",)
    assert set(forms.values()) == {("form-A", "form-B", "form-E")}


def test_the_closing_questions() -> None:
    assert [question.id for question in PROGRAMME.evaluation.questions] == QUESTIONS


def test_the_weekly_point_and_its_indicators_come_from_the_rituals() -> None:
    content = PROGRAMME.meetings
    assert content.source == "002"
    assert {each.id for each in content.indicators} == {
        "deliverables", "deadlines", "quality", "autonomy",
    }  # fmt: skip
    assert {each.kind: each.source for each in content.meetings} == {
        "prestart": "000", "welcome": "000", "checkin": None, "midpoint": "000", "final": "000",
        "call": "proposed", "problem": "proposed",
    }  # fmt: skip
    items = [item.id for item in content.template("checkin").items]
    assert items == ["delivered", "blockers", "quality", "goals", "feedback"]


def test_what_comes_after_something_else_and_nothing_more() -> None:
    assert {task.id: set(task.after) for task in PROGRAMME.tasks if task.after} == AFTER
