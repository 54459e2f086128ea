"""The sheet of the portal: every field of the tutorial, and where each value comes from."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.onsite import Answer, Decision, Identity, Moment, Offer, Onsite, Payment
from telestage_tui.dossier.people import Tutor
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.portal_sheet import HIDDEN, Sheet, comparisons
from telestage_tui.programme.portal_sources import SOURCES, compensation, duration_words
from telestage_tui.programme.portal_timers import timers
from tests.factories import make_dossier

CONTENT = load_programme().onsite
ON = date(2027, 2, 10)
AGREED = Decision(agrees=True, on=ON)
TUTORIAL: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "portal_fields.toml").read_text(encoding="utf-8")
)


def answers(**values: str) -> tuple[Answer, ...]:
    return tuple(
        Answer(field=name.replace("_", "-"), value=value, on=ON) for name, value in values.items()
    )


def open_dossier(identity: dict[str, str] | None = None, /, **values: str) -> Dossier:
    """A dossier whose two sides agree, with some fields typed."""
    return make_dossier(
        onsite=Onsite(host=AGREED, intern=AGREED, answers=answers(**values)),
        identity=Identity(answers=answers(**(identity or {}))),
    )


def sheet(dossier: Dossier) -> Sheet:
    return Sheet(dossier, CONTENT)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("form", TUTORIAL)
def test_every_field_of_the_tutorial_is_on_the_sheet(form: str) -> None:
    fields = CONTENT.fields_of(form)
    assert [plain(each.label) for each in fields if each.required] == TUTORIAL[form]["required"]
    assert sorted(plain(each.label) for each in fields if not each.required) == sorted(
        TUTORIAL[form]["optional"]
    )


def test_the_sheet_asks_nothing_that_the_tutorial_does_not_name() -> None:
    others = [each for each in CONTENT.fields if each.form not in TUTORIAL]
    assert all(each.ours for each in others)


def test_what_the_content_names_exists() -> None:
    programme = load_programme()
    people = set(programme.assignees)
    for field in CONTENT.fields:
        assert field.asks in people
        assert field.fills is None or field.fills in SOURCES
    assert {each.source for each in CONTENT.facts.values()} <= set(programme.sources)


def test_what_the_dossier_knows_is_filled_in() -> None:
    subject = sheet(make_dossier())
    assert subject.row("worker-last-name").value == "Nguyễn-Œuvrard"
    assert subject.row("birth-date").value == "1999-05-17"
    assert subject.row("company-city").value == "Rimouski"
    assert subject.row("work-city").value == "Rimouski"
    assert subject.row("work-city").origin.startswith("comme « ")
    assert subject.row("exemption-code").value == "C21"
    assert "à vérifier auprès de l’OFQJ" in subject.row("exemption-code").origin


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("TELESTAGE – Refonte du site", "Refonte du site"),
        ("Télestage : refonte", "refonte"),
        ("Refonte du site", "Refonte du site"),
        ("TELESTAGE", ""),
    ],
)
def test_the_job_on_site_is_not_named_a_telestage(title: str, job: str) -> None:
    dossier = open_dossier()
    dossier = dossier.evolve(stage=dossier.stage.evolve(title=title))
    assert sheet(dossier).row("job-title").value == job


def test_no_doubt_of_a_field_is_said_with_two_prepositions() -> None:
    assert not [each.id for each in CONTENT.fields if each.check.startswith(("de ", "du ", "d’"))]


def test_a_typed_value_comes_before_what_is_known() -> None:
    row = sheet(open_dossier(company_city="Matane")).row("company-city")
    assert (row.value, row.state) == ("Matane", "typed")
    assert plain(row.origin) == "noté le 10 février 2027"


def test_the_source_of_a_number_stays_said() -> None:
    row = sheet(open_dossier(business_number="1143920115")).row("job-number")
    assert row.value == "114392011"
    row = sheet(open_dossier(business_number="1143920115")).row("business-number")
    assert "du NEQ 1143920115" in row.origin


def test_an_invalid_value_is_kept_and_said() -> None:
    row = sheet(open_dossier(noc="2123")).row("noc")
    assert (row.value, row.state) == ("2123", "invalid")
    assert "16 novembre 2022" in plain(row.problem)


def test_a_phone_of_the_dossier_is_put_in_form_or_refused() -> None:
    dossier = make_dossier(tutor=Tutor(first_name="Marie", phone="418.555.0123"))
    assert sheet(dossier).row("user-phone").value == "418-555-0123"
    wrong = make_dossier(tutor=Tutor(first_name="Marie", phone="poste 4"))
    assert sheet(wrong).row("user-phone").state == "invalid"


def test_the_hours_follow_those_of_the_week() -> None:
    subject = sheet(make_dossier())
    assert [subject.row(f"hours-a-{each}").value for each in ("day", "week", "month")] == [
        "7", "35", "151,67",
    ]  # fmt: skip
    subject = sheet(open_dossier(hours_a_week="37,5"))
    assert [subject.row(f"hours-a-{each}").value for each in ("day", "month")] == ["7,5", "162,5"]
    assert sheet(open_dossier(hours_a_week="beaucoup")).row("hours-a-day").state == "missing"


def test_the_compensation_is_composed() -> None:
    dossier = open_dossier(extras="Logement fourni.")
    dossier = dossier.evolve(onsite=dossier.onsite.evolve(monthly_pay=800))
    assert sheet(dossier).row("other-pay").value == (
        "Indemnisation de 800 $CAD/mois; Logement fourni"
    )
    assert compensation(1250.5, "") == "Indemnisation de 1250,5 $CAD/mois"
    assert sheet(make_dossier()).row("other-pay").state == "optional"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2027, 9, 6), date(2028, 3, 5), "6 mois"),
        (date(2027, 9, 6), date(2028, 3, 6), "6 mois et 1 jour"),
        (date(2027, 9, 6), date(2027, 9, 12), "7 jours"),
        (date(2027, 8, 31), date(2027, 9, 30), "1 mois"),
    ],
)
def test_a_duration_in_words(start: date, end: date, words: str) -> None:
    assert duration_words(start, end) == words


def test_the_fee_follows_the_first_question() -> None:
    for exemption, begins in (("none", "Oui je paierais"), ("fee", "Non"), ("offer", "Non")):
        dossier = open_dossier()
        dossier = dossier.evolve(onsite=dossier.onsite.evolve(exemption=exemption))
        assert sheet(dossier).row("fee").value.startswith(begins)
    assert sheet(open_dossier()).row("fee").state == "missing"


def test_what_is_missing_is_listed_once_by_who_can_give_it() -> None:
    missing = {
        each.who: [row.field.id for row in each.rows] for each in sheet(make_dossier()).missing
    }
    assert "business-number" in missing["RH"]
    assert "passport-number" in missing["stagiaire"]
    assert "exemption-why" in missing["OFQJ"]
    every = [field for fields in missing.values() for field in fields]
    assert "job-number" not in every  # the same number as that of the registration
    assert len(every) == len(set(every))


def test_an_identity_is_masked_until_it_is_asked_for() -> None:
    row = sheet(open_dossier({"passport_number": "12AB34567"})).row("passport-number")
    assert row.shown(identity=False) == HIDDEN
    assert row.shown(identity=True) == "12AB34567"
    wrong = sheet(open_dossier({"birth_country": "x", "passport_number": "12"})).row(
        "passport-number"
    )
    assert "12" not in wrong.masked_problem


def test_the_sheet_and_the_convention_are_compared_word_for_word() -> None:
    dossier = open_dossier(job_title="Refonte des outils de données")
    by_label = {each.label: each for each in comparisons(sheet(dossier))}
    title = by_label["Titre du poste"]
    assert not title.agrees
    assert (title.only_sheet, title.only_convention) == ((), ("du", "site", "et"))
    assert by_label["Nom de famille"].agrees


# --- the countdowns -------------------------------------------------------------------------------

ZONE = "America/Toronto"
BEGUN = datetime(2027, 2, 10, 15, tzinfo=UTC)
STARTED = Moment(day=ON, at=time(10), zone=ZONE)


def left(payment: Payment | None, **after: int) -> dict[str, str]:
    now = BEGUN + timedelta(**after)
    return {each.name: each.clock for each in timers(Onsite(payment=payment), CONTENT, now)}


def test_the_two_countdowns_of_the_payment() -> None:
    payment = Payment(started=STARTED)
    assert left(payment) == {"pay-window": "2:00:00", "idle": "0:20:00"}
    assert left(payment, minutes=19, seconds=59) == {"pay-window": "1:40:01", "idle": "0:00:01"}
    assert left(payment, minutes=20) == {"pay-window": "1:40:00", "idle": "0:00:00"}
    assert left(payment, hours=2) == {"pay-window": "0:00:00", "idle": "0:00:00"}
    assert all(
        each.is_over
        for each in timers(Onsite(payment=payment), CONTENT, BEGUN + timedelta(hours=3))
    )


def test_activity_restarts_the_minutes_of_inactivity_alone() -> None:
    payment = Payment(started=STARTED, active=Moment(day=ON, at=time(10, 15), zone=ZONE))
    assert left(payment, minutes=15) == {"pay-window": "1:45:00", "idle": "0:20:00"}
    assert left(payment, minutes=35) == {"pay-window": "1:25:00", "idle": "0:00:00"}


def test_an_hour_to_wait_once_cancelled() -> None:
    payment = Payment(started=STARTED, cancelled=Moment(day=ON, at=time(10, 30), zone=ZONE))
    assert left(payment, minutes=30) == {"retry": "1:00:00"}
    assert left(payment, minutes=90) == {"retry": "0:00:00"}


def test_nothing_is_counted_without_a_payment_or_once_paid() -> None:
    assert left(None) == {}
    assert left(Payment(started=STARTED, paid_on=ON)) == {}
    received = Onsite(payment=Payment(started=STARTED), offer=Offer(number="A1234567", on=ON))
    assert timers(received, CONTENT, BEGUN) == ()


def test_an_identity_that_was_erased_is_asked_for_no_more() -> None:
    subject = open_dossier()
    received = subject.onsite.evolve(offer=Offer(number="A1234567", on=ON))
    rows = [row for each in sheet(subject.evolve(onsite=received)).missing for row in each.rows]
    assert rows
    assert not [row.field.id for row in rows if row.field.identity]


def test_a_countdown_holds_across_a_change_of_clock() -> None:
    payment = Payment(started=Moment(day=date(2027, 3, 14), at=time(1, 30), zone=ZONE))
    now = datetime(2027, 3, 14, 7, 30, tzinfo=UTC)  # half past three, an hour later
    assert {t.name: t.clock for t in timers(Onsite(payment=payment), CONTENT, now)}[
        "pay-window"
    ] == "1:00:00"


def test_a_dossier_of_today_has_nothing_of_it() -> None:
    kept: dict[str, Any] = make_dossier().model_dump(mode="json")
    del kept["onsite"], kept["identity"]
    assert Dossier.model_validate(kept) == make_dossier()
