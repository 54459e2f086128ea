"""How much of each group of Aujourd'hui is shown."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.screens.today.rows import FEWEST, shares

from .driving import dossier, opened, workspace_in

sizes = st.lists(st.integers(0, 40), min_size=3, max_size=3)


@given(sizes, st.integers(1, 60), st.integers(0, 80))
def test_each_group_shows_its_first_items_and_folds_more_than_one(
    sizes: list[int], dossiers: int, room: int
) -> None:
    for size, share in zip(sizes, shares(sizes, dossiers, room), strict=True):
        assert min(size, FEWEST) <= share <= size
        assert size - share != 1


@given(sizes, st.integers(1, 60), st.integers(0, 80))
def test_what_fits_is_shown_whole(sizes: list[int], dossiers: int, room: int) -> None:
    headings = sum(1 for size in sizes if size)
    if headings + sum(sizes) + dossiers <= room:
        assert shares(sizes, dossiers, room) == sizes


@given(sizes, st.integers(1, 60), st.integers(24, 80))
def test_some_dossiers_stay_in_view(sizes: list[int], dossiers: int, room: int) -> None:
    lines = sum(
        1 + share + (share < size)
        for size, share in zip(sizes, shares(sizes, dossiers, room), strict=True)
        if size
    )
    assert lines + min(dossiers, FEWEST) <= room


def test_the_most_urgent_group_grows_first() -> None:
    assert shares([10, 10, 10], 5, 26) == [10, 3, 3]


async def test_names_are_shown_once_there_is_more_than_one(tmp_path: Path) -> None:
    task = "Annoncer à l’OFQJ le premier et le deuxième choix"
    lea, other = dossier(), dossier()
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace) as pilot:
        await pilot.comes(task)
        assert pilot.seen.count(lea.intern.full_name) == 1, "on the row of the dossier"

    workspace.repository.add(other)
    async with opened(workspace) as pilot:
        assert task not in pilot.seen
        assert pilot.seen.count(lea.intern.full_name) > 2
