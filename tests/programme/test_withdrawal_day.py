"""The day of the withdrawals: nothing is lost of it, and it is done all at once or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access, Hour
from telestage_tui.dossier.changes import Step
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.withdrawal_day import (
    NOTHING_ELSE,
    Line,
    owed_at_once,
    settled,
    withdrawals_of,
)
from tests.factories import END, make_access, make_dossier
from tests.strategies import accesses

PROGRAMME = load_programme()
KINDS = [kind.id for kind in PROGRAMME.accesses.kinds]
LATER = date(2040, 1, 1)
"""After every day that the strategies draw."""
STEP = Step(LATER, by="Nadia")


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Access, ...]:
    """Accesses of the kinds of the programme, at any point of their life."""
    drawn = draw(st.lists(accesses(), max_size=6, unique_by=lambda access: access.id))
    return tuple(each.evolve(kind=draw(st.sampled_from(KINDS))) for each in drawn)


@given(ledgers())
def test_every_access_that_was_given_is_on_the_page_once(some: tuple[Access, ...]) -> None:
    day = withdrawals_of(make_dossier(accesses=some), PROGRAMME)
    owed = [each.access.id for person in day.people for each in person.owed]
    shown = [*owed, *(each.id for each in (*day.to_verify, *day.over))]
    assert sorted(shown) == sorted(each.id for each in some if each.given_on)
    assert len(set(day.lines)) == len(day.lines)
    to_withdraw = {line.access for line in day.lines if line.kind == "access"}
    assert to_withdraw == {each.id for each in some if each.is_open}
    for line in day.lines:
        group = day.group_of(line)
        assert (line in group) == (line != NOTHING_ELSE)


@given(ledgers(), st.data())
def test_what_is_settled_is_owed_no_more_and_the_rest_is_as_it_was(
    some: tuple[Access, ...], data: st.DataObject
) -> None:
    dossier = make_dossier(accesses=some)
    before = withdrawals_of(dossier, PROGRAMME)
    choices = [line for line in before.lines if line != NOTHING_ELSE]
    if not choices:
        return
    lines = data.draw(st.sets(st.sampled_from(choices), min_size=1))
    after = settled(lines, dossier, PROGRAMME, STEP, LATER).apply(dossier)
    left = set(withdrawals_of(after, PROGRAMME).lines)
    assert not left & lines
    assert set(before.lines) - lines <= left
    touched = {line.access for line in lines}
    for old, new in zip(some, after.accesses, strict=True):
        assert (old == new) == (old.id not in touched)
        assert set(old.checks) <= set(new.checks)


def test_the_critical_ones_come_first_then_those_due_sooner() -> None:
    some = (
        make_access("Figma", kind="licence"),
        make_access("VPN", kind="vpn"),
        make_access("Slack", kind="communication", withdraw_by=date(2027, 3, 1)),
        make_access("Courriel", kind="courriel", withdraw_by=date(2027, 3, 1)),
    )
    (person,) = withdrawals_of(make_dossier(accesses=some), PROGRAMME).people
    assert [each.access.name for each in person.owed] == ["Courriel", "VPN", "Slack", "Figma"]


def test_whoever_has_the_most_pressing_access_comes_first() -> None:
    some = (
        make_access("Figma", kind="licence", manager="Agathe"),
        make_access("VPN", kind="vpn", manager="Zoé"),
        make_access("Slack", kind="vpn", manager=""),
    )
    people = withdrawals_of(make_dossier(accesses=some), PROGRAMME).people
    assert [person.manager for person in people] == ["Zoé", "", "Agathe"]


def test_one_line_of_history_says_it_all() -> None:
    some = (make_access("VPN", kind="vpn"), make_access("Figma", kind="licence"))
    dossier = make_dossier(accesses=some)
    lines = withdrawals_of(dossier, PROGRAMME).people[0].lines
    hour = Hour(at=datetime(2027, 4, 9, 12, 5, tzinfo=UTC).time(), zone="America/Toronto")
    change = settled(lines, dossier, PROGRAMME, Step(END, hour), END)
    assert change.label.replace("\u00a0", " ") == (
        "2 accès retirés; 2 vérifications faites : VPN; Figma"
    )
    after = change.apply(dossier)
    assert [each.withdrawn_hour for each in after.accesses] == [hour, hour]
    assert {each.withdrawn_by for each in after.accesses} == {"Soutien informatique"}
    with pytest.raises(Refused):
        change.apply(after)
    with pytest.raises(InvalidInput):
        settled(lines, dossier, PROGRAMME, Step(LATER), END).apply(dossier)


def test_an_access_reopened_is_owed_again() -> None:
    vpn = make_access("VPN", kind="vpn", withdrawn_on=END, checks=("sessions",), verified_on=END)
    dossier = make_dossier(accesses=(vpn,))
    assert withdrawals_of(dossier, PROGRAMME).lines == (NOTHING_ELSE,)
    again = changes.restore_access(vpn, "Encore utile").apply(dossier)
    assert withdrawals_of(again, PROGRAMME).lines == (
        Line("access", vpn.id), Line("check", vpn.id, "sessions"), NOTHING_ELSE,
    )  # fmt: skip


# --- what is owed at once -------------------------------------------------------------------------


def said_of(names: tuple[str, ...], now: datetime, **facts: object) -> str:
    """What giving these accesses on the last day says at an instant."""
    planned = tuple(
        make_access(name, given_on=None, explained_on=None, kind="vpn", **facts) for name in names
    )
    before = make_dossier(accesses=planned)
    after = before.evolve(accesses=tuple(each.evolve(given_on=END) for each in planned))
    return owed_at_once(before, after, PROGRAMME, now).replace("\u00a0", " ")


def test_an_access_given_on_the_last_day_is_owed_at_once() -> None:
    morning, evening = (datetime(END.year, END.month, END.day, hour, tzinfo=UTC)
                        for hour in (13, 21))  # fmt: skip
    said = said_of(("VPN",), morning)
    assert said.startswith("Le dernier jour est atteint : « VPN » est à retirer dès ven. 9 avr., ")
    assert said.endswith(", au Québec.")
    assert "au plus tard sam. 10 avr., " in said
    assert "à retirer depuis ven. 9 avr., " in said_of(("VPN",), evening)
    several = said_of(("VPN", "Teams"), evening)
    assert "2 accès sont à retirer depuis ven. 9 avr., " in several
    assert "« VPN » au plus tard" in several


def test_one_given_before_its_last_day_says_nothing_and_one_with_a_day_of_its_own_does() -> None:
    before = datetime(END.year, END.month, END.day - 1, 15, tzinfo=UTC)
    assert said_of(("VPN",), before) == ""
    assert "« VPN » est à retirer depuis" in said_of(
        ("VPN",), before, withdraw_by=date(END.year, 3, 1)
    )


def test_what_was_open_already_says_nothing() -> None:
    dossier = make_dossier(accesses=(make_access("VPN"),))
    late = datetime(END.year + 1, 1, 1, tzinfo=UTC)
    assert owed_at_once(dossier, dossier, PROGRAMME, late) == ""
