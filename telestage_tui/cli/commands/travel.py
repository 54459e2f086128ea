"""A file of dossiers taken in: its differences shown, then those that were chosen, in one write."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ...documents.travel.arrivals import Arrivals, Item
from ...documents.travel.taking import read_arrivals
from ...dossier.errors import Refused
from ...dossier.french import count
from ...dossier.text import clean_line, quoted
from ..file_output import arrivals_shape
from ..output import AnswerLost, say, say_json, warn
from ..session import Session

_NUMBERS = re.compile(r"(?:\d{1,9}\+?[\s,;]*)+")
_BOTH = "+"
"""After a number: both texts are kept."""
_ALL, _NONE = "tout", "rien"
_NOTHING: frozenset[int] = frozenset()


def take_in_file(
    session: Session, data: bytes, path: Path, take: str | None, *, yes: bool, as_json: bool
) -> None:
    """Show what a file of dossiers would bring, and keep what is chosen of it.

    Args:
        session: Of the command.
        data: The bytes of the file.
        path: What it is called.
        take: « tout », « rien », or numbers; None for what is proposed.
        yes: Whether to keep what is proposed without asking.
        as_json: Whether to answer in JSON, which asks nothing.

    Raises:
        Refused: when somebody must choose, and nobody is asked; both versions are said.
    """
    found = read_arrivals(session, data, path)
    chosen, both = (found.proposed, _NOTHING) if take is None else _chosen(take, found)
    if as_json:
        saves = yes or take is not None
        if saves and take is None:
            _refuse_open(found)
        kept = session.keep_arrivals(found, chosen, both) if saves else ()
        say_json(arrivals_shape(found, chosen, saved=bool(kept)))
        return
    try:
        say(*_preview(found))
    except AnswerLost as error:
        if not yes and take is None:  # nobody can agree to a preview that was not printed
            raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not found.items:
        return
    if take is None and not yes:
        chosen, both = _asked(found)
    elif take is None:
        _refuse_open(found)
    if not chosen:
        warn("Rien n’a été enregistré.")
        return
    session.keep_arrivals(found, chosen, both)
    say(f"Enregistré : {count(len(chosen), 'point repris', 'points repris')}.")


def _preview(found: Arrivals) -> Iterator[str]:
    yield found.heading
    items = found.items
    for arrival in found.dossiers:
        yield ""
        yield arrival.heading
        yield from (_line(item) for item in items if item.dossier == arrival.theirs.id)
    if found.organisation:
        yield ""
        yield "Mon organisation :"
        yield from (_line(item) for item in items if item.dossier is None)
    yield from found.notes
    if items:
        yield "✓ proposé, ? à choisir, · à garder comme ici."
    if any(item.both for item in items):
        yield "+ : les deux textes peuvent être gardés, l’un sous l’autre (3+, par exemple)."


def _line(item: Item) -> str:
    sign = "✓" if item.taken else "?" if item.open else "·"
    return f"  {sign} {item.number}{_BOTH if item.both else ''}. {clean_line(item.text)}"


def _chosen(take: str, found: Arrivals) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers that an answer names, and those of them of which both texts are kept.

    Raises:
        Refused: when it is no answer, or names no item.
    """
    answer = take.strip().lower()
    if answer in (_ALL, _NONE):
        return found.every if answer == _ALL else _NOTHING, _NOTHING
    if not _NUMBERS.fullmatch(answer):
        raise Refused(f"{quoted(take)} : répondez « tout », « rien » ou des numéros, comme 1,3.")
    numbers = frozenset(int(each) for each in re.findall(r"\d{1,9}", answer))
    if unknown := sorted(numbers - found.every):
        raise Refused(f"Le point {unknown[0]} n’est pas dans la liste.")
    both = frozenset(int(each) for each in re.findall(r"(\d{1,9})\+", answer))
    if single := sorted(both - {item.number for item in found.items if item.both}):
        raise Refused(f"Le point {single[0]} n’a pas deux textes à garder l’un sous l’autre.")
    return numbers, both


def _refuse_open(found: Arrivals) -> None:
    """Refuse to choose for somebody.

    Raises:
        Refused: when a choice is theirs; the two versions are said.
    """
    if found.open:
        lines = "\n".join(_line(item) for item in found.open[:9])
        raise Refused(
            "Rien ne dit quelle version préférer ici (avant la flèche) ou dans le fichier (après) "
            f":\n{lines}\nRien n’a été enregistré. Choisissez avec --take tout, --take rien ou "
            "--take et les numéros à reprendre (suivis de + pour garder les deux textes)."
        )


def _asked(found: Arrivals) -> tuple[frozenset[int], frozenset[int]]:
    """What whoever is at the terminal takes; see `_chosen`.

    Raises:
        Refused: when nobody can be asked, or the answer cannot be understood.
    """
    if not sys.stdin.isatty():
        raise Refused(
            "Sans terminal, ajoutez --yes pour reprendre ce qui est proposé, ou --take tout, "
            "--take rien, ou --take et des numéros. Rien n’a été enregistré."
        )
    proposed = ",".join(map(str, sorted(found.proposed))) or _NONE
    question = "Que reprendre? (tout, rien, ou des numéros)"
    answer: str = click.prompt(question, default=_NONE if found.open else proposed)
    return _chosen(answer, found)
