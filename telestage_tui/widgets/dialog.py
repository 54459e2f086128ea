"""The base of what opens over a screen: a box, with its keys in its border."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType

from .last_keys import LastKeys
from .refusals import SaysRefusals
from .stack import is_on_top

DialogKey = tuple[str, str, str]
"""A key as it is shown, what it does, and the action a click on it runs."""


_BOX, _CORNERS = 72, 6
"""Columns of the box, and those that the corners of its border take from its keys."""


def _keys_line(keys: Iterable[DialogKey], *, gap: int) -> Content:
    """The keys on a line, each of which a click runs."""
    parts = [
        Content.from_markup(f"[@click=screen.{action}][b]$key[/b] $word[/]", key=key, word=word)
        for key, word, action in keys
    ]
    return Content(" " * gap).join(parts)


class Dialog(SaysRefusals, ModalScreen[ScreenResultType]):
    """A box over a screen; Escape always leaves it.

    Args:
        title: What it is about.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .dialog {
            width: 72;
            max-width: 100%;
            height: auto;
            max-height: 96%;
            background: $panel;
            border: round $primary;
            border-title-color: $text-primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            border-subtitle-align: left;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        & > LastKeys { dock: top; width: 100%; text-align: right; }
        & .question { height: auto; margin-bottom: 1; }
        & .said { height: auto; color: $text-muted; margin-top: 1; }
        & RowList { height: auto; max-height: 14; background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Retour", key_display="Échap"),
        Binding("f1", "app.help", "Aide", show=False, system=True),
        Binding("g,ctrl+g", "app.about('guide')", "Guide", key_display="Ctrl+G", show=False),
        Binding(
            "V,ctrl+t", "app.about('facts')", "D’où ça vient", key_display="Ctrl+T", show=False
        ),
        Binding("ctrl+c", "app.interrupt", show=False, system=True),
        Binding("up", "scroll_box(-1)", show=False, system=True),
        Binding("down", "scroll_box(1)", show=False, system=True),
        Binding("pageup", "scroll_box(-8)", show=False, system=True),
        Binding("pagedown", "scroll_box(8)", show=False, system=True),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self.about = ""
        """What its help says, besides its keys."""

    def compose(self) -> ComposeResult:
        """The box; what does not fit in it scrolls, its title and its keys stay."""
        with VerticalScroll(classes="dialog", can_focus=False) as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = self.keys_line()
            yield from self.body()
        yield LastKeys()

    def body(self) -> ComposeResult:
        """The widgets of this dialog."""
        raise NotImplementedError

    def keys(self) -> list[DialogKey]:
        """What the border says one can press."""
        return [("Échap", "Retour", "leave")]

    def keys_line(self) -> Content:
        """The keys, each of which a click runs; in short where the border is too narrow for all."""
        line = _keys_line(self.keys(), gap=3)
        room = min(_BOX, self.app.size.width) - _CORNERS
        if line.cell_length <= room:
            return line
        in_short = [(key, word.partition(" (")[0], action) for key, word, action in self.keys()]
        return _keys_line(in_short, gap=2)

    def on_resize(self) -> None:
        """Say the keys again: there may be more room, or less."""
        self.query_one(".dialog").border_subtitle = self.keys_line()

    def action_scroll_box(self, lines: int) -> None:
        """Scroll the box by some lines."""
        self.query_one(".dialog", VerticalScroll).scroll_relative(y=lines, animate=False)

    @property
    def subject(self) -> str:
        """What the guide is asked about from here: a field; blank for that of the page below."""
        return ""

    def close(self, result: ScreenResultType | None = None) -> None:
        """Close with a result, once: a second key must not close what is under it."""
        if is_on_top(self):
            self.dismiss(result)

    def keep(self) -> None:
        """Keep what was typed, because the dialog is about to go."""

    def reload(self) -> None:
        """Show what another program wrote in the file."""

    def action_leave(self) -> None:
        """Close without an answer."""
        self.close()
