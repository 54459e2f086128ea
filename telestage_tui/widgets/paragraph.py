"""Text over several lines, broken where French allows it."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual, VisualType
from textual.widgets import Static

from ..dossier.french import NBSP
from ..dossier.text import typeset

_STAND_IN = "\u2800"
"""A blank one column wide at which Textual, unlike at a no-break space, breaks no line."""


class Paragraph(Static):
    """A `Static` of plain text in which « 9 h » and « Pourquoi? » never part at the end of a line.

    Args:
        content: The text; what is styled is given as `Content`, and a `str` is never markup.
    """

    def __init__(
        self, content: VisualType = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(content, id=id, classes=classes, markup=False)

    def render(self) -> Visual:
        visual = self.visual
        return _Unbroken(visual) if isinstance(visual, Content) else visual

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        visual = self.visual
        return (selection.extract(visual.plain), "\n") if isinstance(visual, Content) else None


class _Unbroken(Visual):
    """Content whose no-break spaces are replaced while its lines are broken."""

    def __init__(self, content: Content) -> None:
        text = typeset(content.plain).replace(NBSP, _STAND_IN)
        self._content = Content(text, list(content.spans))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        return self._content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._content.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        strips = self._content.render_strips(width, height, style, options)
        return [Strip(map(_with_no_break_spaces, strip), strip.cell_length) for strip in strips]


def _with_no_break_spaces(segment: Segment) -> Segment:
    text, style, control = segment
    return Segment(text.replace(_STAND_IN, NBSP), style, control)
