"""Paragraphs: lines break where French allows it, and nothing of the text is changed."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from telestage_tui.widgets.paragraph import Paragraph

TEXT = "Le suivi est à 9\u00a0h\u00a030 : la structure est prête? Oui, « Coop du Fleuve » l’a dit."


class Page(App[None]):
    def __init__(self, content: str | Content) -> None:
        super().__init__()
        self._shown = content

    def compose(self) -> ComposeResult:
        yield Paragraph(self._shown)


def _lines(app: App[None]) -> list[str]:
    paragraph = app.query_one(Paragraph)
    strips = paragraph.render_lines(paragraph.size.region)
    return [strip.text.rstrip(" ") for strip in strips]


@pytest.mark.parametrize("width", range(16, 60))
async def test_no_line_begins_or_ends_inside_what_belongs_together(width: int) -> None:
    async with Page(TEXT).run_test(size=(width, 24)) as pilot:
        lines = _lines(pilot.app)

    text = "\n".join(lines)
    for together in ("9\u00a0h\u00a030\u00a0:", "prête?", "«\u00a0Coop", "Fleuve\u00a0»"):
        assert together in text
    assert all(len(line) <= width for line in lines)
    assert " ".join(text.replace("\u00a0", " ").split()) == TEXT.replace("\u00a0", " ")


async def test_markup_is_text_and_styles_stay_in_place() -> None:
    styled = Content.assemble("[b]gras[/b] ", ("9 h", "bold"))
    async with Page(styled).run_test(size=(40, 5)) as pilot:
        paragraph = pilot.app.query_one(Paragraph)
        [strip] = paragraph.render_lines(paragraph.size.region)
        assert strip.text.rstrip() == "[b]gras[/b] 9 h"
        bold = "".join(part.text for part in strip if part.style and part.style.bold)
        assert bold == "9 h"


async def test_a_text_is_never_markup() -> None:
    async with Page("[/b] [red]x").run_test(size=(40, 5)) as pilot:
        assert _lines(pilot.app) == ["[/b] [red]x"]
