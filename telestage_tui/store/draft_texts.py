"""The texts of drafts: which were typed over which, and how many are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..dossier.text import clean_prose

BEFORE = "avant:"
"""Prefix of the name of a field, for its value in the file when someone began to type over it."""
SPENT = "enregistré."
"""Prefix of the name of a draft that was saved, before what names the change that did so."""
MOST_DRAFTS = 300
LARGEST_DRAFT = 2_000_000
"""Characters of all drafts together."""
MOST_SPENT, LARGEST_SPENT = 100, 500_000
"""The same, of the texts that were saved, which an undo makes drafts again."""

Value = str | dict[str, str]


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form without those of the file."""
    return {field: text for field, text in form.items() if not field.startswith(BEFORE)}


def is_over(later: Mapping[str, str], form: Mapping[str, str]) -> bool:
    """Whether a draft was typed over the texts of a form."""
    return any(later.get(f"{BEFORE}{field}") == text for field, text in typed(form).items())


def typed_over(later: dict[str, str], form: Mapping[str, str]) -> dict[str, str]:
    """A draft typed over the texts of a form, once these are not in the file any more."""
    bases = {
        base: form[base]
        for base in form
        if base.startswith(BEFORE) and later.get(base) == form.get(base.removeprefix(BEFORE))
    }
    return later | bases


def typed_after(draft: dict[str, str], form: Mapping[str, str]) -> dict[str, str]:
    """A draft over the texts of a form, once these are in the file again; empty when it is them."""
    result = dict(draft)
    for field, text in form.items():
        base = f"{BEFORE}{field}"
        if field.startswith(BEFORE) or base not in draft or draft[base] != form.get(base):
            continue
        if draft.get(field) == text:
            del result[field], result[base]
        else:
            result[base] = text
    return result


def well_formed(content: Mapping[str, Any]) -> dict[str, Value]:
    """The well-formed values of the file, cleaned of control characters."""
    result: dict[str, Value] = {}
    for name, value in content.items():
        if isinstance(value, str):
            result[name] = clean_prose(value)
        elif isinstance(value, dict):
            fields = {f: clean_prose(t) for f, t in value.items() if isinstance(t, str)}
            result[name] = fields
    return result


def without_oldest(values: dict[str, Value]) -> dict[str, Value]:
    """Some values without their oldest drafts, when there are too many or they are too long.

    The texts that were saved have bounds of their own: they never push out what is not saved.
    """
    spent = [name for name in values if name.startswith(SPENT)]
    drafts = [name for name in values if not name.startswith(SPENT)]
    oldest = {
        *_oldest(values, drafts, MOST_DRAFTS, LARGEST_DRAFT),
        *_oldest(values, spent, MOST_SPENT, LARGEST_SPENT),
    }
    return {name: value for name, value in values.items() if name not in oldest}


def _oldest(
    values: Mapping[str, Value], names: Sequence[str], most: int, largest: int
) -> Iterator[str]:
    """The first names, until the others are within their bounds."""
    total, left = sum(_size(values[name]) for name in names), len(names)
    for name in names[:-1]:  # the newest is what someone has just typed
        if total <= largest and left <= most:
            return
        yield name
        total, left = total - _size(values[name]), left - 1


def _size(value: Value) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value.values()))
