"""The title bar: where one is, and what was saved, on one line."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from telestage_tui.widgets.title_bar import TitleBar

from ..waiting import seen, until

LONG = "La rencontre « Suivi » du mardi 16 février 2027 est déplacée"


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield TitleBar("Rencontres")


async def line(title: str, label: str, width: int) -> str:
    """What the bar shows."""
    async with Page().run_test(size=(width, 5)) as pilot:
        bar = pilot.app.query_one(TitleBar)
        bar.show(title)
        bar.show_saved(label)
        await until(pilot, lambda: "✓" in seen(pilot))
        return seen(pilot).splitlines()[0].rstrip()


async def test_what_was_saved_takes_the_room_a_short_title_leaves() -> None:
    text = await line("Rencontres", LONG, 85)

    assert text == f" telestage Rencontres ✓ {LONG}"


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_of_two_long_texts_each_has_its_half(width: int) -> None:
    text = await line("Léa Nguyễn-Œuvrard · " * 8, LONG * 3, width)

    assert abs(text.index("✓") - width // 2) <= 1
    assert text.count("…") == 2


async def test_a_long_title_is_whole_beside_a_short_label() -> None:
    title = "Léa Nguyễn-Œuvrard · Évaluation de mi-stage 6/23"

    assert title in await line(title, "Note ajoutée", 80)
