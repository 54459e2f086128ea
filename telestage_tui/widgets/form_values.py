"""What is typed in a form, over what the file says of it: no word of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..dossier.text import merged, quoted
from ..store.drafts import Draft
from .fields import FormField, FormSection

Saved = Callable[[], Mapping[str, str]]
"""What the file says now, by field."""


class Clash(NamedTuple):
    """A field changed here and, meanwhile, in the file too.

    Attributes:
        field: The field; a text of several lines now has both texts, any other what was typed.
        theirs: What the file says.
    """

    field: FormField
    theirs: str


def said_of(clashes: Sequence[Clash]) -> str:
    """What is said of fields that were changed in both places."""
    fields = (
        f"{clash.field.label.strip(' *') or 'Ce texte'} : changé aussi par un autre programme"
        + ("." if clash.field.editor == "prose" else f", qui dit {quoted(clash.theirs)}.")
        for clash in clashes
    )
    return " ".join((*fields, "Rien n’est perdu : relisez, puis enregistrez."))


class FormValues:
    """The texts of a form, kept as a draft with what they were typed over.

    What the file says and no field shows is carried as it is: a form that saves everything it knows
    must not forget what it was not told to show.

    Taken up again, the draft meets what the file says by then, as what is being typed meets what
    another program saves.

    Args:
        sections: The fields.
        saved: What the file says of them.
        draft: Where what is typed is kept; None to forget it.
    """

    def __init__(self, sections: Sequence[FormSection], saved: Saved, draft: Draft | None) -> None:
        self.fields = _fields_of(sections)
        self._read_saved = saved
        self._draft = draft
        self._saved = now = self._of_fields(saved())
        self.texts = dict(now)
        """Everything typed, by field name."""
        self.clashes: Sequence[Clash] = ()
        """Where the draft taken up again and the file say otherwise."""
        if draft is not None:
            self._saved = now | self.known(draft.base)
            self.texts = self._saved | self.known(draft.typed)
            self.clashes = self._meet(now)
        self.resumed = bool(self.edited())
        """Whether a draft was taken up again."""

    def edited(self) -> dict[str, str]:
        """What was typed or chosen and is not what the file says."""
        return {name: text for name, text in self.texts.items() if text != self._saved[name]}

    def add(self, sections: Sequence[FormSection]) -> None:
        """Have the fields of these sections too."""
        for name, field in _fields_of(sections).items():
            self.fields[name] = field
            self.texts.setdefault(name, field.blank)
            self._saved.setdefault(name, field.blank)

    def take_in(self) -> Sequence[Clash]:
        """Bring what is typed up to date with the file.

        Returns:
            The fields that were changed in both places.
        """
        return self._meet(self._of_fields(self._read_saved()))

    def _meet(self, now: Mapping[str, str]) -> Sequence[Clash]:
        clashes = []
        for name, theirs in now.items():
            before, mine = self._saved.get(name, ""), self.texts.get(name, "")
            if theirs == before:
                continue
            if mine in (before, theirs):
                self.texts[name] = theirs
                continue
            field = self.fields[name]
            clashes.append(Clash(field, theirs))
            if field.editor == "prose":
                self.texts[name] = merged(before, mine, theirs)
        self._saved = dict(now)
        return clashes

    def keep(self) -> None:
        """Keep what is typed as a draft; the file's own words, and secrets, are no draft."""
        if self._draft is not None:
            kept = {n: text for n, text in self.edited().items() if not self.fields[n].unkept(text)}
            self._draft.keep(kept, self._saved)

    def forget(self) -> None:
        """Go back to what the file says; the draft is no more."""
        if self._draft is not None:
            self._draft.forget()
        self._saved = self._of_fields(self._read_saved())
        self.texts = dict(self._saved)

    def known(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Those of the texts that are of a field of this form."""
        return {name: text for name, text in texts.items() if name in self.fields}

    def _of_fields(self, texts: Mapping[str, str]) -> dict[str, str]:
        for name in texts.keys() - self.fields.keys():
            self.fields[name] = FormField(name, "", "hidden")
        return {name: texts.get(name, field.blank) for name, field in self.fields.items()}


def _fields_of(sections: Sequence[FormSection]) -> dict[str, FormField]:
    return {field.name: field for section in sections for field in section.fields}
