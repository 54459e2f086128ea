"""What is owed of an access: the day of its withdrawal, and the checks of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from telestage_tui.clocks.closures import ClosedDays
from telestage_tui.clocks.zones import HOST_ZONES, INTERN_ZONES, local
from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.course import Interruption
from telestage_tui.dossier.french import month_date
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.withdrawal import Withdrawal
from telestage_tui.programme.withdrawals import (
    by_manager,
    checks_in_words,
    checks_left,
    left_to_check,
    left_to_verify,
    long_absences,
    monthly_saving,
    term,
    to_resume,
    to_suspend,
    withdrawal_day,
)
from tests.factories import END, START, make_access, make_dossier
from tests.strategies import accesses

PROGRAMME = load_programme()
COURRIEL = [check.id for check in PROGRAMME.accesses.checks_of("courriel")]


def test_an_access_is_due_on_its_own_day_else_on_the_last_of_the_stage() -> None:
    own = make_access("VPN", withdraw_by=date(2027, 3, 1))
    dossier = make_dossier(accesses=(own, make_access("Figma")))
    days = [withdrawal_day(dossier, PROGRAMME, access) for access in dossier.accesses]
    assert days == [date(2027, 3, 1), END]


def test_the_day_of_the_programme_is_a_proposal_counted_from_a_day_of_the_stage() -> None:
    rule = PROGRAMME.withdrawal
    assert (rule.anchor, rule.days, rule.source) == ("end", 0, "proposed")
    with pytest.raises(ValidationError, match="un accès se retire d’après"):
        Withdrawal(anchor="week")


def test_what_was_not_checked_is_left_until_it_is() -> None:
    given = make_access("Adresse courriel", kind="courriel")
    dossier = make_dossier(accesses=(given,))
    assert checks_left(PROGRAMME, given) == ()
    dossier = changes.withdraw(given, on=END, today=END, checks=COURRIEL[:1]).apply(dossier)
    (left,) = left_to_check(dossier, PROGRAMME)
    assert left.access.id == given.id
    assert [check.id for check in left.checks] == COURRIEL[1:]
    assert checks_in_words(left.checks).replace("\u00a0", " ") == (
        "invitations d’agenda retirées; sessions et mots de passe d’application fermés; "
        "règles et transferts de courriel supprimés"
    )
    dossier = changes.check_withdrawal(given, checks=COURRIEL).apply(dossier)
    assert left_to_check(dossier, PROGRAMME) == ()


# --- when -----------------------------------------------------------------------------------------

CRITICAL = PROGRAMME.withdrawal.critical_kinds
DAYS = st.dates(date(2026, 10, 1), date(2027, 11, 30))
"""Both changes of clock of each side are among them."""


@given(DAYS, st.sampled_from(INTERN_ZONES), st.sampled_from(CRITICAL))
def test_a_critical_access_has_24_real_hours_from_the_end_of_the_last_day(
    day: date, zone: str, kind: str
) -> None:
    access = make_access("VPN", kind=kind, withdraw_by=day)
    dossier = make_dossier(accesses=(access,))
    dossier = dossier.evolve(intern=dossier.intern.evolve(zone=zone))
    found = term(dossier, PROGRAMME, access)
    assert found.is_critical
    here = local(found.hour, zone)
    assert (here.date(), here.hour) == (day, 18)
    assert found.deadline.astimezone(UTC) - found.hour.astimezone(UTC) == timedelta(hours=24)
    for before, due, overdue in ((timedelta(seconds=1), False, False), (timedelta(0), True, False)):
        moment = found.hour - before
        assert (found.is_due(moment), found.is_overdue(moment)) == (due, overdue)
    assert found.is_overdue(found.deadline)


def test_24_hours_are_counted_across_the_change_of_clock() -> None:
    access = make_access("VPN", kind="vpn", withdraw_by=date(2027, 3, 27))  # a Saturday, in France
    dossier = make_dossier(accesses=(access,))
    found = term(dossier, PROGRAMME, access)
    assert local(found.hour, "Europe/Paris").hour == 18
    assert local(found.deadline, "Europe/Paris").hour == 19


@given(DAYS, st.sampled_from(HOST_ZONES))
def test_another_access_has_five_working_days_of_the_host(day: date, zone: str) -> None:
    access = make_access("Figma", kind="licence", withdraw_by=day)
    dossier = make_dossier(accesses=(access,))
    dossier = dossier.evolve(host=dossier.host.evolve(zone=zone))
    found = term(dossier, PROGRAMME, access)
    last = local(found.deadline, zone).date()
    assert not found.is_critical
    closed = ClosedDays.of(dossier)
    after = [day + timedelta(days=number + 1) for number in range((last - day).days)]
    assert sum(closed.host_reason(each) is None for each in after) == 5
    assert closed.host_reason(last) is None
    assert found.hour <= found.deadline


def test_holidays_and_closed_days_are_no_working_days() -> None:
    access = make_access("Figma", kind="licence", withdraw_by=date(2027, 3, 24))
    dossier = make_dossier(accesses=(access,))
    deadline = term(dossier, PROGRAMME, access).deadline
    assert local(deadline, "America/Toronto").date() == date(2027, 4, 1)  # Easter Monday is off


def test_a_host_that_never_works_still_has_a_deadline() -> None:
    access = make_access("Figma", kind="licence")
    dossier = make_dossier(accesses=(access,))
    always = ClosedPeriod(first=START, last=date(2030, 1, 1))
    dossier = dossier.evolve(host=dossier.host.evolve(absences=(always,)))
    assert term(dossier, PROGRAMME, access).deadline > datetime(2028, 1, 1, tzinfo=UTC)


# --- who, and how much ----------------------------------------------------------------------------


@given(st.lists(accesses(), max_size=8, unique_by=lambda access: access.id))
def test_grouping_keeps_each_access_exactly_once(some: list[Access]) -> None:
    groups = by_manager(some)
    assert sorted(each.id for group in groups for each in group.accesses) == sorted(
        each.id for each in some
    )
    names = [group.manager.casefold() for group in groups]
    assert len(set(names)) == len(names)
    assert all(names[:-1])  # those that nobody manages come last


def test_managers_are_the_same_whatever_the_case_and_the_accents() -> None:
    one, other = make_access("VPN", manager="Élise"), make_access("Figma", manager="elise")
    nobody = make_access("Teams", manager="")
    assert [group.manager for group in by_manager([nobody, one, other])] == ["Élise", ""]


def test_what_withdrawing_saves_is_of_the_open_ones() -> None:
    some = (
        make_access("Figma", monthly_cost=15.5),
        make_access("Zoom", monthly_cost=20, withdrawn_on=END),
        make_access("Slack", monthly_cost=9, given_on=None, explained_on=None),
        make_access("VPN"),
    )
    assert monthly_saving(some) == 15.5


def test_what_is_seen_later_is_of_the_kind() -> None:
    gone = {"withdrawn_on": END}
    assert left_to_verify(PROGRAMME, make_access("VPN", kind="vpn", **gone)) == (
        "la connexion échoue"
    )
    assert left_to_verify(PROGRAMME, make_access("Clé", kind="materiel", **gone)) == ""
    assert left_to_verify(PROGRAMME, make_access("VPN", kind="vpn")) == ""
    assert left_to_verify(PROGRAMME, make_access("VPN", kind="vpn", verified_on=END, **gone)) == ""


# --- suspending -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_long"), [(29, False), (30, True), (45, True)])
def test_an_absence_of_thirty_days_suspends(days: int, is_long: bool) -> None:
    vpn = make_access("VPN")
    dossier = make_dossier(accesses=(vpn, make_access("Zoom", given_on=None, explained_on=None)))
    last = START + timedelta(days=days - 1)
    absence = ClosedPeriod(first=START, last=last)
    dossier = dossier.evolve(intern=dossier.intern.evolve(absences=(absence,)))
    assert list(long_absences(dossier, PROGRAMME)) == ([absence] if is_long else [])
    assert to_suspend(dossier, PROGRAMME, last)[1] == ((vpn,) if is_long else ())
    assert to_suspend(dossier, PROGRAMME, last + timedelta(days=1)) == (None, ())
    cut = changes.suspend(vpn, on=START).apply(dossier)
    assert to_suspend(cut, PROGRAMME, last)[1] == ()
    assert to_resume(cut, PROGRAMME, last) == ()
    back = to_resume(cut, PROGRAMME, last + timedelta(days=1))
    assert [each.id for each in back] == ([vpn.id] if is_long else [])


@pytest.mark.parametrize(("days", "is_long"), [(29, False), (30, True), (None, True)])
def test_an_interruption_counts_as_an_absence(days: int | None, is_long: bool) -> None:
    """Without a day on which it ends, it is long; never after the last day of the stage."""
    vpn = make_access("VPN")
    last = START + timedelta(days=days - 1) if days else None
    gap = Interruption(first=START, last=last, reason="Arrêt")
    dossier = make_dossier(accesses=(vpn,), interruptions=(gap,))
    assert len(list(long_absences(dossier, PROGRAMME))) == is_long
    absence, left = to_suspend(dossier, PROGRAMME, START)
    assert left == ((vpn,) if is_long else ())
    if absence:
        assert absence.words.replace("\u00a0", " ") == (
            f"stage interrompu jusqu’au {month_date(last)}" if last else "stage interrompu"
        ).replace("\u00a0", " ")
    assert to_suspend(dossier, PROGRAMME, dossier.stage.end + timedelta(days=1)) == (None, ())
    cut = changes.suspend(vpn, on=START, with_stage=True).apply(dossier)
    assert to_resume(cut, PROGRAMME, START) == ()
    if last:
        assert len(to_resume(cut, PROGRAMME, last + timedelta(days=1))) == 1


def test_a_short_interruption_does_not_hide_a_long_absence() -> None:
    away = ClosedPeriod(first=START, last=START + timedelta(days=40))
    gap = Interruption(first=START, last=START + timedelta(days=2), reason="Grève")
    dossier = make_dossier(accesses=(make_access("VPN"),), interruptions=(gap,))
    dossier = dossier.evolve(intern=dossier.intern.evolve(absences=(away,)))
    absence, left = to_suspend(dossier, PROGRAMME, START)
    assert absence is not None
    assert (absence.last, len(left)) == (away.last, 1)
