"""What was saved is said whole, over the footer, on as many lines as it takes."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Footer, Static

from telestage_tui.widgets.messages import SavedLine

from ..waiting import seen, until

LONG = "La rencontre « Suivi » du mardi 16 février 2027 est déplacée au jeudi 18 février 2027"


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("La page")
        yield SavedLine()
        yield Footer()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_a_long_label_is_whole_at_any_width(width: int) -> None:
    async with Page().run_test(size=(width, 10)) as pilot:
        pilot.app.query_one(SavedLine).show(LONG)
        await until(pilot, lambda: "✓" in seen(pilot))
        words = " ".join(seen(pilot).replace("\u00a0", " ").split())
        assert f"✓ {LONG}" in words


async def test_an_empty_label_gives_its_lines_back() -> None:
    async with Page().run_test(size=(80, 10)) as pilot:
        line = pilot.app.query_one(SavedLine)
        line.show(LONG)
        await until(pilot, lambda: "✓" in seen(pilot))
        line.show()
        await until(pilot, lambda: "✓" not in seen(pilot))
        assert not line.display


@pytest.mark.parametrize("width", [40, 80])
async def test_what_has_no_room_says_where_it_is_read(width: int) -> None:
    async with Page().run_test(size=(width, 24)) as pilot:
        pilot.app.query_one(SavedLine).show(" ; ".join([LONG] * 18))
        await until(pilot, lambda: "✓" in seen(pilot))
        words = " ".join(seen(pilot).replace("\u00a0", " ").split())
        assert "… (F12 : tout lire)" in words
        assert "La page" in words
