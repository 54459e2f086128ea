"""Texts written by a command: added to what is there, or put in its place, never unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from ...dossier.errors import Refused
from ...dossier.text import clean_prose, quoted

_F = TypeVar("_F", bound=Callable[..., Any])
_SHOWN = 200
"""Characters of a text that a refusal shows."""


def text_options(command: _F) -> _F:
    """How a text that is given meets the one that is there: the command takes a `way`."""
    append = click.option(
        "--append", "way", flag_value="append", default=None,
        help="Ajouter le texte à la suite de celui qui y est.",
    )  # fmt: skip
    replace = click.option(
        "--replace", "way", flag_value="replace",
        help="Mettre le texte à la place de celui qui y est; sans l’une ni l’autre, un texte déjà "
             "écrit n’est jamais remplacé.",
    )  # fmt: skip
    return append(replace(command))


def written(what: str, before: str, text: str, way: str | None) -> str:
    """The text to keep.

    Args:
        what: What is written, in French: « La note ».
        before: The text that is there.
        text: The text given.
        way: `append`, `replace`, or None for neither.

    Raises:
        Refused: when neither is asked and another text is there.
    """
    text = clean_prose(text)
    if way == "append":
        return "\n".join(filter(None, (before, text)))
    if way is None and before and before != text:
        shown = before if len(before) <= _SHOWN else f"{before[:_SHOWN].rstrip()}…"
        raise Refused(
            f"{what} dit déjà : {quoted(shown)}. Ajoutez --append pour écrire à la suite, ou "
            "--replace pour mettre votre texte à la place."
        )
    return text


def named_texts(option: str, values: Iterable[str], shape: str) -> list[tuple[str, str]]:
    """Each `NAME=TEXT`, in the order given.

    Args:
        option: As it is typed.
        values: What was given with it.
        shape: What is to be written, as the help shows it.

    Raises:
        click.UsageError: for one that has no such shape.
    """
    pairs = []
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"{option} : écrivez {shape}, et non {quoted(value)}.")
        pairs.append((name.strip(), text))
    return pairs


def once(option: str, names: Sequence[str]) -> None:
    """Check that nothing is given twice.

    Raises:
        click.UsageError: when something is.
    """
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise click.UsageError(f"{option} : {quoted(twice)} est donné deux fois.")
