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

_HELD = "\u2800"
"""A blank of one column that, unlike the no-break space, is no white space to what wraps lines."""


class Paragraph(Static):
    """A `Static` of plain text in which « 9 h » and « Pourquoi ? » never part at the end of a line.

    Args:
        content: The text; what is styled is given as `Content`, and a `str` is never markup.
    """

    def __init__(
        self, content: VisualType = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(content, id=id, classes=classes, markup=False)

    def render(self) -> Visual:
        """The text, its no-break spaces held."""
        visual = self.visual
        return _Unbroken(visual) if isinstance(visual, Content) else visual

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What was selected with the mouse."""
        visual = self.visual
        return (selection.extract(visual.plain), "\n") if isinstance(visual, Content) else None


class _Unbroken(Visual):
    """Content whose no-break spaces are something else while its lines are broken."""

    def __init__(self, content: Content) -> None:
        text = typeset(content.plain).replace(NBSP, _HELD)
        self._content = Content(text, list(content.spans))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As the content."""
        return self._content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """As the content."""
        return self._content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As the content."""
        return self._content.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, with their no-break spaces back."""
        strips = self._content.render_strips(width, height, style, options)
        return [Strip(map(_released, strip), strip.cell_length) for strip in strips]


def _released(segment: Segment) -> Segment:
    text, style, control = segment
    return Segment(text.replace(_HELD, NBSP), style, control)
