"""The life of an access, from the day it is noted to the day it is withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.accesses import Resource
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.fiche.model import Fiche
from tests.factories import END, START, make_access, make_dossier

LATER = END + timedelta(days=1)
ACCESS = make_access("Teams")
NEW = make_access("Zoom", given_on=None, explained_on=None)
WITHDRAWN = make_access("Slack", withdrawn_on=END)
SECRET = "mdp : hiver"


def test_the_life_of_an_access() -> None:
    access = make_access("VPN Québec", given_on=None, explained_on=None)
    dossier = make_dossier(accesses=(access,))
    with pytest.raises(
        Refused,
        match="« VPN Québec » n’a pas été remis".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    ):
        do.withdraw(access, on=END, today=END).apply(dossier)
    dossier = do.explain(access, on=START).apply(dossier)
    assert dossier.access(access.id).given_on == START
    with pytest.raises(Refused, match="a été remis"):
        do.remove_access(access).apply(dossier)
    dossier = do.withdraw(access, on=END, today=END, by="TI", checks=["transferts"]).apply(dossier)
    assert dossier.open_accesses == ()
    assert dossier.access(access.id).checks == ("transferts",)


def test_describing_an_access_changes_what_was_changed_and_nothing_else() -> None:
    dossier = make_dossier()
    access = dossier.accesses[1]
    seen = access.resource
    elsewhere = do.describe_access(
        access, seen=seen, written=seen.evolve(manager="Nadia", monthly_cost=12)
    ).apply(dossier)
    both = do.describe_access(
        access, seen=seen, written=seen.evolve(account="lea", monthly_cost=None)
    ).apply(elsewhere)
    expected = access.evolve(manager="Nadia", account="lea", monthly_cost=12)
    assert both.accesses[1] == expected
    assert do.describe_access(access, seen=seen, written=seen).apply(both) == both


def test_an_access_removed_meanwhile_does_not_come_back() -> None:
    access = make_access("Teams", given_on=None, explained_on=None)
    removed = do.remove_access(access).apply(make_dossier(accesses=(access,)))
    seen = access.resource
    with pytest.raises(Refused, match="supprimé entre-temps"):
        do.describe_access(access, seen=seen, written=seen.evolve(note="Trop tard.")).apply(removed)


def test_no_secret_is_written_of_an_access() -> None:
    dossier = make_dossier()
    access = dossier.accesses[0]
    seen = access.resource
    steps: tuple[do.Transition, ...] = (
        lambda d: do.note_access(uuid4(), Resource(name="VPN", note=SECRET)).apply(d),
        lambda d: do.describe_access(access, seen=seen, written=seen.evolve(note=SECRET)).apply(d),
        lambda d: do.withdraw(access, on=END, today=END, by=SECRET).apply(d),
    )
    for step in steps:
        with pytest.raises(InvalidInput, match="ressemble à un mot de passe"):
            step(dossier)


def test_a_secret_kept_before_it_looked_like_one_stops_nothing() -> None:
    access = make_access("VPN", note=SECRET)
    dossier = make_dossier(accesses=(access,))
    seen = Fiche.of(dossier).resources[0]
    assert seen.note == SECRET
    described = do.describe_access(access, seen=seen, written=seen.evolve(manager="Nadia")).apply(
        dossier
    )
    withdrawn = do.withdraw(access, on=END, today=END).apply(described)
    assert withdrawn.open_accesses == ()
    assert withdrawn.accesses[0].note == SECRET


def test_a_step_of_an_access_is_made_once_and_nothing_of_it_is_rewritten() -> None:
    dossier = make_dossier(accesses=(NEW,))
    given = do.grant(NEW, on=date(2027, 1, 5)).apply(dossier)
    with pytest.raises(Refused, match=r"déjà remis, depuis le 5.janvier 2027"):
        do.grant(NEW, on=END).apply(given)
    explained = do.explain(NEW, on=date(2027, 1, 6)).apply(given)
    with pytest.raises(Refused, match=r"déjà expliqué, depuis le 6.janvier 2027"):
        do.explain(NEW, on=END).apply(explained)
    withdrawn = do.withdraw(NEW, on=END, today=END, by="Nadia", checks=["documents"]).apply(
        explained
    )
    steps: tuple[do.Transition, ...] = (
        lambda d: do.grant(NEW, on=LATER).apply(d),
        lambda d: do.explain(NEW, on=LATER).apply(d),
        lambda d: do.withdraw(NEW, on=LATER, today=LATER).apply(d),
    )
    for step in steps:
        with pytest.raises(Refused, match=r"déjà retiré, depuis le 9.avril 2027"):
            step(withdrawn)
    assert do.restore_access(NEW, "Encore utile").apply(withdrawn) == explained
    with pytest.raises(Refused, match="n’est pas retiré"):
        do.restore_access(NEW, "Encore utile").apply(explained)


@given(st.dates(START, END), st.dates(START, END))
def test_an_access_is_withdrawn_today_or_before_never_later(on: date, today: date) -> None:
    dossier = make_dossier(accesses=(ACCESS,))
    if on <= today:
        withdrawn = do.withdraw(ACCESS, on=on, today=today).apply(dossier)
        assert withdrawn.access(ACCESS.id).withdrawn_on == on
    else:
        with pytest.raises(InvalidInput, match="cette date est à venir") as error:
            do.withdraw(ACCESS, on=on, today=today).apply(dossier)
        assert [problem.field for problem in error.value.problems] == ["on"]


def test_the_checks_of_a_withdrawal_may_be_made_later() -> None:
    dossier = make_dossier(accesses=(ACCESS, WITHDRAWN))
    checked = do.check_withdrawal(WITHDRAWN, checks=["documents"]).apply(dossier)
    assert checked.access(WITHDRAWN.id) == WITHDRAWN.evolve(checks=("documents",))
    assert do.check_withdrawal(WITHDRAWN, checks=[]).apply(checked) == dossier
    with pytest.raises(Refused, match="n’est pas retiré"):
        do.check_withdrawal(ACCESS, checks=["documents"]).apply(dossier)


def test_a_step_keeps_the_place_of_an_access() -> None:
    dossier = make_dossier(accesses=(ACCESS, NEW, WITHDRAWN))
    given = do.grant(NEW, on=START).apply(dossier)
    assert [a.id for a in given.accesses] == [ACCESS.id, NEW.id, WITHDRAWN.id]


def test_an_access_never_given_can_be_forgotten() -> None:
    access = make_access("Teams", given_on=None, explained_on=None)
    assert do.remove_access(access).apply(make_dossier(accesses=(access,))).accesses == ()
    with pytest.raises(Refused):
        do.remove_access(access).apply(make_dossier(accesses=()))
