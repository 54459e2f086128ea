"""The sheet of the portal's forms: every field, its value, where that comes from, what is wrong.

Nothing here is kept: the sheet is made again from the dossier each time it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.french import plain_date
from ..dossier.onsite import Answer
from ..dossier.text import fold
from .onsite import OnsiteContent, PortalField, PortalForm
from .portal_formats import Reading, Typed, read
from .portal_sources import SOURCES, Facts

RowState = Literal["known", "typed", "proposed", "missing", "invalid", "optional"]
"""Of a row: known from the dossier, typed, proposed by the content, missing though required, not
what the portal accepts, or left blank though it may be."""
HIDDEN = "•••"
"""In place of a value of an identity that nobody asked to see."""
_CITIZENSHIP = "citizenship"
FRENCH = "France"
"""The citizenship, as the field says it, of whoever has a French passport."""


class Row(NamedTuple):
    """A field of the sheet.

    Attributes:
        field: As the content describes it.
        value: What to type in the portal; what was typed here, when it is invalid.
        state: Whether there is a value, and where it comes from.
        origin: Where the value comes from, in French; empty without one.
        problem: Why it is invalid, in French; empty when it is not.
    """

    field: PortalField
    value: str
    state: RowState
    origin: str = ""
    problem: str = ""

    @property
    def needs_answer(self) -> bool:
        """Whether the form cannot be sent as it is."""
        return self.state in ("missing", "invalid")

    @property
    def masked_problem(self) -> str:
        """Why it is invalid, without the value of an identity."""
        if not (self.problem and self.field.identity):
            return self.problem
        return "La valeur notée n’a pas la forme attendue : affichez-la pour la corriger."

    def shown(self, *, identity: bool) -> str:
        """The value, masked when it is of an identity.

        Args:
            identity: Whether identity data were asked for.
        """
        return HIDDEN if self.value and self.field.identity and not identity else self.value


class Missing(NamedTuple):
    """What one person can give.

    Attributes:
        who: An assignee of the programme.
        rows: What is missing or invalid, in the order of the forms.
    """

    who: str
    rows: tuple[Row, ...]


class Sheet:
    """The sheet of one dossier.

    Args:
        dossier: The dossier.
        content: What the programme says of the portal.
    """

    def __init__(self, dossier: Dossier, content: OnsiteContent) -> None:
        self.dossier = dossier
        self.content = content
        self._rows: dict[str, Row] = {}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every field, in the order of the portal."""
        return tuple(self.row(field.id) for field in self.content.fields)

    def rows_of(self, form: PortalForm) -> tuple[Row, ...]:
        """The fields of one form."""
        return tuple(row for row in self.rows if row.field.form == form.id)

    def row(self, field_id: str) -> Row:
        """The row of a field.

        Raises:
            UnknownId: when the content has no such field.
        """
        if field_id not in self._rows:
            field = self.content.field(field_id)
            self._rows[field_id] = Row(field, "", "optional")  # for one that leads back to itself
            self._rows[field_id] = self._row(field)
        return self._rows[field_id]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing or invalid, by who can give it; each thing once.

        Once the offer is received, the identity is erased: it is asked for no more.
        """
        by_person: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.field.identity and self.dossier.onsite.offer:
                continue
            repeats = row.field.same_as and self.row(row.field.same_as).needs_answer
            if row.needs_answer and not repeats:
                by_person.setdefault(row.field.asks, []).append(row)
        return tuple(Missing(who, tuple(rows)) for who, rows in by_person.items())

    def _row(self, field: PortalField) -> Row:
        answer = self._answer(field)
        if answer:
            return self._typed(field, answer)
        for row in self._without_answer(field):
            return row
        return Row(field, "", "missing" if field.required else "optional")

    def _answer(self, field: PortalField) -> Answer | None:
        kept = self.dossier.identity if field.identity else self.dossier.onsite
        return kept.answer(field.id)

    def _typed(self, field: PortalField, answer: Answer) -> Row:
        on = f"noté le {plain_date(answer.on)}"
        try:
            reading = self._read(field, answer.value, answer.on)
        except ValueError as error:
            return Row(field, answer.value, "invalid", on, str(error))
        return Row(field, reading.value, "typed", "; ".join(filter(None, (on, reading.note))))

    def _without_answer(self, field: PortalField) -> Iterator[Row]:
        """What is known without an answer, the surest first."""
        if field.fills:
            source = SOURCES[field.fills]
            if value := source.get(Facts(self.dossier, self.content, self._value)):
                yield self._checked(Row(field, value, "known", source.words))
        if field.same_as:
            other = self.row(field.same_as)
            if other.value:
                origin = f"comme « {other.field.label} »"
                yield other._replace(field=field, origin=origin)
        if field.proposes:
            doubt = f"; à vérifier auprès de {field.check}" if field.check else ""
            yield Row(field, field.proposes, "proposed", f"proposé{doubt}")

    def _checked(self, row: Row) -> Row:
        """A row known from the dossier, which was typed for something else: in the right form."""
        try:
            return row._replace(value=self._read(row.field, row.value, None).value)
        except ValueError as error:
            return row._replace(state="invalid", problem=str(error))

    def _read(self, field: PortalField, text: str, on: date | None) -> Reading:
        formats = self.content.formats
        return read(Typed(text, on or formats.noc_since, formats, field, self._is_french))

    @cached_property
    def _is_french(self) -> bool:
        answer = self.dossier.identity.answer(_CITIZENSHIP)
        return answer is None or fold(answer.value) == fold(FRENCH)

    def _value(self, field_id: str) -> str:
        """The valid value of another field; empty when it has none."""
        row = self.row(field_id)
        return "" if row.state == "invalid" else row.value


def check_answer(
    field: PortalField, text: str, *, on: date, dossier: Dossier, content: OnsiteContent
) -> Reading:
    """What a typed answer becomes in the portal.

    Args:
        field: Which field.
        text: What was typed, not blank.
        on: The tutor's local date.
        dossier: The dossier, whose other answers decide what is accepted.
        content: What the programme says of the portal.

    Raises:
        ValueError: with a French sentence.
    """
    return Sheet(dossier, content)._read(field, text, on)


# --- the sheet beside the convention --------------------------------------------------------------


class Comparison(NamedTuple):
    """One thing that both the sheet and the convention say.

    Attributes:
        field_id: The field of the sheet.
        label: What the portal calls it.
        sheet: What the sheet says.
        convention: What the convention says.
        only_sheet: The words that only the sheet has.
        only_convention: The words that only the convention has.
    """

    field_id: str
    label: str
    sheet: str
    convention: str
    only_sheet: tuple[str, ...]
    only_convention: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether both say it with the same words."""
        return not (self.only_sheet or self.only_convention)


BOTH_SAY: tuple[tuple[str, str], ...] = (
    ("legal-name", "host.name"),
    ("job-title", "stage.title"),
    ("duties", "stage.duties"),
    ("hours-a-week", "stage.weekly_hours"),
    ("worker-last-name", "intern.last_name"),
    ("worker-first-names", "intern.first_name"),
    ("user-last-name", "tutor.last_name"),
    ("user-first-name", "tutor.first_name"),
)
"""Fields of the sheet, and the sources that say what the convention does."""


def comparisons(sheet: Sheet) -> tuple[Comparison, ...]:
    """What both say, word for word; what either leaves blank is left out."""
    facts = Facts(sheet.dossier, sheet.content, sheet._value)
    return tuple(_compared(sheet, facts, BOTH_SAY))


def _compared(sheet: Sheet, facts: Facts, pairs: Iterable[tuple[str, str]]) -> Iterator[Comparison]:
    for field_id, source in pairs:
        row, theirs = sheet.row(field_id), SOURCES[source].get(facts)
        if row.value and theirs:
            mine, others = row.value.split(), theirs.split()
            yield Comparison(
                field_id, row.field.label, row.value, theirs, *_differing(mine, others)
            )


def _differing(mine: list[str], theirs: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from difflib import SequenceMatcher  # rarely needed

    only_mine: list[str] = []
    only_theirs: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            only_mine += mine[a:b]
            only_theirs += theirs[c:d]
    return tuple(only_mine), tuple(only_theirs)
