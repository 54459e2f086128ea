"""What the home screen puts first, together and away: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.stage import Convention
from telestage_tui.planning.agenda.agenda import Agenda, agenda, coming_next
from telestage_tui.planning.agenda.item import WEIGHTS, AgendaItem
from telestage_tui.planning.agenda.layout import MOST_APART, Layout, lay_out
from telestage_tui.planning.agenda.summary import summarise
from telestage_tui.programme.loader import load_programme
from tests.factories import make_access
from tests.planning.building import dossier_of, planned

PROGRAMME = load_programme()
FIRST_DAY = date(2027, 1, 11)
ends = st.integers(60, 92)


def stage_from(start: date, days: int = 88, accesses: Sequence[str] = ()) -> Dossier:
    """A dossier of that first day, started, with its meetings planned and accesses given."""
    given_on = [make_access(name, given_on=start, explained_on=start) for name in accesses]
    dossier = dossier_of(start, start + timedelta(days=days), started_on=start)
    return planned(dossier).evolve(id=uuid4(), accesses=tuple(given_on))


def agenda_of(dossiers: Sequence[Dossier], today: date) -> Agenda:
    now = datetime(today.year, today.month, today.day, 13, tzinfo=UTC)
    return agenda([summarise(each, PROGRAMME, now, today) for each in dossiers], today)


def every(layout: Layout) -> Iterator[AgendaItem]:
    yield from (*layout.first, *layout.late, *layout.due_today, *layout.this_week)
    for bundle in layout.bundles:
        yield from bundle.every


@given(
    st.lists(st.tuples(st.integers(-200, 20), ends, st.booleans()), min_size=1, max_size=3),
    st.booleans(),
)
def test_each_item_is_there_once_and_no_access_or_meeting_of_today_is_folded(
    stages: list[tuple[int, int, bool]], together: bool
) -> None:
    today = date(2027, 6, 1)
    dossiers = [
        stage_from(today + timedelta(days=start), days, ["VPN", "Figma"] if access else [])
        for start, days, access in stages
    ]
    flat = agenda_of(dossiers, today)
    layout = lay_out(flat, together=together)

    listed = sorted(map(id, every(layout)))
    assert listed == sorted(map(id, (*flat.late, *flat.due_today, *flat.this_week)))
    for bundle in layout.bundles:
        assert all(item.kind in ("task", "meeting") for item in bundle.every)
        assert not [i for i in bundle.every if i.never_folds]
        assert all(item.is_old for item in bundle.old)
    for group in (flat.late, flat.due_today, layout.first, layout.late):
        weights = [WEIGHTS.index(item.weight) for item in group]
        assert weights == sorted(weights)


def test_an_access_forgotten_a_month_is_the_first_line() -> None:
    today = date(2027, 5, 31)
    over = stage_from(FIRST_DAY, accesses=["Figma"])
    layout = lay_out(agenda_of([over, stage_from(date(2027, 3, 1))], today), together=True)
    assert layout.first[0].title == "Accès « Figma » à retirer : délai dépassé"


def test_the_accesses_of_a_first_day_come_before_the_paperwork_of_another() -> None:
    neglected = stage_from(date(2026, 11, 16))
    new = stage_from(FIRST_DAY)
    layout = lay_out(agenda_of([neglected, new], FIRST_DAY), together=True)
    mine = [item.title for item in layout.first if item.dossier_id == new.id]
    assert mine[0] == "Remettre les ressources numériques"
    assert "Rencontre d’accueil" in mine
    (owed,) = [bundle for bundle in layout.bundles if bundle.dossier_id == neglected.id]
    assert "étapes en retard" in owed.title
    assert not [item for item in layout.late if item.dossier_id == neglected.id]


def test_the_withdrawal_of_accesses_is_not_said_twice() -> None:
    dossier = stage_from(FIRST_DAY, accesses=["Figma", "VPN"])
    after = dossier.stage.end + timedelta(days=31)
    tasks = {item.task_id for item in agenda_of([dossier], after).late}
    assert "end-access" not in tasks
    without = dossier.evolve(accesses=())
    assert "end-access" in {item.task_id for item in agenda_of([without], after).late}


def test_one_intern_alone_is_not_put_together_but_what_is_long_over_is_folded() -> None:
    dossier = stage_from(FIRST_DAY)
    flat = agenda_of([dossier], date(2027, 4, 1))
    layout = lay_out(flat, together=False)
    (bundle,) = layout.bundles
    assert bundle.items == ()
    assert len(layout.late) > MOST_APART
    assert "Publier l’offre sur Chronos, TELESTAGE en tête" in [i.title for i in bundle.old]
    assert bundle.title.endswith("de phases passées")


def test_the_signatures_come_before_what_is_required_until_the_phase_is_long_over() -> None:
    dossier = stage_from(FIRST_DAY).evolve(convention=Convention())
    soon = lay_out(agenda_of([dossier], FIRST_DAY), together=False)
    assert "sel-convention" in [item.task_id for item in soon.first]
    later = lay_out(agenda_of([dossier], date(2027, 4, 1)), together=False)
    assert "sel-convention" not in [item.task_id for item in later.first]


def test_where_nothing_is_due_what_comes_next_is_known() -> None:
    today = date(2026, 9, 1)
    dossier = stage_from(FIRST_DAY).evolve(started_on=None, id=UUID(int=1))
    summary = summarise(dossier, PROGRAMME, datetime(2026, 9, 1, 13, tzinfo=UTC), today)
    item = coming_next([summary])
    assert item is not None
    assert (item.task_id, item.due) == ("sel-offer", date(2026, 11, 12))
    busy = summarise(
        stage_from(date(2026, 8, 3)), PROGRAMME, datetime(2026, 9, 1, 13, tzinfo=UTC), today
    )
    assert coming_next([summary, busy]) is None
