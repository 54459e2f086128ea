"""What a dossier can and cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from telestage_tui.dossier.accesses import Access, Resource
from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused, problems_of
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.meetings import IndicatorLevel, MeetingRule, Record, Slot
from telestage_tui.dossier.people import ClosedPeriod, Intern, Tutor
from telestage_tui.dossier.records import TaskRecord, Transfer, transfer_problems
from telestage_tui.dossier.stage import Stage
from telestage_tui.dossier.zone_names import zone
from tests.factories import END, START, make_access, make_dossier, make_meeting, make_record
from tests.strategies import dossiers

DAY = date(2027, 1, 11)


def refusals(build: Callable[..., Frozen], **fields: Any) -> dict[str, str]:
    """The reasons by field for which a model is refused."""
    with pytest.raises(ValidationError) as error:
        build(**fields)
    return {problem.field: problem.message for problem in problems_of(error.value)}


@settings(max_examples=20)
@given(dossiers())
def test_a_dossier_is_hashable_and_survives_json_unchanged(dossier: Dossier) -> None:
    copy = Dossier.model_validate_json(dossier.model_dump_json())
    assert copy == dossier
    assert hash(copy) == hash(dossier)


@settings(max_examples=10)
@given(dossiers())
def test_a_copy_with_no_change_is_equal_and_a_change_leaves_the_first(dossier: Dossier) -> None:
    before = dossier.model_dump_json()
    assert dossier.evolve() == dossier
    assert dossier.evolve(version=dossier.version + 1) != dossier
    assert dossier.model_dump_json() == before


def test_nothing_can_be_set_or_added() -> None:
    dossier = make_dossier()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(dossier, "version", 8)  # noqa: B010 (what mypy forbids is tried all the same)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(dossier.intern, "first_name", "Zoé")  # noqa: B010
    assert refusals(Tutor, prenom="Zoé").keys() == {"prenom"}


def test_a_change_is_validated() -> None:
    with pytest.raises(ValidationError, match="La fin doit suivre"):
        make_dossier().stage.evolve(end=START)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (DAY, "La fin doit suivre le début, le 11\u00a0janvier 2027."),
        (date(2026, 12, 31), "La fin doit suivre le début, le 11\u00a0janvier 2027."),
        (date(2029, 1, 11), "La fin est à plus d’un an du début; vérifiez les dates."),
        (date(2300, 1, 1), "Le maximum est 2199-12-31."),
    ],
)
def test_a_stage_ends_after_it_starts_whatever_else_is_wrong(end: date, reason: str) -> None:
    assert refusals(Stage, start=DAY, end=end) == {"end": reason}
    assert refusals(Stage, start=DAY, end=end, weekly_hours=-1, title=3)["end"] == reason


def test_an_intern_is_born_before_the_stage() -> None:
    intern = make_dossier().intern.evolve(born=START)
    assert refusals(make_dossier, intern=intern) == {
        "fiche": "La naissance doit précéder le début du stage."
    }


def test_a_closed_period_is_in_order_and_holds_both_ends() -> None:
    assert refusals(ClosedPeriod, first=END, last=START).keys() == {"last"}
    period = ClosedPeriod(first=START, last=END)
    assert period.covers(START)
    assert period.covers(END)
    assert not period.covers(date(2027, 4, 10))


@pytest.mark.parametrize(
    ("life", "reason"),
    [
        ({"withdrawn_on": DAY}, "Un accès se retire après avoir été remis."),
        ({"given_on": END, "withdrawn_on": DAY}, "Le retrait précède la remise."),
        ({"given_on": END, "explained_on": DAY}, "L’explication précède la remise."),
    ],
)
def test_the_life_of_an_access_is_in_order(life: dict[str, date], reason: str) -> None:
    assert list(refusals(Access, id=uuid4(), name="VPN", **life).values()) == [reason]


def test_an_access_is_open_from_its_handing_over_to_its_withdrawal() -> None:
    planned = Access(id=uuid4(), name="VPN")
    given_access = planned.evolve(given_on=DAY)
    explained = given_access.evolve(explained_on=DAY)
    withdrawn = explained.evolve(withdrawn_on=END)
    lives = (planned, given_access, explained, withdrawn)
    assert [life.state for life in lives] == ["planned", "given", "explained", "withdrawn"]
    assert [life.is_open for life in lives] == [False, True, True, False]
    dossier = make_dossier(accesses=lives[1:3])
    assert dossier.open_accesses == lives[1:3]


def test_a_skipped_task_has_its_reason() -> None:
    reasons = refusals(TaskRecord, task="bef-team", choice="skipped", reason="  ")
    assert list(reasons.values()) == ["Indiquez pourquoi l’étape est sans objet."]


@pytest.mark.parametrize(
    ("build", "fields", "field"),
    [
        (Intern, {"first_name": "", "last_name": "B"}, "first_name"),
        (Intern, {"first_name": "A", "last_name": "B", "zone": "Europe/Pariss"}, "zone"),
        (Intern, {"first_name": "A", "last_name": "B", "hours": "9h"}, "hours"),
        (Intern, {"first_name": "A", "last_name": "B", "hours": 9}, "hours"),
        (MeetingRule, {"duration": 1}, "duration"),
        (MeetingRule, {"weekday": "samedi"}, "weekday"),
        (Slot, {"day": DAY, "at": time(9, tzinfo=UTC), "zone": "Europe/Paris"}, "at"),
        (IndicatorLevel, {"id": "delais", "level": 5}, "level"),
        (Evaluation, {"kind": "final", "overall": 0}, "overall"),
        (Resource, {"name": "VPN", "monthly_cost": float("inf")}, "monthly_cost"),
    ],
)
def test_an_impossible_value_is_refused_with_its_field(
    build: type[Frozen], fields: dict[str, Any], field: str
) -> None:
    reasons = refusals(build, **fields)
    assert reasons.keys() == {field}
    assert "valeur refusée" not in reasons[field]


def test_an_instant_carries_its_zone() -> None:
    assert refusals(make_dossier, created_at=datetime(2026, 11, 5)).keys() == {"created_at"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Paris", "Europe/Paris"),
        ("Nouméa", "Pacific/Noumea"),
        ("la Réunion", "Indian/Reunion"),
        ("Blanc Sablon", "America/Blanc-Sablon"),
        ("Europe/Pariss", "Europe/Paris"),
    ],
)
def test_a_city_is_enough_for_a_zone_to_be_suggested(typed: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f"vouliez-vous « {meant} »"):
        zone(typed)


def test_a_zone_that_is_like_no_other_has_no_suggestion() -> None:
    with pytest.raises(ValueError, match=r"inconnu\.$"):
        zone("France")


def test_an_unknown_zone_suggests_the_nearest() -> None:
    with pytest.raises(ValueError, match="vouliez-vous « America/Toronto »"):
        zone("America/Torronto")
    for name in ("", "Europe", "../../etc/passwd", "\x00", "x" * 10_000):
        with pytest.raises(ValueError, match="inconnu"):
            zone(name)
    assert zone("America/Montreal").key == "America/Montreal"


def test_what_is_not_kept_is_blank() -> None:
    dossier = make_dossier(tasks=(), evaluations=())
    assert dossier.task("sel-offer") == TaskRecord(task="sel-offer")
    assert dossier.evaluation("final") == Evaluation(kind="final")
    assert dossier.evaluation("final").rating("autonomie") == Rating(criterion="autonomie")
    assert make_record().minute("rien") == ""
    assert make_record().level("rien") is None


def test_what_is_kept_is_found() -> None:
    dossier = make_dossier()
    assert dossier.task("sel-task-3").choice == "done"
    assert dossier.evaluation("midpoint").rating("critere-2").level == 3
    assert dossier.meeting(make_meeting(4).id) == make_meeting(4)
    assert dossier.access(make_access("Teams").id).name == "Teams"
    assert make_record().minute("bloque").startswith("Accès")
    assert make_record().level("delais") == 4


def test_what_is_gone_is_refused_in_french() -> None:
    with pytest.raises(Refused, match="Cette rencontre n’est plus"):
        make_dossier().meeting(uuid4())
    with pytest.raises(Refused, match="Cet accès n’est plus"):
        make_dossier().access(uuid4())


def test_a_rating_is_answered_by_a_level_or_why_there_is_none() -> None:
    assert not Rating(criterion="autonomie").is_answered
    assert Rating(criterion="autonomie", level=1).is_answered
    assert Rating(criterion="autonomie", applicable=False).is_answered
    assert Rating(criterion="autonomie", observed=False).is_answered


def test_only_a_level_counts_as_a_mark() -> None:
    rating = Rating(criterion="autonomie", level=3)
    assert rating.mark == 3
    assert rating.evolve(applicable=False).mark is None
    assert rating.evolve(observed=False).mark is None
    assert Rating(criterion="autonomie").mark is None


def test_a_rating_of_an_older_file_was_observed() -> None:
    assert Rating.model_validate({"criterion": "autonomie", "level": 3}).observed


def test_the_status_follows_from_the_days() -> None:
    dossier = make_dossier(started_on=None)
    started = dossier.evolve(started_on=START)
    closed = started.evolve(closed_on=END)
    assert [d.status for d in (dossier, started, closed)] == ["preparation", "started", "closed"]


def test_defaults_do_not_depend_on_how_they_are_built() -> None:
    blank = make_dossier().model_dump(include={"id", "programme", "created_at", "stage"})
    dossier = Dossier(**blank, intern={"first_name": "A", "last_name": "B"}, host={"name": "C"})
    assert dossier.tutor == Tutor()
    assert dossier.meeting_rule == MeetingRule()
    assert make_meeting(9).record == Record()
    assert Dossier.model_validate_json(dossier.model_dump_json()) == dossier


@pytest.mark.parametrize(
    ("end", "halfway"),
    [(END, date(2027, 2, 24)), (date(2027, 1, 12), START), (date(2027, 1, 14), date(2027, 1, 12))],
)
def test_halfway_is_a_day_of_the_stage(end: date, halfway: date) -> None:
    assert Stage(start=START, end=end).halfway == halfway


def test_the_rfpe_of_an_older_file_is_read_as_the_rfft() -> None:
    old = Stage.model_validate({"start": START, "end": END, "financing": "RFPE validée"})
    assert old.financing == "RFFT validée"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "unassigned"),
        ({"begun_on": date(2027, 4, 1)}, "unassigned"),
        ({"to": "Zoé"}, "todo"),
        ({"to": "Zoé", "begun_on": date(2027, 4, 1)}, "begun"),
        ({"to": "Zoé", "done_on": date(2027, 4, 1)}, "done"),
        ({"done_on": date(2027, 4, 1)}, "done"),  # of an older file
    ],
)
def test_the_state_of_a_transfer(fields: dict[str, object], state: str) -> None:
    assert Transfer(id=uuid4(), item="Maquettes", **fields).state == state


def test_why_a_transfer_is_refused() -> None:
    today, tomorrow = date(2027, 4, 1), date(2027, 4, 2)

    def fields(**values: Any) -> list[str]:
        usual = {"to": "Zoé", "done_on": None, "begun_on": None}
        return [each.field for each in transfer_problems(today, **(usual | values))]

    assert fields() == []
    assert fields(done_on=today, begun_on=today) == []
    assert fields(to="", done_on=today) == ["to"]
    assert fields(done_on=tomorrow) == ["done_on"]
    assert fields(begun_on=tomorrow) == ["begun_on"]
    assert fields(begun_on=today, done_on=date(2027, 3, 31)) == ["done_on"]
