"""The name under which the history keeps what is changed on this account."""

from __future__ import annotations

import click

from ...dossier.errors import Refused
from ...dossier.text import clean_line
from ..french_click import FrenchCommand
from ..output import say, say_json
from ..session import Session
from .options import json_option, pass_session


@click.command(cls=FrenchCommand)
@click.argument("text", metavar="[NOM]", required=False)
@click.option("--none", "forget", is_flag=True, help="Ne plus avoir de nom à soi.")
@json_option
@pass_session
def name(session: Session, text: str | None, forget: bool, as_json: bool) -> None:
    """Dire ou donner le nom que garde l’historique.

    Il vaut pour votre compte sur cet ordinateur. Sans lui, l’historique garde votre nom de Mon
    organisation, sinon celui du compte.
    """
    if text is not None and forget:
        raise click.UsageError("Donnez un nom, ou --none.")
    if text is not None and not clean_line(text):
        raise Refused("Le nom est vide; --none l’enlève.")
    if text is not None or forget:
        session.name_oneself(text or "")
    if as_json:
        say_json({"name": session.who(), "own": session.own_name, "account": session.account()})
    else:
        say(session.who() or "Aucun nom n’est connu.")
