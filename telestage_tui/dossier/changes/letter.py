"""Changes to the letter of recommendation: its sentences, and its release.

A closed dossier allows them: what the letter is drafted from changes no more by then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..letters import Letter, Release
from .change import Change


def leave_out(sentence: str, text: str) -> Change:
    """Leave a sentence out of the letter.

    Args:
        sentence: Its identifier.
        text: What it says, for the history.
    """

    def choose(letter: Letter) -> Letter:
        return letter.evolve(
            put_in=_without(letter.put_in, sentence),
            left_out=(*_without(letter.left_out, sentence), sentence),
        )

    return _change(deed("letter.without", sentence=text), choose)


def put_in(sentence: str, text: str) -> Change:
    """Put a sentence in the letter; see `leave_out`."""

    def choose(letter: Letter) -> Letter:
        return letter.evolve(
            left_out=_without(letter.left_out, sentence),
            put_in=(*_without(letter.put_in, sentence), sentence),
        )

    return _change(deed("letter.with", sentence=text), choose)


def release_letter(mark: str, *, on: date) -> Change:
    """Release the letter: it is no draft any more, for as long as it says the same.

    Args:
        mark: The digest of what it says.
        on: The tutor's local date.
    """
    return _change(
        deed("letter.released"),
        lambda letter: letter.evolve(release=Release(on=on, mark=mark)),
    )


def take_back_letter() -> Change:
    """Make the letter a draft again."""
    return _change(deed("letter.draft_again"), lambda letter: letter.evolve(release=None))


def _change(what: Deed, choose: Callable[[Letter], Letter]) -> Change:
    def apply(dossier: Dossier) -> Dossier:
        return dossier.evolve(letter=choose(dossier.letter))

    return Change(what, apply)


def _without(sentences: tuple[str, ...], sentence: str) -> tuple[str, ...]:
    return tuple(each for each in sentences if each != sentence)
