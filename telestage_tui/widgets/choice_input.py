"""A choice on one line of a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ..dossier.text import fold


class ChoiceInput(Widget, can_focus=True):
    """A choice on one line: ← and → go through the values, a digit or a click too."""

    DEFAULT_CSS = """
    ChoiceInput {
        height: auto; width: 1fr; padding: 0 1;
        background: $surface-lighten-1;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Choix suivant", key_display="→", show=False),
        Binding("left", "step(-1)", "Choix précédent", key_display="←", show=False),
        Binding("enter", "go_on", show=False, system=True),
    ]

    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: ChoiceInput) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> ChoiceInput:
            """The choice it happened in."""
            return self.choice

    class Submitted(Message):
        """Enter was pressed: one goes on to the next field."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, *, id: str) -> None:
        super().__init__(id=id)
        self._labels = dict(choices)
        self._labels.setdefault(value, value)  # one from a fiche or an older version is kept
        self._typed = ""
        """The beginning of a label, as it was typed letter by letter."""
        self.set_reactive(ChoiceInput.value, value)

    def render(self) -> Content:
        """The present value between arrows."""
        return Content(f"‹ {self._labels.get(self.value, self.value)} ›")

    def validate_value(self, value: str) -> str:
        """A value that is not among the choices is added to them."""
        self._labels.setdefault(value, value)
        return value

    def watch_value(self) -> None:
        self.post_message(self.Changed(self))

    def on_blur(self) -> None:
        """What is typed when one comes back begins a label anew."""
        self._typed = ""

    def action_step(self, step: int) -> None:
        """To another value."""
        self._typed = ""
        values = list(self._labels)
        self.value = values[(values.index(self.value) + step) % len(values)]

    def action_go_on(self) -> None:
        """On to the next field, as Enter does in a line of text."""
        self.post_message(self.Submitted())

    def check_consume_key(self, _key: str, character: str | None) -> bool:
        """What is typed in a form stays in it: no letter opens a screen or undoes a change."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Choose a value by its digit or else its rank, or by how its label begins."""
        key = event.character
        if key is None or not key.isprintable() or key == " ":
            return
        event.stop()
        event.prevent_default()
        values = list(self._labels)
        if key in self._labels:
            self.value = key
            return
        if key.isdecimal():
            if 0 < int(key) <= len(values) and not any(map(str.isdecimal, values)):
                self.value = values[int(key) - 1]
            return
        self._choose(fold(key), values)

    def _choose(self, letter: str, values: Sequence[str]) -> None:
        """Choose the label that begins with the last letters typed, as many of them as can be.

        « mat » chooses « Matériel », and « oui » typed after « n » chooses « oui »; a letter typed
        again goes to the next label that it begins.
        """
        here, letters = values.index(self.value), self._typed + letter
        for rank in range(len(letters)):
            typed = letters[rank:]
            start = here if len(typed) > 1 else here + 1
            for value in (*values[start:], *values[:start]):
                if fold(self._labels[value]).startswith(typed):
                    self._typed, self.value = typed, value
                    return
        self._typed = ""

    def on_click(self) -> None:
        """A click goes to the next value."""
        self.action_step(1)
