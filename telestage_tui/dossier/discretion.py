"""Dossiers as they may be shown in front of others: who and what was written are masked.

Unlike `masking`, which hides third persons from the intern, it hides everybody: the intern, the
tutor, the host, candidates, contacts, managers. What names a thing (an access, a deliverable, a
title) stays, without the names it has; every other free text is masked whole. A field of which
nothing is said here is masked: one forgotten shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from .base import Frozen
from .contacts import Role
from .deeds import Deed
from .dossier import Dossier
from .masking import EMAIL, is_person, names_in, phones_in
from .name_marks import NameMarks
from .organisation import Organisation
from .people import ERASED_NAME, Intern, Tutor, Workplace
from .records import HistoryEntry

MASKED = "[masqué]"
"""What stands for a text; it has no name, and no length."""
MASKED_EMAIL = "masque@exemple.invalid"
MASKED_LINK = "https://exemple.invalid/masque"
_PHONE = re.compile(
    r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)"  # of Canada
    r"|(?<!\d)(?:\+33[ .-]?(?:\(0\))?|0)[1-9](?:[ .-]?\d\d){4}(?!\d)"  # of France
)

CODES = frozenset(
    {
        "ProgrammeRef.id", "ProgrammeRef.version", "Intern.zone", "Intern.region", "Host.zone",
        "Host.region", "Workplace.zone", "Workplace.region", "PointRecord.point", "Waiver.rule",
        "Waiver.field", "TaskRecord.task", "Access.kind", "Access.checks", "Access.moot",
        "Resource.kind", "Hour.zone", "Slot.zone", "Moment.zone", "ClockReading.edition",
        "Minute.item", "IndicatorLevel.id", "Rating.criterion", "OwnAnswer.question",
        "PeriodPlan.period", "Answer.field", "FormRecord.form", "Deed.code", "Export.plan",
        "Export.edition", "Release.mark", "Letter.left_out", "Letter.put_in",
    }
)  # fmt: skip
"""The texts that are codes of the programme, of a clock or of a calendar."""
_PERSONS = frozenset(
    {
        "Contact.name", "Candidate.name", "Terms.tutor", "TaskRecord.assignee", "Access.manager",
        "Access.given_by", "Access.explained_by", "Access.withdrawn_by", "Access.verified_by",
        "Resource.manager", "NothingElse.by", "Transfer.to", "Onsite.primary_user",
        "HistoryEntry.who",
    }
)  # fmt: skip
"""The texts that name somebody, or a service."""
_THINGS = frozenset(
    {
        "Stage.title", "Stage.deliverables", "Posting.field_of_study", "Access.name",
        "Resource.name", "Meeting.deviations", "Transfer.item", "Deliverable.name",
    }
)  # fmt: skip
"""The texts that name things, whose words stay."""
_DEED_PROSE = frozenset(
    {"reason", "note", "done", "how", "number", "sentence", "words", "source", "amount"}
)
"""The values of a deed that are written by hand, or that only the person should read."""
_DEED_PERSONS = frozenset({"by", "manager", "tutor", "former"})
"""The values of a deed that name somebody."""
_EMAILS = frozenset({"email", "emails"})


class Discretion:
    """What stands for each name of some dossiers, the same in all of them.

    Args:
        dossiers: All that may be shown.
        organisation: What the tutor says of the organisation.
    """

    def __init__(self, dossiers: Iterable[Dossier], organisation: Organisation) -> None:
        self._marks = NameMarks()
        self._numbers: dict[str, int] = {}
        for dossier in dossiers:
            self._mark("Stagiaire", dossier.intern.full_name)
        for dossier in dossiers:
            self._mark("Organisation", dossier.host.name)
            for name in (dossier.tutor.full_name, *names_in(dossier)):
                self._mark("Personne", name)
            for phone in phones_in(dossier):
                self._marks.add(phone, MASKED, is_person=False)
            self._marks.add(dossier.host.city, MASKED, is_person=False)
        self._mark("Organisation", organisation.host.name)
        self._mark("Personne", organisation.tutor.full_name)
        for name in _names_of(organisation):
            self._mark("Personne", name)

    def _mark(self, kind: str, name: str) -> None:
        if name and name != ERASED_NAME and not self._marks.knows(name):
            number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
            mark, person = f"{kind} {number}", name.partition(",")[0]  # « Inès Roy, soutien »
            is_whose = kind == "Stagiaire" or (kind == "Personne" and is_person(person))
            self._marks.add(name, mark, is_person=is_whose and person == name)
            self._marks.add(person, mark, is_person=is_whose)

    def masked(self, record: Any) -> Any:
        """A dossier, the organisation, or a part of them, as it may be shown.

        What the history keeps of each field before and after is left out, and so are pictures.
        """
        match record:
            case Deed():
                return self._deed(record)
            case Frozen():
                return self._record(record)
            case tuple():
                return tuple(map(self.masked, record))
            case _:
                return record

    def _record(self, record: Frozen) -> Frozen:
        kind, texts = type(record).__name__, text_fields(type(record))
        values = {
            name: self._text(f"{kind}.{name}", value) if name in texts else self.masked(value)
            for name, value in record
        }
        match record:
            case Intern():
                values |= _split(self._name(record.full_name))
            case Tutor() if record.full_name:
                values |= _split(self._name(record.full_name))
            case Workplace():
                values["name"] = self._name(record.name)
            case HistoryEntry():
                values["changes"] = ()
        return type(record).model_validate(values)

    def _text(self, field: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._text(field, each) for each in value)
        name = field.partition(".")[2]
        if not value or field in CODES or not isinstance(value, str):
            return value
        if name in _EMAILS:
            return MASKED_EMAIL
        if name == "link":
            return MASKED_LINK
        if name == "logo":
            return ""
        if field in _PERSONS:
            return self._name(value)
        return self._words(value) if field in _THINGS else MASKED

    def _deed(self, deed: Deed) -> Deed:
        return Deed(
            code=deed.code,
            values={name: self._value(name, value) for name, value in deed.values.items()},
            parts=tuple(map(self._deed, deed.parts)),
            also=tuple(map(self._deed, deed.also)),
        )

    def _value(self, name: str, value: Any) -> Any:
        """A value of a deed."""
        if isinstance(value, tuple):
            return tuple(self._value(name, each) for each in value)
        if not isinstance(value, str) or not value:
            return value
        if name in _DEED_PROSE:
            return MASKED
        return self._name(value) if name in _DEED_PERSONS else self._words(value)

    def _name(self, name: str) -> str:
        """What stands for a whole name; one met for the first time has no number."""
        return name if name in ("", ERASED_NAME) else self._marks.of(name) or "Personne"

    def _words(self, text: str) -> str:
        """A text without the names, the phone numbers and the addresses it has."""
        return self._marks.masked(_PHONE.sub(MASKED, EMAIL.sub(MASKED, text)))


def _names_of(organisation: Organisation) -> Iterator[str]:
    yield from (organisation.contacts.of(role).name for role in get_args(Role))
    yield from (each.manager for each in organisation.usual_accesses)
    yield from (each.who for each in organisation.history)


def _split(name: str) -> Mapping[str, str]:
    first, _, last = name.partition(" ")
    return {"first_name": first, "last_name": last or MASKED}


@cache
def text_fields(model: type[Frozen]) -> frozenset[str]:
    """The fields of a model that hold texts, and not one of a few words."""
    return frozenset(n for n, field in model.model_fields.items() if _is_text(field.annotation))


def _is_text(annotation: Any) -> bool:
    if annotation is str:
        return True
    if get_origin(annotation) is Literal:
        return False
    return any(map(_is_text, get_args(annotation)))
