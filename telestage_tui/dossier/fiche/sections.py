"""What is said of a field and of a group of fields: the rows of the table in `fields`."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..base import Frozen

if TYPE_CHECKING:
    from ..kinds import KindName  # imports the parsers, which start-up does not need


class FicheField(NamedTuple):
    """One field.

    Attributes:
        name: Its name in the fiche.
        attribute: The field of the model.
        kind: How it is written; see `dossier.kinds`.
        label: Its short label on the form; empty when the form does not ask it.
        hint: What to write, shown by the form while the field has the focus.
        placeholder: An example, shown by the form while the field is empty.
        words: Label of each answer of a choice, where it is not the answer itself.
        comment: The comment above it in the blank fiche; empty when the one before covers it.
        example: The value in the blank fiche, in TOML; empty for the default of the model.
        checked: Whether a rule of the programme may check it.
        once: Whether one of the repeated sections may say yes, and no other.
    """

    name: str
    attribute: str
    kind: KindName = "text"
    label: str = ""
    hint: str = ""
    placeholder: str = ""
    words: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    example: str = ""
    checked: bool = False
    once: bool = False


class FicheSection(NamedTuple):
    """One group of fields; `many` when it repeats (`[[candidats]]`).

    Attributes:
        name: Its name in the fiche.
        attribute: The field of `Fiche` it fills, or a field of that field (`contacts.it`).
        model: The model of its values.
        comment: The comment above its title in the blank fiche.
        key: The field of the model that no two of its values share; empty when they may.
    """

    name: str
    attribute: str
    model: type[Frozen]
    fields: tuple[FicheField, ...]
    many: bool = False
    comment: str = ""
    key: str = ""

    def field(self, name: str) -> FicheField | None:
        """The field of that French name."""
        return next((field for field in self.fields if field.name == name), None)

    def value_in(self, record: Frozen) -> Any:
        """The part of a record that this section describes."""
        return attrgetter(self.attribute)(record)

    def word(self, attribute: str) -> str:
        """The French name of a model's attribute."""
        return next((field.name for field in self.fields if field.attribute == attribute), "")

    def is_required(self, field: FicheField) -> bool:
        """Whether the fiche must have it."""
        return self.model.model_fields[field.attribute].is_required()

    def default(self, field: FicheField) -> Any:
        """The default of the model; None for a required field."""
        return None if self.is_required(field) else self.model.model_fields[field.attribute].default

    def choices(self, field: FicheField) -> tuple[str, ...]:
        """The values a choice accepts, in the words of the fiche; none for another kind."""
        if field.kind not in ("choice", "weekday"):
            return ()
        annotation = self.model.model_fields[field.attribute].annotation
        return tuple(_values(annotation))


def _values(annotation: Any) -> Iterator[str]:
    """The texts of a `Literal`, or of one that may be None."""
    for argument in getattr(annotation, "__args__", ()):
        if isinstance(argument, str):
            yield argument
        else:
            yield from _values(argument)
