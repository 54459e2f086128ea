"""The keys of every page, for a card that is printed. It imports every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from textual.app import App

from ..documents.handouts import KeyPart
from .elsewhere import Function, everywhere, functions
from .keys import said
from .navigation import PAGES, Place
from .places import PLACES

_TYPICAL: Place = "dossier"
"""A page that has every key that the pages of a dossier share."""
_SHARED = frozenset({"back", "undo", "redo", "scroll_text", "reopen_stage", "go"})
"""The actions of every page, told once."""


def key_card(app: type[App[Any]]) -> Iterator[KeyPart]:
    """The keys that work everywhere, those that open a part of a dossier, then those of each page.

    Args:
        app: The class of the app.
    """
    yield _part("Partout", ((key, said(b), b.action) for key, b in everywhere(app)))
    shared = (
        each
        for each in functions()
        if each.place == _TYPICAL and _is_shared(each) and not each.action.startswith("go(")
    )
    yield _part("Toutes les pages", ((each.shown, each.words, each.action) for each in shared))
    yield KeyPart("Les parties d’un dossier", [(key, name) for key, _place, name in PAGES])
    for place in PLACES:
        own = [each for each in functions() if each.place == place and not _is_shared(each)]
        if own:
            yield _part(own[0].heading, ((each.shown, each.words, each.action) for each in own))


def _is_shared(function: Function) -> bool:
    is_of_app = function.action.startswith("app.")
    return is_of_app or function.action.partition("(")[0] in _SHARED


def _part(title: str, keys: Iterable[tuple[str, str, str]]) -> KeyPart:
    """The keys of a page, those that do the same thing on one line."""
    lines: dict[str, tuple[list[str], str]] = {}
    for key, words, action in keys:
        names, _ = lines.setdefault(action, ([], words))
        if key not in names:
            names.append(key)
    return KeyPart(title, [(", ".join(names), words) for names, words in lines.values()])
