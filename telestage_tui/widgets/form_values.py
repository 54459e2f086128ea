"""The texts of a form, merged with what the file says by then: no word of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..dossier.errors import FieldProblem, InvalidInput
from ..dossier.text import merged, quoted
from ..store.drafts import Draft
from .fields import FormField, FormSection

Saved = Callable[[], Mapping[str, str]]
"""What the file says now, by field."""


class Clash(NamedTuple):
    """A field that was changed here and, meanwhile, in the file too.

    Attributes:
        field: The field; a text of several lines now has both texts, any other what was typed.
        mine: What was typed.
        theirs: What the file says.
    """

    field: FormField
    mine: str
    theirs: str


def clash_message(clashes: Sequence[Clash]) -> str:
    """The French sentences about fields that were changed in both places."""
    fields = (
        f"{clash.field.label.strip(' *') or 'Ce texte'} : changé aussi par un autre programme"
        + ("." if clash.field.editor == "prose" else f", qui dit {quoted(clash.theirs)}.")
        for clash in clashes
    )
    return " ".join((*fields, "Rien n’est perdu : relisez, puis enregistrez."))


class FormValues:
    """The texts of a form, kept as a draft with the texts of the file they were typed over.

    A text of the file that no field shows is carried unchanged in a hidden field, because the form
    saves everything it holds.

    A draft taken up again is merged with what the file says by then, in the way that what is being
    typed is merged with what another program saves.

    Args:
        sections: The fields.
        saved: What the file says of them.
        draft: Where what is typed is kept; None to forget it.
    """

    def __init__(self, sections: Sequence[FormSection], saved: Saved, draft: Draft | None) -> None:
        self.fields = _fields_of(sections)
        self._read_saved = saved
        self._draft = draft
        self._saved = now = self._for_all_fields(saved())
        self.texts = dict(now)
        """Everything typed, by field name."""
        self.unsettled: dict[str, Clash] = {}
        """The clashes on which nobody has said what to keep, by field."""
        self.clashes: Sequence[Clash] = ()
        """The fields on which the draft taken up again and the file differ."""
        self._take_up(now)
        self.resumed = bool(self.edited())
        """Whether the form began with a draft."""

    def _take_up(self, now: Mapping[str, str]) -> None:
        """Go on from the draft, merged with what the file says now."""
        if self._draft is not None:
            self._saved = dict(now) | self.of_own_fields(self._draft.base)
            self.texts = self._saved | self.of_own_fields(self._draft.typed)
            self.clashes = self._merge(now)

    def edited(self) -> dict[str, str]:
        """What was typed or chosen and is not what the file says."""
        return {name: text for name, text in self.texts.items() if text != self._saved[name]}

    def parsed(self, today: date) -> dict[str, Any]:
        """What is typed, read on that local date: each value by field name.

        Raises:
            InvalidInput: with the reason at each field that cannot be read.
        """
        values, problems = {}, []
        for name, text in self.texts.items():
            try:
                values[name] = self.fields[name].parse(text, today)
            except ValueError as error:
                problems.append(FieldProblem(name, str(error)))
        if problems:
            raise InvalidInput(problems)
        return values

    def take_in(self) -> Sequence[Clash]:
        """Merge what is typed with what the file says now; or a draft that came back by an undo.

        Returns:
            The fields that were changed in both places.
        """
        now = self._for_all_fields(self._read_saved())
        if self.edited() or self._draft is None or not self._draft.typed:
            return self._merge(now)
        self._take_up(now)
        return self.clashes

    def _merge(self, now: Mapping[str, str]) -> Sequence[Clash]:
        clashes = []
        for name, theirs in now.items():
            before, mine = self._saved.get(name, ""), self.texts.get(name, "")
            if theirs == before:
                continue
            if mine in (before, theirs):
                self.texts[name] = theirs
                continue
            field = self.fields[name]
            clashes.append(Clash(field, mine, theirs))
            if field.editor == "prose":
                self.texts[name] = merged(before, mine, theirs)
        self._saved = dict(now)
        self.unsettled |= {clash.field.name: clash for clash in clashes}
        return clashes

    def settle(self, texts: Mapping[str, str]) -> None:
        """Keep what somebody chose of the clashes."""
        self.texts |= self.of_own_fields(texts)
        self.unsettled = {}

    def keep(self) -> None:
        """Keep what is typed as a draft, without secrets and what the file says already."""
        if self._draft is not None:
            texts = self.edited().items()
            open_texts = {name: text for name, text in texts if not self.fields[name].unkept(text)}
            self._draft.keep(open_texts, self._saved)

    def forget(self) -> None:
        """Go back to what the file says, and forget the draft."""
        if self._draft is not None:
            self._draft.forget()
        self._saved = self._for_all_fields(self._read_saved())
        self.texts = dict(self._saved)
        self.unsettled = {}

    def spend(self, since: int) -> None:
        """Go back to what the file says: the texts were saved after the change of that rank."""
        if self._draft is not None:
            self._draft.spend(since)
        self.forget()

    @property
    def latest_change(self) -> int:
        """The rank of the last change of the dossiers; see `Draft.latest_change`."""
        return self._draft.latest_change if self._draft is not None else 0

    def of_own_fields(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts that belong to a field of this form."""
        return {name: text for name, text in texts.items() if name in self.fields}

    def _for_all_fields(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A text for every field; a text that has no field gets a hidden one."""
        for name in texts.keys() - self.fields.keys():
            self.fields[name] = FormField(name, "", "hidden")
        return {name: texts.get(name, field.blank) for name, field in self.fields.items()}


def _fields_of(sections: Sequence[FormSection]) -> dict[str, FormField]:
    return {field.name: field for section in sections for field in section.fields}
