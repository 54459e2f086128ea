"""What the keys do on the pages that are not in view: for a key that does nothing, for Chercher.

It imports every page: import it only once a key asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from ..dossier.french import listing, lower_first
from ..widgets.key_names import key_name
from .base import WorkScreen
from .dossier_screen import DossierScreen
from .keys import said
from .navigation import Go, Place
from .places import PLACES, screen_for

MOST_MEANINGS = 4
"""Meanings of a key that are told; of a key with more, only the pages are named."""
DOSSIER_PAGES = "les pages d’un dossier"
_PACKAGE = __name__.partition(".")[0]


class Function(NamedTuple):
    """What a key does on a page.

    Attributes:
        place: The page.
        heading: Its name.
        key: As Textual names it.
        shown: As it is shown.
        words: What it does, as in the help of the page.
        action: What it runs.
    """

    place: Place
    heading: str
    key: str
    shown: str
    words: str
    action: str


@cache
def functions() -> tuple[Function, ...]:
    """Every key of every page, one line for each key."""
    return tuple(
        Function(place, page.HEADING, key, key_name(key), said(binding), binding.action)
        for place in PLACES
        for page in (screen_for(Go(place)),)
        for key, binding in _keys_of(page).items()
    )


def everywhere(app: type[App[Any]]) -> Iterator[tuple[str, Binding]]:
    """The keys that work on every page, as they are shown, and their bindings."""
    yield from ((key_name(key), binding) for key, binding in _keys_of(app).items())


def key_answer(app: App[Any], key: str, character: str | None) -> str | None:
    """Why a key does nothing in the screen in view, where it means something elsewhere.

    Args:
        app: The app.
        key: The key, as Textual names it; nothing in view is bound to it.
        character: What it types.

    Returns:
        A line in French; None for a key that is text here, that Textual uses to move about, or
        that means nothing anywhere.
    """
    screen = app.screen
    if key in _moving_keys() or _is_text(screen.focused, key, character):
        return None
    meanings = [each for each in functions() if each.key == key]
    everywhere = _keys_of(type(app)).get(key)
    if not meanings and everywhere is None:
        return None
    shown = key_name(key)
    if isinstance(screen, ModalScreen):
        return f"{shown} ne sert pas dans cette fenêtre; Échap la ferme."
    if any(isinstance(each, ModalScreen) for each in app.screen_stack):
        return f"{shown} ne sert pas ici : Échap revient d’abord à la fenêtre ouverte dessous."
    if not isinstance(screen, WorkScreen):
        return f"{shown} ne sert pas ici : choisissez d’abord dans la liste."
    if (binding := _keys_of(type(screen)).get(key)) is not None:
        return f"{shown} ({lower_first(said(binding))}) ne peut rien faire ici en ce moment."
    return f"{shown} ne sert pas ici{_elsewhere(meanings)}" if meanings else None


def _elsewhere(meanings: Iterable[Function]) -> str:
    """The end of a sentence: on what pages a key does what."""
    places: dict[str, list[Place]] = {}
    for each in meanings:
        words = f"ouvrir {each.words}" if each.action.startswith("go(") else lower_first(each.words)
        places.setdefault(words, []).append(each.place)
    if len(places) > MOST_MEANINGS:
        every = dict.fromkeys(place for group in places.values() for place in group)
        return f", mais dans {_pages(every)}."
    told = (f"{words} ({_pages(group)})" for words, group in places.items())
    return f". Ailleurs : {'; '.join(told)}."


def _pages(places: Iterable[Place]) -> str:
    """The names of pages; those of a dossier in one word when all are among them."""
    left = list(places)
    headings = []
    if left and dossier_places() <= set(left):
        left = [place for place in left if place not in dossier_places()]
        headings = [DOSSIER_PAGES]
    return listing([*dict.fromkeys(screen_for(Go(place)).HEADING for place in left), *headings])


@cache
def dossier_places() -> frozenset[Place]:
    """The pages about one dossier."""
    return frozenset(p for p in PLACES if issubclass(screen_for(Go(p)), DossierScreen))


@cache
def _moving_keys() -> frozenset[str]:
    """The keys of Textual itself: to move about, and to copy."""
    own = (*Screen.BINDINGS, *ScrollableContainer.BINDINGS)
    return frozenset(binding.key for binding in Binding.make_bindings(own))


def _is_text(focused: DOMNode | None, key: str, character: str | None) -> bool:
    return focused is not None and focused.check_consume_key(key, character)


def _keys_of(node: type[DOMNode]) -> dict[str, Binding]:
    """The keys that a class of telestage, or one it is made from, binds and describes."""
    bindings: dict[str, Binding] = {}
    for each in node.__mro__:
        if each.__module__.startswith(_PACKAGE):
            for key, binding in _declared(vars(each).get("BINDINGS", ())):
                bindings.setdefault(key, binding)
    return bindings


def _declared(bindings: Iterable[Binding]) -> Iterator[tuple[str, Binding]]:
    """The bindings of a class that say what they do, one for each of their keys."""
    for binding in bindings:
        if binding.description:
            first, *others = binding.key.split(",")
            yield first, binding
            yield from ((key, binding) for key in others)
