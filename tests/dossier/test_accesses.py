"""The life of an access, from the day it is noted to the day it is withdrawn."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.accesses import Access, Hour, NothingElse, Resource
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.organisation import usual_set
from tests.factories import END, START, make_access, make_dossier
from tests.strategies import accesses

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
        lambda d: do.suspend(access, on=END, reason=SECRET).apply(d),
        lambda d: do.note_nothing_else(on=END, by=SECRET).apply(d),
        lambda d: do.note_access(
            uuid4(), Resource(name="VPN"), given=do.Step(START, by=SECRET)
        ).apply(d),
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


def test_the_checks_of_a_withdrawal_may_be_made_before_or_later() -> None:
    dossier = make_dossier(accesses=(ACCESS, WITHDRAWN))
    checked = do.check_withdrawal(WITHDRAWN, checks=["documents"]).apply(dossier)
    assert checked.access(WITHDRAWN.id) == WITHDRAWN.evolve(checks=("documents",))
    assert do.check_withdrawal(WITHDRAWN, checks=[]).apply(checked) == dossier
    before = do.check_withdrawal(ACCESS, checks=["documents"]).apply(dossier)
    assert before.access(ACCESS.id) == ACCESS.evolve(checks=("documents",))
    kept = do.withdraw(ACCESS, on=END, today=END).apply(before)
    assert kept.access(ACCESS.id).checks == ("documents",)
    with pytest.raises(Refused, match="n’a pas été remis"):
        do.check_withdrawal(NEW, checks=["documents"]).apply(make_dossier(accesses=(NEW,)))


def test_a_step_keeps_the_place_of_an_access() -> None:
    dossier = make_dossier(accesses=(ACCESS, NEW, WITHDRAWN))
    given = do.grant(NEW, on=START).apply(dossier)
    assert [a.id for a in given.accesses] == [ACCESS.id, NEW.id, WITHDRAWN.id]


def test_an_access_never_given_can_be_forgotten() -> None:
    access = make_access("Teams", given_on=None, explained_on=None)
    assert do.remove_access(access).apply(make_dossier(accesses=(access,))).accesses == ()
    with pytest.raises(Refused):
        do.remove_access(access).apply(make_dossier(accesses=()))


# --- suspended, asked, verified, nothing else -----------------------------------------------------

NOON = Hour(at=time(12, 5), zone="America/Toronto")


@given(accesses())
def test_an_access_is_in_one_state_and_owed_from_given_to_withdrawn(access: Access) -> None:
    owed = access.state in ("given", "explained", "suspended")
    assert access.is_open == owed
    assert access.is_suspended == (access.state == "suspended")
    assert (access.state in ("withdrawn", "verified")) == (access.withdrawn_on is not None)
    assert (access.state == "planned") == (access.given_on is None)


def test_a_step_keeps_its_hour_and_who_took_it() -> None:
    dossier = make_dossier(accesses=(NEW,))
    dossier = do.explain(NEW, on=START, hour=NOON, by="Nadia").apply(dossier)
    dossier = do.withdraw(NEW, on=END, today=END, hour=NOON, by="TI").apply(dossier)
    access = dossier.access(NEW.id)
    assert (access.given_hour, access.given_by) == (NOON, "Nadia")
    assert (access.explained_hour, access.explained_by) == (NOON, "Nadia")
    assert (access.withdrawn_hour, access.withdrawn_by) == (NOON, "TI")


def test_an_access_suspended_is_owed_still_and_is_given_back_once() -> None:
    dossier = make_dossier(accesses=(ACCESS,))
    cut = do.suspend(ACCESS, on=START, reason="Absence").apply(dossier)
    assert cut.access(ACCESS.id).state == "suspended"
    assert cut.open_accesses == cut.accesses
    with pytest.raises(Refused, match="déjà suspendu"):
        do.suspend(ACCESS, on=END).apply(cut)
    back = do.resume(ACCESS, on=END).apply(cut)
    assert back.access(ACCESS.id).state == "explained"
    with pytest.raises(Refused, match="n’est pas suspendu"):
        do.resume(ACCESS, on=END).apply(back)
    again = do.suspend(ACCESS, on=END).apply(back)
    assert [each.until for each in again.access(ACCESS.id).suspensions] == [END, None]
    withdrawn = do.withdraw(ACCESS, on=END, today=END).apply(again)
    assert withdrawn.access(ACCESS.id).state == "withdrawn"
    for nothing_to_cut in (make_dossier(accesses=(NEW,)), withdrawn):
        with pytest.raises(Refused):
            do.suspend(nothing_to_cut.accesses[0], on=END).apply(nothing_to_cut)


def test_a_withdrawal_is_seen_after_it_is_done_and_once() -> None:
    dossier = make_dossier(accesses=(ACCESS,))
    with pytest.raises(Refused, match="n’est pas retiré"):
        do.verify_withdrawal(ACCESS, on=END, today=END).apply(dossier)
    withdrawn = do.withdraw(ACCESS, on=END, today=END).apply(dossier)
    how = "la connexion échoue"
    seen = do.verify_withdrawal(ACCESS, on=LATER, today=LATER, by="TI", how=how).apply(withdrawn)
    assert seen.access(ACCESS.id).state == "verified"
    with pytest.raises(Refused, match="déjà constaté"):
        do.verify_withdrawal(ACCESS, on=LATER, today=LATER).apply(seen)
    with pytest.raises(InvalidInput, match="cette date est à venir"):
        do.verify_withdrawal(ACCESS, on=LATER, today=END).apply(withdrawn)
    assert do.restore_access(ACCESS, "Trop tôt").apply(seen) == dossier


def test_the_manager_is_asked_while_it_can_still_be_withdrawn() -> None:
    dossier = make_dossier(accesses=(ACCESS,))
    asked = do.ask_withdrawal(ACCESS, on=END).apply(dossier)
    assert asked.access(ACCESS.id).asked_on == END
    withdrawn = do.withdraw(ACCESS, on=END, today=END).apply(asked)
    with pytest.raises(Refused, match="déjà retiré"):
        do.ask_withdrawal(ACCESS, on=END).apply(withdrawn)


def test_nothing_else_is_signed_and_no_longer_holds_once_an_access_is_added() -> None:
    dossier = make_dossier(accesses=(ACCESS,))
    with pytest.raises(InvalidInput, match="sa signature"):
        do.note_nothing_else(on=END, by=" ").apply(dossier)
    signed = do.note_nothing_else(on=END, by="Nadia", hour=NOON).apply(dossier)
    assert signed.nothing_else == NothingElse(on=END, hour=NOON, by="Nadia")
    withdrawn = do.withdraw(ACCESS, on=END, today=END).apply(signed)
    assert withdrawn.nothing_else == signed.nothing_else
    added = do.note_access(uuid4(), Resource(name="Trello")).apply(withdrawn)
    assert added.nothing_else is None


def test_an_access_added_late_is_given_already() -> None:
    dossier = make_dossier(accesses=())
    given = do.Step(START, by="Nadia")
    added = do.note_access(uuid4(), Resource(name="Trello"), given=given, today=END).apply(dossier)
    assert (added.accesses[0].state, added.accesses[0].given_by) == ("given", "Nadia")
    to_come = do.note_access(uuid4(), Resource(name="Zoom"), given=do.Step(LATER), today=END)
    with pytest.raises(InvalidInput) as error:
        to_come.apply(dossier)
    assert [problem.field for problem in error.value.problems] == ["given_on"]


def test_the_usual_set_is_without_what_is_of_one_intern() -> None:
    mine = [Resource(name="VPN", account="lea", note="à Léa"), Resource(name="vpn"),
            Resource(name="Figma", monthly_cost=20)]  # fmt: skip
    assert usual_set(mine) == (Resource(name="VPN"), Resource(name="Figma", monthly_cost=20))


def test_an_access_of_an_older_file_opens() -> None:
    old = {"id": str(ACCESS.id), "name": "VPN", "given_on": "2027-01-06", "checks": ["documents"],
           "withdrawn_on": "2027-04-09", "withdrawn_by": "TI"}  # fmt: skip
    assert Access.model_validate(old).state == "withdrawn"
