"""Changes of dates, hours or pay after the first signature, and signatures still to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.stage import PARTIES, Convention, Terms
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import start
from telestage_tui.programme.rules import departures, unwaived_departures

from .support import END, START, complete, waived

PROGRAMME = load_programme()
SIGNED_ON = date(2026, 12, 10)
"""The first signature of the dossier in order."""
LATER = date(2026, 12, 20)
DAYS = st.dates(date(2026, 11, 1), date(2027, 1, 31))
CHANGES: dict[str, dict[str, Any]] = {
    "changed-start": {"start": START + timedelta(days=1)},
    "changed-end": {"end": END - timedelta(days=1)},
    "changed-hours": {"weekly_hours": 32},
    "changed-pay": {"monthly_pay": 400},
}


def described(dossier: Dossier, on: date, **stage: Any) -> Dossier:
    """The dossier once its form was saved that day with these values."""
    fiche = Fiche.of(dossier).evolve(stage=dossier.stage.evolve(**stage))
    return changes.describe(fiche, on=on).apply(dossier)


def noted(dossier: Dossier, on: date, convention: Convention) -> Dossier:
    """The dossier once these signatures were noted that day."""
    for party in PARTIES:
        dossier = changes.sign(party, getattr(convention, party), on=on).apply(dossier)
    return dossier


def as_opened(dossier: Dossier) -> Dossier:
    """The dossier that its fiche opens."""
    return Fiche.of(dossier).to_dossier(
        id=dossier.id, programme=dossier.programme, created_at=dossier.created_at
    )


def signed() -> Dossier:
    """A dossier whose signatures were noted on the day of the last one."""
    return noted(complete(convention=Convention()), date(2026, 12, 14), complete().convention)


def left(dossier: Dossier, today: date = LATER) -> set[str]:
    return {each.rule for each in unwaived_departures(dossier, PROGRAMME, today)}


def test_the_terms_are_kept_with_the_first_signature() -> None:
    assert signed().agreed == complete().terms
    assert described(complete(convention=Convention()), LATER, monthly_pay=400).agreed is None
    assert as_opened(complete()).agreed == complete().terms


@pytest.mark.parametrize("rule", CHANGES)
def test_a_change_after_the_first_signature_is_a_departure_until_agreed(rule: str) -> None:
    changed = described(signed(), LATER, **CHANGES[rule])
    assert left(changed) == {rule}
    with pytest.raises(Refused, match="depuis la première signature"):
        start(PROGRAMME, changed.stage.start).apply(changed)
    agreed = waived(changed, rule, LATER)
    assert left(agreed) == set()
    assert start(PROGRAMME, changed.stage.start).apply(agreed).started_on
    again = described(
        agreed, LATER, **{name: _more(value) for name, value in CHANGES[rule].items()}
    )
    assert left(again) == {rule}, "what was agreed is another value"
    assert (
        left(described(changed, LATER, **Terms.of(complete().stage).model_dump(exclude={"tutor"})))
        == set()
    )


def _more(value: Any) -> Any:
    return value + (timedelta(days=2) if isinstance(value, date) else 2)


@pytest.mark.parametrize("rule", CHANGES)
def test_a_change_of_a_started_stage_is_a_departure_too(rule: str) -> None:
    started = start(PROGRAMME, START).apply(signed())
    assert left(described(started, END, **CHANGES[rule]), END) == {rule}


@given(pay=st.none() | st.integers(300, 900), other=st.none() | st.integers(300, 900))
def test_saying_a_pay_that_was_not_known_changes_nothing_agreed(
    pay: int | None, other: int | None
) -> None:
    unknown = complete(convention=Convention())
    unknown = unknown.evolve(stage=unknown.stage.evolve(monthly_pay=None))
    dossier = noted(unknown, SIGNED_ON, Convention(intern=SIGNED_ON))
    first = described(dossier, LATER, monthly_pay=pay)
    assert "changed-pay" not in left(first)
    second = described(first, LATER, monthly_pay=other)
    assert ("changed-pay" in left(second)) == (None not in (pay, other) and pay != other)


@pytest.mark.parametrize("rule", CHANGES)
def test_an_older_file_has_no_departure_until_it_is_changed(rule: str) -> None:
    old = complete()
    assert old.agreed is None
    assert left(old) == set()
    assert described(old, LATER) == old, "nothing to save"
    assert left(described(old, LATER, **CHANGES[rule])) == {rule}


def test_a_signature_taken_back_takes_the_terms_back() -> None:
    unsigned = noted(signed(), LATER, Convention())
    assert unsigned.agreed is None
    assert not left(described(unsigned, LATER, weekly_hours=32)) & CHANGES.keys()


@given(signature=DAYS, on=DAYS)
def test_terms_may_change_until_the_day_of_a_planned_signature(signature: date, on: date) -> None:
    dossier = as_opened(complete(convention=Convention(ofqj=signature)))
    changed = described(dossier, on, weekly_hours=32)
    assert ("changed-hours" in left(changed, on)) == (signature <= on)


@given(signatures=st.tuples(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS), today=DAYS)
def test_a_signature_counts_from_its_day_and_before_the_first(
    signatures: tuple[date | None, ...], today: date
) -> None:
    ofqj, intern, host = signatures
    dossier = complete(convention=Convention(ofqj=ofqj, intern=intern, host=host))
    rules = ("signature-ofqj", "signature-stagiaire", "signature-structure")
    found = {each.rule: each for each in departures(dossier, PROGRAMME, today)}
    for rule, day in zip(rules, signatures, strict=True):
        assert (rule not in found) == (day is not None and day <= today and day < START)
        if day is not None and day > today:
            assert "à venir" in found[rule].message
            assert found[rule].is_awaited == (day < START)
            assert found[rule].value == ""
