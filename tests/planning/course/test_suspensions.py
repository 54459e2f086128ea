"""The accesses that an interruption suspends, and that are given back with the stage."""

from __future__ import annotations

from datetime import UTC, date, datetime

from telestage_tui.dossier.changes.accesses import giving
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.planning.agenda.accesses import suspension_items
from telestage_tui.planning.course.course import advised, moment_of, other_choice
from telestage_tui.planning.course.requests import Extended, Interrupted, Resumed
from tests.factories import make_access
from tests.planning.building import PROGRAMME
from tests.planning.course.building import UNDER_WAY, done, said, shown, under_way

TODAY, MONDAY, FRIDAY = date(2027, 2, 10), date(2027, 2, 15), date(2027, 2, 19)
NOW = Interrupted(TODAY, "Arrêt de maladie", suspend=True)
MARCH = datetime(2027, 3, 8, 14, tzinfo=UTC)
BACK = Resumed(date(2027, 3, 8), "Guérie", restore=True)


def with_two() -> Dossier:
    """A stage under way with two open accesses, and one that was never given."""
    dossier = under_way()
    planned = make_access("Zoom", given_on=None, explained_on=None)
    return dossier.evolve(accesses=(*dossier.accesses, make_access("Teams"), planned))


def states(dossier: Dossier) -> list[str]:
    return [each.state for each in dossier.accesses]


def asked(dossier: Dossier, today: date) -> list[str]:
    """What Aujourd’hui says that day of suspending and giving back."""
    items = suspension_items(dossier, PROGRAMME, today)
    return [each.title.replace("\u00a0", " ") for each in items]


def test_the_open_accesses_are_suspended_with_the_stage() -> None:
    dossier = with_two()
    lines = said(shown(NOW, dossier, UNDER_WAY))
    assert [line for line in lines if "suspendu" in line] == [
        "– « VPN » : expliqué → suspendu", "– « Teams » : expliqué → suspendu",
    ]  # fmt: skip
    after = done(NOW, dossier, UNDER_WAY)
    assert states(after) == ["suspended", "suspended", "planned"]
    [cut] = after.accesses[0].suspensions
    assert (cut.since, cut.reason, cut.with_stage) == (TODAY, "stage interrompu", True)
    label = shown(NOW, dossier, UNDER_WAY).label
    assert label.endswith("(Arrêt de maladie); accès suspendus : VPN; Teams")


def test_not_chosen_they_stay_open_and_the_preview_lists_them() -> None:
    dossier = with_two()
    request = NOW._replace(suspend=False)
    lines = said(shown(request, dossier, UNDER_WAY))
    assert any(line.startswith("! 2 accès restent ouverts") for line in lines)
    assert {"= « VPN »", "= « Teams »"} <= set(lines)
    assert states(done(request, dossier, UNDER_WAY)) == states(dossier)


def test_taken_up_again_only_what_was_suspended_with_it_comes_back() -> None:
    dossier = with_two()
    [_, teams, _] = dossier.accesses
    dossier = giving.suspend(teams, on=date(2027, 2, 5), reason="téléphone volé").apply(dossier)
    stopped = done(NOW, dossier, UNDER_WAY)
    assert states(stopped)[:2] == ["suspended", "suspended"]
    assert "+ « VPN » : suspendu → expliqué" in said(shown(BACK, stopped, MARCH))
    after = done(BACK, stopped, MARCH)
    assert states(after)[:2] == ["explained", "suspended"]
    assert after.accesses[0].suspensions[-1].until == date(2027, 3, 8)
    left = shown(BACK._replace(restore=False), stopped, MARCH)
    assert "! « VPN » : reste suspendu, à rétablir le lun. 8 mars" in said(left)
    assert states(left.after)[:2] == ["suspended", "suspended"]


def test_nothing_to_come_is_noted_as_done_and_the_day_asks_for_it() -> None:
    dossier = with_two()
    planned = Interrupted(MONDAY, "Voyage", FRIDAY, suspend=True)
    assert "! « VPN » : à suspendre le lun. 15 févr." in said(shown(planned, dossier, UNDER_WAY))
    after = done(planned, dossier, UNDER_WAY)
    assert states(after) == states(dossier)
    assert asked(after, TODAY) == []
    assert asked(after, MONDAY) == ["Deux accès à suspendre : stage interrompu jusqu’au 19 février"]
    assert asked(after, date(2027, 2, 20)) == []
    unasked = done(planned._replace(suspend=False), dossier, UNDER_WAY)
    assert asked(unasked, MONDAY) == []


def test_given_back_on_the_day_where_it_is_to_come() -> None:
    stopped = done(NOW._replace(last=FRIDAY), with_two(), UNDER_WAY)
    assert asked(stopped, FRIDAY) == []
    assert asked(stopped, date(2027, 2, 20)) == ["Deux accès suspendus à rétablir"]
    early = shown(BACK._replace(on=date(2027, 2, 17)), stopped, UNDER_WAY)
    assert not early.proposed
    assert states(early.after)[:2] == ["suspended", "suspended"]
    assert "! « VPN » : reste suspendu, à rétablir le mer. 17 févr." in said(early)


def test_a_long_interruption_proposes_it_and_the_tutor_has_the_last_word() -> None:
    dossier = with_two()
    moment = moment_of(dossier, PROGRAMME, UNDER_WAY)
    unasked = NOW._replace(suspend=False)
    assert advised(unasked, dossier, moment) == NOW
    month = unasked._replace(last=date(2027, 3, 11))
    assert advised(month, dossier, moment) == month._replace(suspend=True)
    short = unasked._replace(last=date(2027, 3, 10))
    assert advised(short, dossier, moment) == short
    assert other_choice(shown(NOW, dossier, UNDER_WAY)).request == unasked
    past = unasked._replace(first=date(2027, 2, 8), last=date(2027, 2, 8))
    bare = dossier.evolve(accesses=())
    for request, about in ((past, dossier), (NOW, bare), (Extended(FRIDAY, "x"), dossier)):
        if not isinstance(request, Extended):
            assert not shown(request._replace(suspend=False), about, UNDER_WAY).proposed
        assert advised(request, about, moment) == request
