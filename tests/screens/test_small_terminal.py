"""Every page on a terminal of 60 columns and 18 lines: whole lines, whole keys, whole dialogs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from telestage_tui.dossier.text import typeset
from telestage_tui.widgets.dialog import Dialog
from telestage_tui.widgets.key_bar import KeyBar
from telestage_tui.widgets.last_keys import LastKeys
from telestage_tui.widgets.row_list import RowList
from telestage_tui.widgets.rows import Row, columns

from .demo_pages import PLACES, demonstration, dossiers, every_page, every_state
from .driving import Person, all_done, opened, workspace_in

TINY = (60, 18)
MOST_ROWS = 6
"""Rows of a list that are selected in turn: those that follow are of the same kinds."""
LONG_ROWS = {
    "search": "what was written is as long as one likes",
}
"""The sights whose rows may be cut though no panel says them whole, and why that is no harm."""
TITLE_OF_STAGE = "PhasesScreen #about"
"""A line that ends with the title of the stage, of any length; Informations has it whole."""


def _words(text: str) -> set[str]:
    """The words of a text, whatever their order: a panel says them on lines of their own."""
    return set(re.findall(r"\w+", text.casefold()))


def _cut_lines(screen: Widget) -> Iterator[str]:
    """The texts that are wider or higher than their room, and that nothing scrolls."""
    for each in screen.query(Static).exclude(TITLE_OF_STAGE):
        room = each.content_size
        if not each.display or not each.visible or not room.area or isinstance(each, LastKeys):
            continue
        visual = each.visual
        text = visual.plain if isinstance(visual, Content) else ""
        lines = each.get_content_height(room, room, room.width)
        is_wide = each.styles.text_wrap == "nowrap" and each.visual is visual
        widest = max((Content(line).cell_length for line in text.splitlines()), default=0)
        if lines > room.height or (is_wide and widest > room.width):
            yield f"{each!r}: {text[:70]}"


def _cut_keys(screen: Widget) -> Iterator[str]:
    """The keys of the last line, and of a dialog, that are not whole."""
    for bar in screen.query(KeyBar):
        if bar.keys and bar.keys[-1].end > bar.size.width:
            yield f"keys: {bar.render().plain}"
        if bar.keys and not any(key.description == "Aide" for key in bar.keys):
            yield f"no help: {bar.render().plain}"


def _cut_cells(row: Row, room: int) -> list[str]:
    """The texts of a row that have no room."""
    shares = columns(row.cells, room)
    return [
        typeset(cell.text)
        for cell, share in zip(row.cells, shares, strict=True)
        if share and Content(typeset(cell.text)).cell_length > share
    ]


async def _cut_rows(pilot: Person) -> list[str]:
    """What a row cuts and the page does not say whole once the row is selected."""
    cut: list[str] = []
    for rows in pilot.app.screen.query(RowList):
        if not rows.size.area:
            continue
        room = rows.scrollable_content_region.width - 2
        cut += [text for row in rows.rows if row.key is None for text in _cut_cells(row, room)]
        selectable = [row for row in rows.rows if row.key is not None]
        for row in selectable[:MOST_ROWS]:
            if texts := _cut_cells(row, room):
                rows.select(row.key)
                await all_done(pilot)
                read = _words(" ".join(_texts(pilot.app.screen)))
                cut += [text for text in texts if not _words(text) <= read]
    return cut


def _texts(screen: Widget) -> Iterator[str]:
    """What the panels of a page say, scrolled or not."""
    for each in screen.query(Static):
        if each.display and isinstance(each.visual, Content):
            yield typeset(each.visual.plain)


def _scrolls_sideways(screen: Widget) -> Iterator[str]:
    for each in screen.walk_children(Widget):
        if each.show_horizontal_scrollbar and not isinstance(each, Input | TextArea):
            yield repr(each)


async def _faults(pilot: Person, sight: str) -> list[str]:
    screen = pilot.app.screen
    found = [*_cut_lines(screen), *_cut_keys(screen), *_scrolls_sideways(screen)]
    if sight not in LONG_ROWS:
        found += await _cut_rows(pilot)
    if isinstance(screen, Dialog):
        box = screen.query_one(".dialog")
        edge = pilot.seen.splitlines()[box.region.bottom - 1]
        if not screen.region.contains_region(box.region):
            found.append("the dialog goes over the edge")
        if "…" in edge or "Échap" not in edge:
            found.append(f"the keys of the dialog: {edge}")
    return [f"{sight}: {each}" for each in found]


async def test_nothing_is_cut_on_a_small_terminal(tmp_path: Path) -> None:
    faults: list[str] = []
    async with opened(demonstration(tmp_path), size=TINY) as pilot:
        async for page in every_page(pilot):
            faults += await _faults(pilot, page)
            line = pilot.seen.splitlines()[1]
            if not ("DÉMO" in line and line.rstrip().endswith("A aller")):
                faults.append(f"{page}: {line}")
        pilot.app.action_home()
        async for sight in every_state(pilot):
            faults += await _faults(pilot, sight)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_labels_of_the_portal_are_whole(tmp_path: Path, width: int) -> None:
    every = dossiers()
    async with opened(demonstration(tmp_path), size=(width, 36)) as pilot:
        await pilot.open("portal-sheet", every[PLACES["portal-sheet"]])
        rows = pilot.app.screen.query_one("#fields", RowList)
        room = rows.scrollable_content_region.width - 2
        labels = [row.cells[2] for row in rows.rows if len(row.cells) > 2]
        shares = [columns(row.cells, room)[2] for row in rows.rows if len(row.cells) > 2]
        assert len(labels) > 20
        for label, share in zip(labels, shares, strict=True):
            assert Content(label.text).cell_length <= share, label.text


@pytest.mark.parametrize("width", [60, 80])
async def test_a_long_name_and_a_sixth_phase_leave_the_next_meeting(
    tmp_path: Path, width: int
) -> None:
    moussa = dossiers()[PLACES["portal-sheet"]]
    name = {"first_name": "Marie-Antoinette", "last_name": "Deschamps-Villeneuve"}
    long = moussa.evolve(intern=moussa.intern.evolve(**name))
    async with opened(workspace_in(tmp_path, long), size=(width, 48)) as pilot:
        [summary] = pilot.app.workspace.summaries.known()
        await pilot.comes(summary.next_meeting_text.replace("\u00a0", " "))
        [line] = [line for line in pilot.seen.splitlines() if "Marie-Antoinette" in line]
        assert line.rstrip().endswith(summary.next_meeting_text.replace("\u00a0", " "))
