"""Opening the dossier of the stage on site from that of the télé-stage, its effect shown first."""

from __future__ import annotations

import click

from ...dossier.changes import opened_onsite
from ...dossier.errors import Refused
from ...workspace.onsite import opening_onsite
from ..french_click import FrenchCommand
from ..onsite_output import opening_shape
from ..output import AnswerLost, say, say_json, warn
from ..session import Session
from .agreement import agreed
from .options import dossier_argument, json_option, pass_session


@click.command("open-dossier", cls=FrenchCommand)
@dossier_argument
@click.option("--preview", "preview_only", is_flag=True, help="Montrer, sans rien enregistrer.")
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@json_option
@pass_session
def open_dossier(
    session: Session, prefix: str, preview_only: bool, yes: bool, as_json: bool
) -> None:
    """Ouvrir le dossier du stage au Québec.

    Les personnes, les contacts, la papeterie, le plan de travail et les accès à remettre en sont
    repris; les dates et la gratification sont celles visées. Le nouveau dossier suit les règles du
    stage sur place. Aucune donnée d’identité n’est copiée, et le dossier du télé-stage reste tel
    quel.

    Ce qui est neuf (+), repris (=), laissé (–) et à savoir (!) est montré d’abord, puis la commande
    demande. Sans terminal et sans --yes, ou avec --preview, rien n’est enregistré. telestage
    remove supprime le nouveau dossier, s’il était ouvert par erreur.
    """
    opening = opening_onsite(session, session.dossier(prefix))
    if preview_only or (as_json and not yes):
        if as_json:
            say_json(opening_shape(opening, done=False))
        else:
            say(*(f"{each.sign} {each.text}" for each in opening.lines))
        return
    if not as_json:
        try:
            say(*(f"{each.sign} {each.text}" for each in opening.lines))
        except AnswerLost as error:
            if not yes:  # nobody can agree to a preview that was not printed
                raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not yes and not agreed("ce nouveau dossier"):
        warn("Rien n’a été enregistré.")
        return
    opening = opening_onsite(session, session.dossier(prefix))  # another program may have opened it
    session.add(opening.dossier, opened_onsite(opening.former.stage))
    if as_json:
        say_json(opening_shape(opening, done=True))
    else:
        say("", f"Dossier ouvert : {opening.dossier.id}")
