"""The fields of a form: one question a line, with its editor and the reason of a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input
from textual.widgets.input import Selection

from ..dossier.errors import REQUIRED
from ..dossier.kinds import KINDS, Editor, KindName
from .choice_input import ChoiceInput
from .line_input import LineInput
from .paragraph import Paragraph
from .prose import ProseArea


def _is_never(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form.

    Attributes:
        name: The field's name, in the words of the fiche (`stagiaire.naissance`).
        label: What is asked, short.
        kind: How it is typed and read, and what is shown under it once it is understood.
        choices: For a choice: each value and its label.
        hint: What to write, shown while the field has the keyboard.
        placeholder: An example, shown while the field is empty.
        required: Whether a blank text is refused.
        unkept: Whether a text must not be kept even as a draft, because it is a secret.
        reader: Says how a text that is not blank is understood, as it is typed; raises `ValueError`
            with a French sentence for one that is refused. None where the kind says it all.
    """

    name: str
    label: str
    kind: KindName = "text"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    placeholder: str = ""
    unkept: Callable[[str], bool] = _is_never
    required: bool = False
    reader: Callable[[str], str] | None = None

    def parse(self, text: str, today: date) -> Any:
        """The value of a text typed on that local date.

        Raises:
            ValueError: with a French sentence.
        """
        kind = KINDS[self.kind]
        if text.strip():
            if self.reader:
                self.reader(text)
            return kind.read_typed(text, today)
        if self.required:
            raise ValueError(REQUIRED)
        return kind.blank

    def say(self, value: Any) -> str:
        """The text that gives it that value."""
        return KINDS[self.kind].text(value)

    @property
    def editor(self) -> Editor:
        """The kind of widget it is typed in."""
        return KINDS[self.kind].editor

    def in_words(self, text: str, today: date) -> str:
        """How a text that is not blank is understood; empty where there is nothing to confirm.

        Raises:
            ValueError: with a French sentence.
        """
        value = self.parse(text, today)
        return self.reader(text) if self.reader else KINDS[self.kind].in_words(value)

    @property
    def is_confirmed(self) -> bool:
        """Whether what is understood is shown under what is typed."""
        return self.reader is not None or KINDS[self.kind].words is not None

    @property
    def blank(self) -> str:
        """Its text when it has no value: empty, or the first choice."""
        return self.choices[0][0] if self.choices else ""

    @property
    def advice(self) -> str:
        """What to write, with the keys that are not those of a plain line."""
        match self.editor:
            case "choice":
                digits = [value for value, _ in self.choices if value.isdecimal()]
                by_digit = f"ou {min(digits)} à {max(digits)} " if digits else ""
                advice = f"← → {by_digit}pour choisir. {self.hint}"
            case "prose":
                advice = f"{self.hint} Tab pour continuer."
            case _:
                advice = self.hint
        return advice.strip()


@dataclass(frozen=True, slots=True)
class FormSection:
    """Fields under a heading."""

    title: str
    fields: tuple[FormField, ...]


def with_hidden(section: FormSection, name: str) -> FormSection:
    """The section with one more field, which is kept with the form and not shown."""
    return FormSection(section.title, (*section.fields, FormField(name, "", "hidden")))


YES_NO: tuple[tuple[str, str], ...] = (("", "à savoir"), ("oui", "oui"), ("non", "non"))
"""The choices of a question whose answer may not be known yet."""


class FieldRow(Vertical):
    """Label, editor, and under them what was understood, or the reason when it is refused.

    Args:
        field: What is asked.
        value: The text it begins with.
        today: The local date on which what is typed is read.
        own: Whether that text was typed here, rather than proposed or saved.
    """

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        &.-bare .label { display: none; }
        &.-bare > .reason, &.-bare > .understood { padding: 0 1; }
        & > .pair { height: auto; }
        & .label { width: 29; height: auto; padding: 0 1; color: $text-muted; }
        & Input { width: 1fr; }
        & ProseArea { width: 1fr; height: 3; }
        & Input { background: $surface-lighten-1; }
        & > .reason { height: auto; padding: 0 1 0 29; color: $text-error; }
        & > .understood { display: none; height: auto; padding: 0 1 0 29; color: $text-muted; }
        &.-understood > .understood { display: block; }
        &.-refused > .understood { display: none; }
        &.-refused .label { color: $text-error; }
        &:focus-within .label { color: $foreground; text-style: bold; }
    }
    """

    def __init__(
        self, field: FormField, value: str, today: Callable[[], date], *, own: bool = False
    ) -> None:
        super().__init__(classes="" if field.label else "-bare")
        self.field = field
        self._today = today
        self._reason: str | None = None
        # An attribute, not a query: the text must be readable while the row is being removed.
        self._editor = _editor_of(field, value, own)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="pair"):
            yield Paragraph(self.field.label, classes="label")
            yield self._editor
        if self.field.is_confirmed:
            yield Paragraph("", classes="understood")

    def on_mount(self) -> None:
        self._show_reading()

    @property
    def value(self) -> str:
        """What is typed."""
        return self._editor.text if isinstance(self._editor, ProseArea) else self._editor.value

    def fill(self, text: str) -> None:
        """Put a text in the editor; the same text leaves the cursor where it is."""
        if text == self.value:
            return
        if isinstance(self._editor, ProseArea):
            self._editor.fill(text)
        else:
            self._editor.value = text

    def edited(self, *, own: bool) -> None:
        """Show how the text, which changed, is understood.

        Args:
            own: Whether it was typed here. What was not is selected when the keyboard comes, so
                that typing replaces it; what was typed here is not selected.
        """
        if isinstance(self._editor, Input):
            self._editor.select_on_focus = not own
        self._show_reading()

    def _show_reading(self) -> None:
        try:
            words = f"→ {read}" if (read := self._read()) else ""
        except ValueError as error:
            words = f"! {error}" if self.field.reader else ""
        self.set_class(bool(words), "-understood")
        for paragraph in self.query(".understood").results(Paragraph):
            paragraph.update(words)

    def _read(self) -> str:
        text = self.value
        if not text.strip():
            return ""
        return self.field.in_words(text, self._today())

    def objection(self) -> str | None:
        """Why what is typed cannot be read, or None."""
        try:
            self._read()
        except ValueError as error:
            return str(error)
        return None

    def refuse(self, reason: str | None) -> None:
        """Show why the text is refused, or that it no longer is."""
        if reason == self._reason:
            return
        self._reason = reason
        self.set_class(reason is not None, "-refused")
        self.query(".reason").remove()
        if reason is not None:
            self.mount(Paragraph(f"! {reason}", classes="reason"))

    def take_keyboard(self, *, select: bool = False, wait: bool = False) -> None:
        """Put the keyboard in the editor, after its text.

        Args:
            select: Whether typing replaces a text that was not typed here. One who arrives on a
                form may be typing for the page before: only a day or an hour, which no other word
                can pass for, is then replaced.
            wait: Whether a line takes what is typed only after Enter.
        """
        editor = self._editor
        self.screen.set_focus(editor)
        if isinstance(editor, LineInput):
            editor.wait(waits=wait)
        if isinstance(editor, Input) and not (select or self.field.kind in _REPLACED):
            editor.call_later(_to_end, editor)

    def write(self, text: str) -> None:
        """Write a text after what the editor holds, apart from it."""
        editor = self._editor
        if isinstance(editor, ProseArea):
            editor.fill(_joined(editor.text, "\n", text))
            editor.move_cursor(editor.document.end)
        elif isinstance(editor, Input):
            editor.value = _joined(editor.value, " ", text)
            _to_end(editor)


_REPLACED: frozenset[KindName] = frozenset({"date", "planned", "time"})
"""The kinds whose text is selected even on arriving, so that typing replaces it."""


def _to_end(editor: Input) -> None:
    editor.selection = Selection.cursor(len(editor.value))


def _joined(text: str, link: str, addition: str) -> str:
    return f"{text}{link if text.strip() else ''}{addition}"


def editor_id(name: str) -> str:
    """The widget id of a field's editor."""
    return "field-" + re.sub(r"\W", "-", name)


def _editor_of(field: FormField, text: str, own: bool) -> Input | ProseArea | ChoiceInput:
    name = editor_id(field.name)
    if field.editor == "choice":
        return ChoiceInput(field.choices, text, id=name)
    if field.editor == "prose":
        return ProseArea(text, id=name)
    return LineInput(
        text, placeholder=field.placeholder, id=name, compact=True, select_on_focus=not own
    )
