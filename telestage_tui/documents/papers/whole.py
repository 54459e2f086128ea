"""Everything that a dossier holds, part by part: each field that says something, named in French.

The fields are read from the models and not from a list of our own, so that a new one is never
forgotten. The titles of the programme stand for its identifiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from ...clocks.zones import local
from ...dossier.accesses import Hour
from ...dossier.base import Frozen
from ...dossier.field_words import FIELD_WORDS, words_of
from ...dossier.french import upper_first
from ...dossier.meetings import Slot
from ...dossier.merging.shape import UNSEEN
from ...dossier.merging.words import (
    known_values,
    naming_field,
    record_words,
    said,
)
from ...dossier.records import Note
from ...dossier.text import typeset
from ..travel.titles import titles_of
from .setting import Data, Setting

Fact = tuple[str, str]
"""The name of a field, and what it says."""

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("facts", ("stage", "intern", "host", "tutor", "meeting_rule", "contacts", "stationery",
               "posting", "candidates", "programme", "convention", "agreed", "amendments",
               "convention_points", "payments", "presence", "waivers")),
    ("periods", ("started_on", "interruptions", "ended_early", "closed_on", "reopenings",
                 "retention_until")),
    ("tasks-noted", ("tasks",)),
    ("meetings-noted", ("meetings",)),
    ("evaluations-noted", ("evaluations", "letter")),
    ("accesses-noted", ("accesses", "nothing_else")),
    ("transfers-noted", ("transfers",)),
    ("work-plan-noted", ("work_plan",)),
    ("onsite-noted", ("onsite",)),
    ("notes", ("notes",)),
)  # fmt: skip
"""The word that heads each part, and the fields of a dossier that it tells; then the history."""
IDENTITY = ("identity-noted", ("identity",))
"""The part that only the person themselves is given."""
UNPRINTED = frozenset({"id", "version", "created_at", "history", "exports", "identity", "former"})
"""Fields of a dossier in none of those parts: what the footer says, the history, what telestage
notes of its files for calendars, an identity, which is apart, and another dossier."""
_CODES = frozenset(
    {"task", "kind", "rule", "criterion", "question", "period", "checks", "moot", "point"}
)
"""Fields whose texts are identifiers of the programme, wherever they are."""
_OTHER_CODES = frozenset({("Minute", "item"), ("IndicatorLevel", "id")})


def whole(setting: Setting) -> list[Data]:
    """The parts of a dossier that say something, as the data of the template.

    The identity is one of them when the setting asks for it.
    """
    words = setting.speech.words
    parts = [
        {"title": words[word], "records": list(_records(setting, fields))}
        for word, fields in (*PARTS, *([IDENTITY] if setting.identity else []))
    ]
    parts.append({"title": words["history"], "records": list(_history(setting))})
    return [part for part in parts if part["records"]]


def _records(setting: Setting, fields: Iterable[str]) -> Iterator[Data]:
    """The records of these fields, each under its name; what is alone comes under none."""
    teller = _Teller(setting)
    for name in fields:
        value = getattr(setting.dossier, name)
        word = setting.speech.words.get(name) or upper_first(FIELD_WORDS[name])
        if isinstance(value, Frozen):
            yield from _record(word, teller.facts(value))
        elif isinstance(value, tuple):
            for each in value:
                yield {"title": teller.name_of(each) or word, "facts": list(teller.facts(each))}
        elif value is not None:
            yield from _record("", [(word, said(value, {}))])


def _record(title: str, facts: Iterable[Fact]) -> Iterator[Data]:
    """A record that every dossier has; none when it says nothing."""
    facts = list(facts)
    if facts:
        yield {"title": title, "facts": facts}


def _history(setting: Setting) -> Iterator[Data]:
    """Each line: when, who, what, and what each field was and became."""
    dossier, speech = setting.dossier, setting.speech
    facts = []
    for entry in dossier.history:
        at = local(entry.at, dossier.host.zone)
        when = ", ".join(filter(None, (speech.date(at.date()), speech.time(at.time()), entry.who)))
        changes = (typeset(words_of(change).line) for change in entry.changes)
        facts.append((when, "\n".join((entry.sentence, *changes))))
    yield from _record("", facts)


class _Teller:
    """Tells records of a dossier in words.

    Args:
        setting: Of which paper.
    """

    def __init__(self, setting: Setting) -> None:
        self._titles = titles_of(setting.programme)

    def name_of(self, record: Frozen) -> str:
        """What a record of a list is called; empty when nothing names it."""
        return typeset(record_words(record, self._titles)) if naming_field(record) else ""

    def facts(self, record: Frozen, path: tuple[str, ...] = ()) -> Iterator[Fact]:
        """Every field that says something, besides its name and what nobody chose."""
        model = type(record)
        left_out = UNSEEN.get(model, frozenset()) | {_full_name(record)}
        for name, value in record:
            if name in left_out or isinstance(value, UUID) or _says_nothing(record, name, value):
                continue
            words = (*path, FIELD_WORDS.get(name, name))
            word = upper_first(", ".join(words))
            if isinstance(value, Frozen) and not isinstance(value, Slot | Hour):
                yield from self.facts(value, words)
            elif isinstance(value, tuple) and isinstance(value[0], Frozen):
                yield from (self._listed(each, word) for each in value)
            else:
                yield word, self._value(record, name, value)

    def _listed(self, record: Frozen, word: str) -> Fact:
        """A record of a list in a record: its name, then what it says."""
        facts, name = list(self.facts(record)), self.name_of(record)
        if name and len(facts) == 1:
            return name, facts[0][1]
        return name or word, "\n".join(typeset(f"{label} : {text}") for label, text in facts)

    def _value(self, record: Frozen, name: str, value: Any) -> str:
        is_code = name in _CODES or (type(record).__name__, name) in _OTHER_CODES
        titles = self._titles if is_code else {}
        return said(value, titles, known_values(type(record), name))


def _full_name(record: Frozen) -> str:
    """The field that the name of a record gives whole: no date, of which it gives no year."""
    return "" if isinstance(record, Note) else naming_field(record)


def _says_nothing(record: Frozen, name: str, value: Any) -> bool:
    """Whether a value is blank, or a yes or a no that is so by itself."""
    if isinstance(value, bool):
        return value is type(record).model_fields[name].default
    return value is None or value in ("", ())
