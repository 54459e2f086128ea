"""What `status` says first, what it folds, and tasks done before telestage."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import FICHES, Telestage

At = Callable[[str], Telestage]
LATE = "2027-04-20T09:00"
"""After the last day of the stage of `complete.toml`."""


def test_status_says_what_matters_first_and_folds_the_rest(telestage: Telestage, at: At) -> None:
    telestage.new()
    telestage.new("minimale.toml")
    after = at(LATE)
    folded, whole = after.ok("status"), after.ok("status", "--all")
    assert "▲ D’abord" in folded
    assert "étapes en retard" in folded
    assert "Rédiger un plan de travail détaillé" not in folded
    assert "Rédiger un plan de travail détaillé" in whole


def test_status_in_json_is_whole_and_in_the_same_order(telestage: Telestage, at: At) -> None:
    telestage.new()
    weights = ["access", "meeting", "alert", "signature", "required", "rest"]
    answer = at(LATE).json("status")
    late = answer["late"]
    assert [item["weight"] for item in late] == sorted(
        (item["weight"] for item in late), key=weights.index
    )
    assert "bef-workplan" in [item["task"] for item in late if item["old"]]
    assert answer["next"] is None


def test_status_says_what_comes_next_when_nothing_is_due(telestage: Telestage, at: At) -> None:
    telestage.new()
    early = at("2026-06-01T09:00")
    assert early.json("status")["next"]["task"] == "sel-offer"
    assert "Ensuite · Léa" in early.ok("status")


def test_a_task_is_listed_after_what_comes_before_it_rather_than_late(
    telestage: Telestage, at: At
) -> None:
    dossier = telestage.new()
    wait = "après : Remplir l’évaluation de mi-stage; Présenter l’évaluation et revenir"

    def listed(day: Telestage) -> str:
        return next(line for line in day.ok("tasks", dossier).splitlines() if "mid-send" in line)

    early, late = listed(telestage), listed(at(LATE))
    assert early.strip().startswith("○ ")
    assert late.strip().startswith("○ ")
    assert wait in early
    assert wait in late
    assert "jeudi 25 février" in early
    assert "février" not in late, "it has no day of its own any more"
    asked = [item["task"] for item in at(LATE).json("status")["late"]]
    assert "mid-form" in asked
    assert "mid-send" not in asked


def test_tasks_done_before_telestage_are_one_change(telestage: Telestage, at: At) -> None:
    late = at(LATE)
    answer = late.ok("new", str(FICHES / "complete.toml"))
    dossier = answer.splitlines()[0]
    assert "étapes étaient dues avant aujourd’hui" in answer
    result = late.run("tick", dossier, "--before", "bef-team", "bef-workplan")
    assert result.exit_code == 0
    assert "bef-workplan" in result.stderr, "its proof is still to be given"
    history = [line["label"] for line in late.json("show", dossier)["history"]]
    assert [each for each in history if "avant telestage" in each] == [history[-1]]
    states = {task["id"]: task["state"] for task in late.json("tasks", dossier)}
    assert states["bef-team"] == states["bef-workplan"] == "done"


def test_several_tasks_at_once_only_before_telestage(telestage: Telestage) -> None:
    dossier = telestage.new()
    assert "--before" in telestage.refusal("tick", dossier, "bef-team", "bef-impact", code=2)
    assert "--note" in telestage.refusal(
        "tick", dossier, "bef-team", "--before", "--note", "Fait", code=2
    )
    telestage.refusal("tick", dossier, "--before", "bef-team", "nothing")
    states = {task["id"]: task["state"] for task in telestage.json("tasks", dossier)}
    assert states["bef-team"] == "todo"
