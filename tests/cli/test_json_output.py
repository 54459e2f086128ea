"""The JSON shapes, key by key: scripts depend on them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine

from telestage_tui.cli.session import Session
from telestage_tui.clocks.clock import SystemClock
from telestage_tui.dossier.changes import Change, add_absences
from telestage_tui.dossier.changes.backup_reasons import BACKUP_REASONS
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.cli.conftest import DURING, FICHES, Telestage, plain

At = Callable[[str], Telestage]
PHASES = ["selection", "before", "during", "midpoint", "end"]


def test_new(telestage: Telestage, at: At) -> None:
    answer = telestage.json("new", str(FICHES / "non-conforme.toml"))
    assert list(answer) == ["id", "warnings", "from_organisation"]
    assert len(answer["warnings"]) == 11
    first = answer["warnings"][0]
    assert first | {"message": plain(first["message"])} == {
        "rule": "age",
        "field": "stagiaire.naissance",
        "message": "36 ans au début du stage; le programme accueille de 18 à 35 ans.",
        "source": "000",
    }
    in_order = at("2027-01-04T09:00").json("new", str(FICHES / "complete.toml"))
    assert in_order["warnings"] == []


def test_new_from_the_standard_input(telestage: Telestage) -> None:
    content = (FICHES / "minimale.toml").read_bytes()
    result = telestage.run("new", "-", "--json", stdin=content)
    assert telestage.json("list")[0]["id"] == json.loads(result.stdout)["id"]


def test_list(telestage: Telestage, at: At) -> None:
    assert telestage.json("list") == []
    dossier = telestage.new()
    (line,) = at(DURING).json("list")
    assert list(line) == [
        "id", "intern", "host", "title", "start", "end", "phase", "progress",
        "next_meeting", "course",
    ]  # fmt: skip
    assert line | {"progress": ..., "next_meeting": ...} == {
        "id": dossier,
        "intern": "Léa Nguyễn-Œuvrard",
        "host": "Atelier Boréal inc.",
        "title": "TELESTAGE – Refonte du site et des outils de données",
        "start": "2027-01-11",
        "end": "2027-04-09",
        "phase": "before",
        "course": [],
        "progress": ...,
        "next_meeting": ...,
    }
    assert list(line["progress"]) == PHASES
    assert line["progress"]["selection"] == {"done": 5, "total": 8}
    coming = line["next_meeting"]
    assert coming.pop("id")
    assert coming == {
        "kind": "checkin",
        "start_utc": "2027-02-16T14:30:00Z",
        "host_local": "2027-02-16T09:30:00-05:00",
        "intern_local": "2027-02-16T15:30:00+01:00",
    }
    assert at("2027-05-01T09:00").json("list")[0]["next_meeting"] is None


def test_show_is_the_whole_dossier_and_more(telestage: Telestage) -> None:
    dossier = telestage.new("non-conforme.toml")
    answer = telestage.json("show", dossier[:5])
    assert answer.pop("phase") == "selection"
    assert (answer.pop("course"), answer.pop("followed_by")) == ([], None)
    assert list(answer.pop("progress")) == PHASES
    compliance = answer.pop("compliance")
    assert all(
        list(each) == ["rule", "field", "message", "source", "waived"] for each in compliance
    )
    assert [each["waived"] for each in compliance] == [False] * 11
    for line in answer["history"]:  # said once more in words, for scripts
        assert {line.pop("part"), line.pop("label")} == {"dossier", "Dossier ouvert"}
        line["done"] = line.pop("deed")
    model = Dossier.model_validate_json(json.dumps(answer))  # nothing is missing, nothing is added
    assert str(model.id) == dossier
    assert model.intern.full_name == "Paul Martin"


def test_tasks(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()
    telestage.ok("skip", dossier, "sel-choice", "--why", "Une seule candidature")
    tasks = {task["id"]: task for task in at("2026-11-18T09:00").json("tasks", dossier)}
    assert tasks["sel-offer"] == {
        "id": "sel-offer",
        "phase": "selection",
        "title": "Publier l’offre sur Chronos, TELESTAGE en tête",
        "due": "2026-11-12",
        "due_source": "proposed",
        "state": "todo",
        "required": False,
        "note": "",
        "assignee": "tuteur",
        "source": "000",
        "late": True,
        "after": [],
        "waits_for": [],
    }
    assert tasks["mid-send"]["after"] == ["mid-form", "mid-meeting"]
    assert tasks["mid-send"]["waits_for"] == ["mid-form", "mid-meeting"]
    assert tasks["sel-choice"]["waits_for"] == []  # it is sans objet
    assert tasks["dur-welcome"]["due_source"] == "000"
    assert tasks["sel-interviews"]["state"] == "done"
    assert tasks["sel-interviews"]["required"] is True
    assert tasks["sel-choice"]["state"] == "skipped"
    assert not tasks["sel-choice"]["late"]
    assert len(tasks) == 34


def test_plan(telestage: Telestage) -> None:
    dossier = telestage.new()
    answer = telestage.json("plan", dossier)
    assert list(answer) == ["meetings", "warnings"]
    first = answer["meetings"][0]
    assert first.pop("id")
    assert first == {
        "kind": "prestart",
        "start_utc": "2026-12-31T14:30:00Z",
        "duration_minutes": 60,
        "objective": "",
        "host_local": "2026-12-31T09:30:00-05:00",
        "intern_local": "2026-12-31T15:30:00+01:00",
        "gap_hours": 6,
        "status": "planned",
        "notes": [
            "Déplacée du vendredi 1er\u00a0janvier 2027\u00a0: "
            "Jour de l’an (Québec), Jour de l’an (France)."
        ],
    }
    kinds = {meeting["kind"] for meeting in answer["meetings"]}
    assert kinds == {"prestart", "welcome", "checkin", "midpoint", "final"}
    assert len(answer["warnings"]) == 1
    assert "14 mars" in plain(answer["warnings"][0])


def test_plan_notes_a_planned_meeting_on_a_day_that_closed_since(telestage: Telestage) -> None:
    dossier = telestage.new()
    away = ClosedPeriod(first=date(2027, 2, 9), last=date(2027, 2, 9), label="Maladie")
    repository = TinyRepository(telestage.db, lambda: datetime(2026, 11, 5, 15, tzinfo=UTC))
    repository.change(
        UUID(dossier), Change(said("Absence"), add_absences("stagiaire", [away]).apply)
    )
    meetings = telestage.json("plan", dossier)["meetings"]
    (tuesday,) = [m for m in meetings if m["host_local"].startswith("2027-02-09")]
    assert tuesday["notes"] == ["Maladie (stagiaire)."]


def test_a_second_dossier_of_the_tutor_avoids_the_meetings_of_the_first(
    telestage: Telestage,
) -> None:
    first, second = (telestage.json("plan", telestage.new())["meetings"] for _ in range(2))
    assert not {m["start_utc"] for m in first} & {m["start_utc"] for m in second}


def test_plan_tells_one_instant_three_ways(telestage: Telestage) -> None:
    dossier = telestage.new()
    for meeting in telestage.json("plan", dossier)["meetings"]:
        start = datetime.fromisoformat(meeting["start_utc"])
        host = datetime.fromisoformat(meeting["host_local"])
        intern = datetime.fromisoformat(meeting["intern_local"])
        assert start == host.astimezone(UTC) == intern.astimezone(UTC)
        ahead = intern.replace(tzinfo=None) - host.replace(tzinfo=None)
        assert ahead.total_seconds() == meeting["gap_hours"] * 3600


def test_status(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()
    telestage.ok("grant", dossier, "vpn")
    answer = at("2027-04-09T08:00").json("status")
    assert list(answer) == [
        "today",
        "late",
        "due_today",
        "this_week",
        "to_know",
        "next",
        "dossiers",
    ]
    assert answer["today"] == "2027-04-09"
    assert answer["dossiers"] == at("2027-04-09T08:00").json("list")
    by_kind = {item["kind"]: item for item in answer["late"] + answer["due_today"]}
    assert set(by_kind) == {"stage", "task", "meeting", "access"}
    assert by_kind["access"] == {
        "dossier": dossier,
        "intern": "Léa Nguyễn-Œuvrard",
        "kind": "access",
        "title": "Accès «\u00a0VPN de l'entreprise\u00a0» à retirer",
        "due": "2027-04-09",
        "days_late": 0,
        "start_utc": None,
        "task": None,
        "meeting": None,
        "access": telestage.json("show", dossier)["accesses"][0]["id"],
        "deadline_utc": "2027-04-10T16:00:00Z",
        "critical": True,
        "overdue": False,
        "weight": "access",
        "old": False,
    }
    offer = next(item for item in answer["late"] if item["task"] == "sel-offer")
    assert offer["days_late"] == 148
    late = {(item["kind"], item["due"]): item["start_utc"] for item in answer["late"]}
    assert late["meeting", "2027-01-11"] == "2027-01-11T14:00:00Z"
    assert late["stage", "2027-01-11"] is None
    assert all(item["days_late"] > 0 for item in answer["late"])


def test_check(telestage: Telestage) -> None:
    empty = telestage.json("check")
    assert list(empty) == ["ok", "dossiers", "schema", "tzdata", "problems", "remarks"]
    assert (empty["ok"], empty["dossiers"], empty["problems"]) == (True, 0, [])
    assert empty["tzdata"].startswith("20")
    telestage.new()
    assert telestage.json("check")["dossiers"] == 1

    telestage.db.write_bytes(telestage.db.read_bytes().replace(b"Rimouski", b"Rimovski"))
    result = telestage.run("check", "--json")
    broken = json.loads(result.stdout)
    assert result.exit_code == 1
    assert broken["ok"] is False
    assert len(broken["problems"]) == 1


def test_every_utc_instant_is_written_to_the_second(telestage: Telestage) -> None:
    telestage.today = "2026-11-05"  # a clock that ticks, with its microseconds
    dossier = telestage.new()
    telestage.ok("note", dossier, "Bonjour")
    answer = telestage.json("show", dossier)
    instants = [answer["created_at"], *(entry["at"] for entry in answer["history"])]
    assert len(instants) == 3
    for instant in instants:
        assert re.fullmatch(r"2026-11-05T\d\d:\d\d:\d\dZ|2026-11-06T0[0-4]:\d\d:\d\dZ", instant)


def test_closed_dossiers_come_last_as_on_the_screens(telestage: Telestage) -> None:
    first, second = telestage.new("minimale.toml"), telestage.new("complete.toml")
    by_start = sorted(
        (first, second), key=lambda id: str(telestage.json("show", id)["stage"]["start"])
    )
    repository = TinyRepository(telestage.db, SystemClock().now)
    day = date(2027, 5, 1)
    repository.change(
        UUID(by_start[0]), Change(said("Clos"), lambda d: d.evolve(started_on=day, closed_on=day))
    )

    for lines in (telestage.json("list"), telestage.json("status")["dossiers"]):
        assert [line["id"] for line in lines] == by_start[::-1]
    rows = telestage.ok("list").splitlines()
    assert [line.split()[0] for line in rows] == [id[:8] for id in by_start[::-1]]


def test_a_backup_reason_is_one_line_of_a_table(
    telestage: Telestage, monkeypatch: pytest.MonkeyPatch
) -> None:
    telestage.new("minimale.toml")
    session = Session(telestage.db, SystemClock())
    with monkeypatch.context() as newer:
        newer.setitem(BACKUP_REASONS, "avant-cloture", "avant la clôture d’un stage")
        session.backups.create("avant-cloture")
        assert "avant la clôture d’un stage" in telestage.ok("backup", "list")
    assert "avant-cloture  " in telestage.ok("backup", "list"), "the reason of a newer version"
    assert "avant-cloture" in [each["reason"] for each in telestage.json("backup", "list")]


def test_backups(telestage: Telestage) -> None:
    telestage.new("minimale.toml")
    with time_machine.travel("2026-11-05T14:00:00Z", tick=False):
        backup = telestage.json("backup", "create")
    assert backup | {"size": ...} == {
        "name": "20261105T140000Z-manuelle.json",
        "taken_at": "2026-11-05T14:00:00Z",
        "size": ...,
        "reason": "manuelle",
        "dossiers": 1,
        "readable": True,
        "newer": False,
    }
    telestage.new()
    assert backup in telestage.json("backup", "list")
    telestage.ok("backup", "restore", backup["name"])
    assert [line["intern"] for line in telestage.json("list")] == ["Aurélie Lacour"]


def test_another_day_shown_neither_dates_nor_removes_a_backup(telestage: Telestage, at: At) -> None:
    """A simulated day would remove real backups as too old, and date new ones wrongly."""
    with time_machine.travel("2026-10-01T13:30:00Z", tick=False):
        dossier = telestage.new()
    for day in range(1, 13):
        with time_machine.travel(f"2026-10-{day:02d}T14:00:00Z", tick=False):
            telestage.ok("backup", "create")
    with time_machine.travel("2026-10-12T14:30:00Z", tick=False):
        real = telestage.json("backup", "list")
        for today in ("2031-05-02T10:00", "2026-11-05", "1990-01-01", "2029-01-01"):
            at(today).ok("note", dossier, "Un autre jour")
        at("2031-05-02T10:00").ok("backup", "create")
        backups = telestage.json("backup", "list")
    assert len(real) == 12
    assert backups[0]["taken_at"] == "2026-10-12T14:30:00Z"
    assert backups[1:] == real


@pytest.mark.parametrize(
    "args", [("list",), ("status",), ("check",), ("backup", "list"), ("overlap",)], ids=" ".join
)
def test_json_is_utf8_and_readable(telestage: Telestage, args: tuple[str, ...]) -> None:
    telestage.new()
    text = telestage.ok(*args, "--json")
    json.loads(text)
    assert "\\u" not in text
