"""Levels as words and signs, and the scale on which one is picked."""

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

from ..dossier.french import tenths
from ..wording import HIGHEST_LEVEL, change_sign
from .rows import Tone, fit


@dataclass(frozen=True, slots=True)
class Trend:
    """How a level changed, by a sign, a word and a tone."""

    sign: str
    word: str
    tone: Tone


UP = Trend("↑", "hausse", "success")
DOWN = Trend("↓", "baisse", "warning")
SAME = Trend("=", "stable", "muted")


_TONES: dict[str, Tone] = {each.sign: each.tone for each in (UP, DOWN, SAME)}


def trend(before: int | None, after: int | None) -> Trend | None:
    """How a level changed; None unless both are known."""
    if before is None or after is None:
        return None
    return SAME if before == after else UP if after > before else DOWN


_EIGHTHS = " ▏▎▍▌▋▊▉█"


def level_bar(mean: float | None) -> str:
    """A mean level as a bar of four columns, one a level, and its number: `██▊  2,8`."""
    if mean is None:
        return ""
    eighths = round(8 * mean)
    bar = "".join(_EIGHTHS[min(max(eighths - 8 * n, 0), 8)] for n in range(HIGHEST_LEVEL))
    return f"{bar} {tenths(mean)}"


def mean_trend(change: float | None) -> tuple[str, Tone]:
    """How much a mean changed, by a sign and a number, and its tone; empty when it is not known."""
    if change is None:
        return "", "muted"
    rounded = round(change, 1)
    sign = change_sign(rounded)
    return f"{sign} {tenths(abs(rounded))}" if rounded else sign, _TONES[sign]


@dataclass(frozen=True, slots=True)
class RatingStep:
    """One answer that can be picked.

    Attributes:
        digit: The digit that picks it.
        label: Its words.
        short: Its words in a few columns.
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
        """Show these answers, and mark the current one."""
        self.steps = tuple(steps)
        self.current = current

    def _lines(self, width: int) -> list[list[tuple[RatingStep, str]]]:
        """Each step with its text, laid out: all on one line, or one a line."""
        line = [(step, self._text(step, step.short)) for step in self.steps]
        if sum(cell_len(text) for _, text in line) <= width:
            return [line]
        texts = [self._text(step, f"{step.sign} {step.label}".lstrip()) for step in self.steps]
        lines = [fit(text, width).rstrip() for text in texts]
        return [[pair] for pair in zip(self.steps, lines, strict=True)]

    def _text(self, step: RatingStep, words: str) -> str:
        text = f"{step.digit} {words}"
        return f"[{text}]" if step.digit == self.current else f" {text} "

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line, or one a step."""
        return len(self._lines(width)) if self.steps else 0

    def render(self) -> Content:
        """The answers; the current one is between brackets, in bold."""
        lines = self._lines(self.content_size.width)
        return Content("\n").join(Content("").join(map(self._content, line)) for line in lines)

    def _content(self, piece: tuple[RatingStep, str]) -> Content:
        step, text = piece
        return Content.styled(text, "bold $text-accent" if step.digit == self.current else "")

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        end = 0
        for step, text in lines[offset.y]:
            end += cell_len(text)
            if offset.x < end or len(lines) > 1:  # a step alone on its line takes all of it
                self.post_message(self.Picked(step.digit))
                return
