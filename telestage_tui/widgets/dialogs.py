"""Small questions over a screen: a text, a yes or no, a choice. Escape always leaves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from .paragraph import Paragraph
from .prose import ProseArea
from .row_list import Cell, Row, RowList

Check = Callable[[str], str | None]
"""Says in French why a text is refused, or None when it is right."""

FEW_REASONS = 4
"""Lines of reasons past which the keys that scroll them are said."""
SCROLL_KEYS = "Pg↑ Pg↓ Défiler"
DIALOG_CSS = """
    align: center middle;
    & > .dialog {
        width: 72;
        max-width: 96%;
        height: auto;
        max-height: 94%;
        background: $panel;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        padding: 0 1;
    }
    & .question { height: auto; margin-bottom: 1; }
    & .reasons { height: auto; max-height: 12; scrollbar-size-vertical: 1; }
    & .reason { height: auto; color: $text-error; }
    & .keys { height: 1; color: $text-muted; margin-top: 1; }
    & RowList { height: auto; max-height: 14; background: $panel; }
"""


class AskText(ModalScreen[str | None]):
    """Asks for a text; closes with it, or with None when left.

    What was typed and not sent is handed to `keep`, so that leaving loses nothing.
    """

    DEFAULT_CSS = "AskText {" + DIALOG_CSS + "}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Retour", key_display="Échap"),
        Binding("f2,ctrl+s", "send", "Enregistrer", key_display="F2", priority=True),
        Binding("pageup", "scroll(-1)", show=False, system=True),
        Binding("pagedown", "scroll(1)", show=False, system=True),
    ]

    def __init__(
        self,
        title: str,
        question: str,
        *,
        value: str = "",
        check: Check | None = None,
        long: bool = False,
        keep: Callable[[str], None] | None = None,
        send_word: str = "Enregistrer",
    ) -> None:
        super().__init__()
        self._send_word = send_word
        self._title = title
        self._question = question
        self._value = value
        self._check = check
        self._long = long
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Question, field, reason for a refusal, keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield Paragraph(self._question, classes="question")
            if self._long:
                yield ProseArea(self._value, id="answer")
            else:
                yield Input(self._value, id="answer", select_on_focus=False)
            with VerticalScroll(classes="reasons", can_focus=False):
                yield Paragraph("", classes="reason")
            yield Paragraph(self._keys(), classes="keys")

    def _keys(self) -> str:
        leaving = "Retour (texte gardé)" if self._keep else "Retour"
        return f"{'F2' if self._long else '⏎'} {self._send_word}   Échap {leaving}"

    def action_scroll(self, way: int) -> None:
        """Through the reasons of a refusal, when there are many."""
        self.query_one(".reasons", VerticalScroll).scroll_relative(y=6 * way, animate=False)

    @property
    def _typed(self) -> str:
        answer = self.query_one("#answer")
        return answer.text if isinstance(answer, TextArea) else answer.value  # type: ignore[attr-defined]

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Close with the text, unless it is refused."""
        reason = self._check(self._typed) if self._check else None
        if reason:
            self.query_one(".reason", Paragraph).update(Content(f"! {reason}"))
            if reason.count("\n") > FEW_REASONS:
                self.query_one(".keys", Paragraph).update(f"{self._keys()}   {SCROLL_KEYS}")
            return
        if self._keep:
            self._keep("")
        self.dismiss(self._typed)

    def action_leave(self) -> None:
        """Close without an answer; what was typed is kept for the next time."""
        if self._keep and self._typed != self._value:
            self._keep(self._typed)
        self.dismiss(None)


class Confirm(ModalScreen[bool]):
    """Asks before what cannot be undone."""

    DEFAULT_CSS = "Confirm {" + DIALOG_CSS + "}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "answer(False)", "Non", key_display="Échap"),
        Binding("o", "answer(True)", "Oui"),
    ]

    def __init__(self, title: str, question: str, *, yes: str = "Oui") -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Question and keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield Paragraph(self._question, classes="question")
            yield RowList(
                [Row((Cell("Non, revenir"),), False), Row((Cell(self._yes),), True)], id="answers"
            )
            yield Paragraph(f"o {self._yes}   n ou Échap Non", classes="keys")

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(message.key is True)

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class Choose(ModalScreen[Hashable | None]):
    """Asks to choose among a few rows; digits choose too."""

    DEFAULT_CSS = "Choose {" + DIALOG_CSS + "}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Retour", key_display="Échap"),
        *(
            Binding(str(digit), f"pick({digit})", f"Choix {digit}", show=False, system=True)
            for digit in range(1, 10)
        ),
    ]

    def __init__(
        self,
        title: str,
        question: str,
        choices: Sequence[tuple[Hashable, str]],
        *,
        current: Hashable | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._choices = tuple(choices)
        self._current = current

    def compose(self) -> ComposeResult:
        """Question, choices and keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            if self._question:
                yield Paragraph(self._question, classes="question")
            yield RowList(
                [
                    Row((Cell(str(number) if number < 10 else "", 2, "accent"), Cell(label)), key)
                    for number, (key, label) in enumerate(self._choices, 1)
                ]
            )
            yield Paragraph("⏎ ou un chiffre pour choisir   Échap Retour", classes="keys")

    def on_mount(self) -> None:
        """Begin on the present choice."""
        if self._current is not None:
            self.query_one(RowList).select(self._current)

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        self.dismiss(message.key)

    def action_pick(self, number: int) -> None:
        """Choose by digit."""
        if number <= len(self._choices):
            self.dismiss(self._choices[number - 1][0])

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
