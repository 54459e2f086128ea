"""The guides, read a topic at a time: good practice, then how to use telestage."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ...documents.manual import Chapter, chapters, search_chapters
from ...dossier.errors import Refused
from ...dossier.text import quoted
from ...programme.errors import UnknownId
from ...programme.guide import Topic
from ...programme.programme import Programme
from ..french_click import FrenchCommand
from ..output import say, table
from ..session import Session, pick
from .options import pass_session


@click.command(cls=FrenchCommand)
@click.argument("subject", metavar="[SUJET]", required=False)
@pass_session
def guide(session: Session, subject: str | None) -> None:
    """Lire le guide des bonnes pratiques, ou celui de telestage.

    Sans SUJET, énumère les sujets. SUJET est un identifiant, un titre ou leur début, une étape, un
    champ de la fiche, ou des mots à chercher.
    """
    programme = session.programme()
    if subject is None:
        say(*_named(programme.guide.topics), "", "Se servir de telestage")
        say(*_named(chapters()))
        return
    found = _about(programme, subject)
    if not found:
        raise Refused(f"Aucun sujet ne parle de {quoted(subject)}; telestage guide les énumère.")
    if len(found) > 1:
        say(f"Plusieurs sujets parlent de {quoted(subject)} :", *_named(found))
        return
    (chosen,) = found
    say(chosen.title)
    for paragraph in chosen.paragraphs:
        say("", paragraph)
    if isinstance(chosen, Topic):
        say("", "Sources", *(programme.source(tag).citation for tag in chosen.sources))


def _about(programme: Programme, subject: str) -> Sequence[Topic | Chapter]:
    """The topic or the chapter of that name, else those that speak of it."""
    for things in (programme.guide.topics, chapters()):
        names = {name: each for each in things for name in (each.id, each.title)}
        try:
            return (pick("sujet", subject, names),)
        except (UnknownId, Refused):
            continue
    return programme.guide.about(subject) or (
        *programme.guide.search(subject),
        *search_chapters(subject),
    )


def _named(things: Sequence[Topic | Chapter]) -> list[str]:
    return table([(each.id, each.title) for each in things])
