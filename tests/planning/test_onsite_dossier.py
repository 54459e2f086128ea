"""The dossier of a stage on site: what it carries from the télé-stage, and its own rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.dossier import Dossier, ProgrammeRef
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.onsite import Answer, Identity
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from telestage_tui.planning.meeting_view import both_times, times_in_words, view_in
from telestage_tui.planning.onsite_dossier import (
    Opening,
    accesses_words,
    follower,
    meetings_words,
    open_onsite,
)
from telestage_tui.programme.loader import NEWEST, load_programme
from telestage_tui.programme.progress import task_states
from telestage_tui.programme.rules import departures
from tests.factories import make_dossier

ON = date(2027, 4, 1)
AT = datetime(2027, 4, 1, 14, tzinfo=UTC)
BEFORE = load_programme()
PROGRAMME = load_programme(ProgrammeRef(id="surplace", version=NEWEST))
PASSPORT = "12AB34567"


def former(*more: changes.Change, **fields: object) -> Dossier:
    """Léa's dossier, once both agree to a stage from September to December."""
    result = make_dossier(**({"programme": BEFORE.ref} | fields))
    for change in (
        changes.decide("host", agrees=True, on=ON),
        changes.decide("intern", agrees=True, on=ON),
        changes.plan_onsite(start=date(2027, 9, 6), end=date(2027, 12, 17), monthly_pay=850.0),
        *more,
    ):
        result = change.apply(result)
    return result


def opening_of(dossier: Dossier, *others: Dossier) -> Opening:
    return open_onsite(
        dossier,
        id=uuid4(),
        before=BEFORE.opened_for(dossier),
        programme=PROGRAMME,
        created_at=AT,
        today=ON,
        others=(dossier, *others),
    )


def lines(opening: Opening) -> list[str]:
    return [f"{each.sign} {each.text}" for each in opening.lines]


def test_people_come_along_and_days_are_those_aimed_at() -> None:
    lea = former()
    opened = opening_of(lea).dossier
    assert (opened.tutor, opened.contacts, opened.stationery) == (
        lea.tutor, lea.contacts, lea.stationery,
    )  # fmt: skip
    assert opened.host.name == lea.host.name
    assert (opened.intern.full_name, opened.intern.born) == (lea.intern.full_name, lea.intern.born)
    assert (opened.stage.start, opened.stage.end) == (date(2027, 9, 6), date(2027, 12, 17))
    assert (opened.stage.monthly_pay, opened.stage.mandate) == (850, lea.stage.mandate)
    assert opened.former == lea.id
    assert opened.programme == PROGRAMME.ref
    assert opened.meetings


def test_the_clock_that_is_left_is_named_in_french() -> None:
    assert "+ Une seule horloge : Québec" in lines(opening_of(former()))


def test_what_the_remote_stage_made_is_left_there() -> None:
    opened = opening_of(former()).dossier
    assert (opened.evaluations, opened.notes, opened.tasks, opened.waivers) == ((), (), (), ())
    assert (opened.candidates, opened.history, opened.amendments) == ((), (), ())
    assert opened.convention.first is None
    assert opened.agreed is None
    assert opened.stage.financing == "inconnu"
    assert not opened.onsite.is_open


def test_no_identity_is_copied() -> None:
    answer = Answer(field="passport", value=PASSPORT, on=ON)
    lea = former(identity=Identity(answers=(answer,)))
    opening = opening_of(lea)
    assert PASSPORT not in opening.dossier.model_dump_json()
    assert PASSPORT not in "".join(lines(opening))
    assert opening.dossier.identity == Identity()


def test_accesses_are_planned_without_their_days() -> None:
    vpn = Access(id=uuid4(), name="VPN", given_on=ON, withdraw_by=ON, withdrawn_on=ON)
    (access,) = opening_of(former(accesses=(vpn,))).dossier.accesses
    assert (access.name, access.state, access.withdraw_by) == ("VPN", "planned", None)
    assert access.id != vpn.id


def test_a_deliverable_comes_along_without_its_day_unless_it_was_accepted() -> None:
    plan = WorkPlan(
        deliverables=(
            Deliverable(name="Maquette", due=ON, delivered_on=ON, accepted_on=ON),
            Deliverable(name="Guide", due=ON, delivered_on=ON),
        ),
        training="Deux jours",
    )
    lea = former(work_plan=plan)
    opening = opening_of(lea)
    carried = {each.name: each for each in opening.dossier.deliverables}
    assert "Maquette" not in carried
    assert (carried["Guide"].due, carried["Guide"].state) == (None, "todo")
    assert opening.dossier.work_plan.training == "Deux jours"
    assert "– Déjà accepté : Maquette" in lines(opening)


def test_it_is_on_one_clock() -> None:
    lea = former()
    rule = lea.meeting_rule.evolve(at=time(15), reference="stagiaire")
    opened = opening_of(lea.evolve(meeting_rule=rule)).dossier
    assert (opened.intern.zone, opened.intern.region) == (lea.host.zone, lea.host.region)
    assert opened.intern.hours == lea.host.hours
    assert (opened.meeting_rule.at, opened.meeting_rule.reference) == (None, "structure")
    view = view_in(opened, opened.meetings[0], AT)
    assert "/" not in both_times(view)
    assert "·" not in times_in_words(view.start_utc, opened.host.zone, opened.intern.zone)


@pytest.mark.parametrize(
    ("title", "carried"),
    [
        ("TELESTAGE – Refonte du site", "Refonte du site"),
        ("Télé-stage : refonte", "refonte"),
        ("TELESTAGES réunis", "TELESTAGES réunis"),
        ("Refonte du site", "Refonte du site"),
        ("TELESTAGE", ""),
        ("", ""),
    ],
)
def test_the_title_loses_what_says_it_is_remote(title: str, carried: str) -> None:
    lea = former()
    lea = lea.evolve(stage=lea.stage.evolve(title=title))
    assert opening_of(lea).dossier.stage.title == carried


def test_it_has_its_own_rules() -> None:
    lea = former(changes.plan_onsite(end=date(2028, 4, 30), monthly_pay=799.0))
    opened = opening_of(lea).dossier
    wrong = {each.rule for each in departures(opened, PROGRAMME, ON) if not each.is_awaited}
    assert wrong == {"duration", "gratification"}
    assert any("800" in line for line in lines(opening_of(lea)) if line.startswith("!"))
    for rule in ("title", "jobseeker", "equipment", "student"):
        assert not PROGRAMME.has_rule(rule)


@pytest.mark.parametrize(
    ("end", "pay", "wrong"),
    [
        (date(2027, 11, 4), 800.0, {"duration"}),
        (date(2027, 11, 5), 800.0, set()),
        (date(2028, 3, 5), 800.0, set()),
        (date(2028, 3, 6), 799.99, {"duration", "gratification"}),
    ],
)
def test_its_rules_to_the_day_and_the_cent(end: date, pay: float, wrong: set[str]) -> None:
    opened = opening_of(former(changes.plan_onsite(end=end, monthly_pay=pay))).dossier
    found = {each.rule for each in departures(opened, PROGRAMME, ON) if not each.is_awaited}
    assert found == wrong


def test_its_amounts_are_those_that_the_portal_page_says() -> None:
    facts = BEFORE.onsite.facts
    rule = PROGRAMME.rule
    assert rule("gratification").minimum == facts["monthly-pay"].value
    assert (rule("duration").minimum, rule("duration").maximum) == (
        facts["shortest"].value, facts["longest"].value,
    )  # fmt: skip
    assert (rule("age").minimum, rule("age").maximum) == (
        facts["youngest"].value, facts["oldest"].value,
    )  # fmt: skip
    assert PROGRAMME.amounts["passport-months"] == facts["passport"].value


def test_nationality_passport_and_permit_are_asked_of_it() -> None:
    opened = opening_of(former()).dossier
    states = {each.task.id: each for each in task_states(opened, PROGRAMME, ON)}
    for name in ("qc-nationality", "qc-passport", "qc-permit"):
        assert states[name].task.required
    assert states["qc-age"].state == "done"
    assert not any(name.startswith("ons-") for name in states)


def test_the_preview_says_what_is_not_known_yet() -> None:
    said = lines(opening_of(former()))
    assert "! Nationalité française : à savoir." in said
    assert any(line.startswith("! Passeport valide") for line in said)


def test_it_is_opened_once() -> None:
    lea = former()
    first = opening_of(lea).dossier
    assert follower(lea, (lea, first)) == first
    assert follower(first, (lea, first)) is None
    with pytest.raises(Refused, match="déjà ouvert"):
        opening_of(lea, first)


def test_it_is_not_opened_from_itself() -> None:
    opened = opening_of(former()).dossier
    with pytest.raises(Refused, match="déjà celui du stage au Québec"):
        opening_of(opened)
    with pytest.raises(Refused, match="déjà celui du stage au Québec"):
        changes.decide("host", agrees=True, on=ON).apply(opened)


def test_it_waits_for_both_and_for_the_days() -> None:
    with pytest.raises(Refused, match="sont d’accord"):
        opening_of(make_dossier())
    with pytest.raises(Refused, match="dates visées"):
        opening_of(former(changes.plan_onsite(end=None)))


def test_days_too_far_apart_are_refused() -> None:
    with pytest.raises(InvalidInput):
        opening_of(former(changes.plan_onsite(end=date(2029, 12, 17))))


def test_meetings_and_accesses_in_words() -> None:
    words = [accesses_words(number).replace("\u00a0", " ") for number in (0, 1, 2)]
    assert words == [
        "Aucun accès à remettre",
        "1 accès à remettre de nouveau, sans ses dates",
        "2 accès à remettre de nouveau, sans leurs dates",
    ]
    words = [meetings_words(number).replace("\u00a0", " ") for number in (0, 1, 2)]
    assert words == ["Aucune rencontre prévue", "1 rencontre prévue", "2 rencontres prévues"]
