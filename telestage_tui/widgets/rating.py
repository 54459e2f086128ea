"""Levels told by words and signs, and the scale on which one is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from .rows import Tone, fit

HIGHEST = 4
GAP = 2
"""Columns between two steps on one line."""


def dots(level: int | None, *, applicable: bool = True) -> str:
    """A level as four signs: `●●●○`; `––––` when it does not apply, `····` when not known."""
    if not applicable:
        return "–" * HIGHEST
    if level is None:
        return "·" * HIGHEST
    return "●" * level + "○" * (HIGHEST - level)


@dataclass(frozen=True, slots=True)
class Trend:
    """How a level changed, by a sign, a word and a tone."""

    sign: str
    word: str
    tone: Tone


UP = Trend("↑", "hausse", "success")
DOWN = Trend("↓", "baisse", "warning")
SAME = Trend("=", "stable", "muted")


def trend(before: int | None, after: int | None) -> Trend | None:
    """How a level changed; None unless both are known."""
    if before is None or after is None:
        return None
    return SAME if before == after else UP if after > before else DOWN


@dataclass(frozen=True, slots=True)
class RatingStep:
    """One answer that can be picked.

    Attributes:
        digit: The digit that picks it.
        label: Its words.
        short: The same in a few columns.
        sign: Its dots, when it has some.
        hint: What it means, said once it is picked.
    """

    digit: int
    label: str
    short: str
    sign: str = ""
    hint: str = ""


class RatingScale(Widget):
    """The answers with their digits: on one line where they fit, else one under another.

    The keyboard stays on the list beside it: the screen binds the digits. A click picks.
    """

    DEFAULT_CSS = """
    RatingScale { height: auto; width: 1fr; }
    """

    steps: reactive[tuple[RatingStep, ...]] = reactive((), layout=True)
    current: reactive[int | None] = reactive(None)

    class Picked(Message):
        """A step was clicked."""

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    def show(self, steps: Sequence[RatingStep], current: int | None) -> None:
        """Show these answers, and which one is given."""
        self.steps = tuple(steps)
        self.current = current

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line, or one a step."""
        return 1 if self._fits(width) and self.steps else len(self.steps)

    def _fits(self, width: int) -> bool:
        return sum(cell_len(line) + GAP for line in self._shorts()) - GAP <= width

    def _shorts(self) -> list[str]:
        return [self._marked(f"{step.digit} {step.short}", step) for step in self.steps]

    def _marked(self, text: str, step: RatingStep) -> str:
        return f"[{text}]" if step.digit == self.current else f" {text} "

    def render(self) -> Content:
        """The answers; the one given is between brackets, in bold."""
        width = self.content_size.width
        if self._fits(width):
            parts = zip(self.steps, self._shorts(), strict=True)
            return Content(" " * GAP).join(self._styled(step, text) for step, text in parts)
        return Content("\n").join(self._line(step, width) for step in self.steps)

    def _line(self, step: RatingStep, width: int) -> Content:
        words = " ".join(part for part in (str(step.digit), step.sign, step.label) if part)
        marked = self._marked(words, step)
        return self._styled(step, fit(marked, width).rstrip())

    def _styled(self, step: RatingStep, text: str) -> Content:
        return Content.styled(text, "bold $text-accent" if step.digit == self.current else "")

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if not self._fits(self.content_size.width):
            if offset.y < len(self.steps):
                self.post_message(self.Picked(self.steps[offset.y].digit))
            return
        end = 0
        for step, text in zip(self.steps, self._shorts(), strict=True):
            end += cell_len(text) + GAP
            if offset.x < end:
                self.post_message(self.Picked(step.digit))
                return
