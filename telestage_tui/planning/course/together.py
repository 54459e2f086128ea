"""Several dossiers handed to another tutor at once: which, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from ...dossier.changes.course import is_named
from ...dossier.dossier import Dossier
from ...dossier.french import leading_count
from ...dossier.text import fold


def of_same_tutor(dossier: Dossier, others: Iterable[Dossier]) -> tuple[Dossier, ...]:
    """The other open dossiers of its tutor, by intern; none while nobody is named."""
    found = (
        each
        for each in others
        if each.id != dossier.id
        and not each.closed_on
        and is_named(each.tutor.full_name, dossier.tutor)
    )
    return tuple(sorted(found, key=lambda each: (fold(each.intern.full_name), each.id)))


def undone_apart(number: int) -> str:
    """How several dossiers changed at once are put back: each has its history, and its undo."""
    changed = leading_count(number, "dossier changé", "dossiers changés")
    if number == 1:
        return f"{changed}."
    return f"{changed} : ils se défont l’un après l’autre, le dernier d’abord."
