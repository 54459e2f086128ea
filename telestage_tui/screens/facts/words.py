"""A fact told whole: what it was and is, by whose word, and what to make of it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from ...dossier.french import sentence
from ...programme.fact import Fact
from ...programme.facts import Difference, dating_words
from ...programme.programme import Programme
from ...programme.sources import PROPOSED


def about_fact(fact: Fact, programme: Programme, *, stale: bool) -> Content:
    """A fact in several lines.

    Args:
        fact: The fact, with its origin.
        programme: Whose sources it names.
        stale: Whether it was read too long ago.
    """
    return Content("\n").join(_lines(fact, programme, stale=stale))


def about_difference(difference: Difference) -> Content:
    """What another version says otherwise, in several lines."""
    return Content("\n").join(
        [
            Content.styled(difference.title, "bold $text-primary"),
            Content(f"Dans ce dossier : {difference.before or 'rien'}"),
            Content(f"Dans la dernière version : {difference.after or 'rien'}"),
        ]
    )


def _lines(fact: Fact, programme: Programme, *, stale: bool) -> Iterator[Content]:
    yield Content.styled(fact.title, "bold $text-primary")
    if fact.was:
        by = f" ({programme.source(fact.was_source).name})" if fact.was_source else ""
        yield Content(f"Avant : {fact.was}{by}")
    if fact.value:
        yield Content(f"Maintenant : {fact.value}" if fact.was else fact.value)
    if fact.source != PROPOSED:
        yield Content(dating_words(fact))
    if stale:
        yield Content.styled("! À relire : la dernière lecture est trop ancienne.", "$text-warning")
    if fact.note:
        yield Content(sentence(fact.note))
    yield Content("")
    yield Content.assemble(("Source : ", "bold"), programme.source(fact.source).citation)
