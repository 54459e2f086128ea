"""The guide of good practice, read a topic at a time."""

from __future__ import annotations

import click

from ...dossier.errors import Refused
from ...dossier.text import quoted
from ...programme.errors import UnknownId
from ..french_click import FrenchCommand
from ..output import say, table
from ..session import Session, pick
from .options import pass_session


@click.command(cls=FrenchCommand)
@click.argument("subject", metavar="[SUJET]", required=False)
@pass_session
def guide(session: Session, subject: str | None) -> None:
    """Lire le guide des bonnes pratiques, un sujet à la fois.

    Sans SUJET, énumère les sujets. SUJET est un identifiant, un titre ou leur début, une étape, un
    champ de la fiche, ou des mots à chercher.
    """
    programme = session.programme()
    topics = programme.guide.topics
    if subject is None:
        say(*table([(each.id, each.title) for each in topics]))
        return
    try:
        chosen = pick(
            "sujet", subject, {name: each for each in topics for name in (each.id, each.title)}
        )
    except (UnknownId, Refused):
        found = programme.guide.about(subject) or programme.guide.search(subject)
        if not found:
            raise Refused(
                f"Aucun sujet ne parle de {quoted(subject)}; telestage guide les énumère."
            ) from None
        if len(found) > 1:
            say(f"Plusieurs sujets parlent de {quoted(subject)} :")
            say(*table([(each.id, each.title) for each in found]))
            return
        (chosen,) = found
    say(chosen.title)
    for paragraph in chosen.paragraphs:
        say("", paragraph)
    say("", "Sources", *(programme.source(tag).citation for tag in chosen.sources))
