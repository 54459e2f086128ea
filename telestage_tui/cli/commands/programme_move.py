"""Moving a dossier to the present version of the programme, its effect shown first."""

from __future__ import annotations

import click

from ...dossier.changes import follow_programme
from ...dossier.errors import Refused
from ...dossier.french import sentence
from ...programme.moving import is_offered, move_lines
from ..french_click import FrenchCommand
from ..output import AnswerLost, say, say_json, warn
from ..programme_output import move_shape
from ..session import Session
from .agreement import agreed
from .options import dossier_argument, json_option, pass_session


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--preview", "preview_only", is_flag=True, help="Montrer, sans rien enregistrer.")
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@json_option
@pass_session
def move(session: Session, prefix: str, preview_only: bool, yes: bool, as_json: bool) -> None:
    """Faire passer un dossier à la version présente.

    L’effet est montré d’abord. Chaque étape, règle, critère, question ou vérification qui vient
    (+), part (–) ou change (→) est énuméré, avec ce qui reste (=) et ce qu’il faut savoir (!); puis
    la commande demande. Sans terminal et sans --yes, ou avec --preview, rien n’est enregistré. Un
    seul « annuler » défait tout.
    """
    dossier = session.dossier(prefix)
    present = session.present_programme(dossier)
    if dossier.closed_on:
        raise Refused("Ce dossier est clos : il garde sa version. telestage reopen le rouvre.")
    if not is_offered(dossier, present):
        raise Refused(
            f"Ce dossier suit déjà la version présente, {present.ref.id} {present.ref.version}."
        )
    lines = move_lines(dossier, session.programme(dossier), present, session.today())
    change = follow_programme(dossier.programme, present.ref)
    if preview_only or (as_json and not yes):
        if as_json:
            say_json(move_shape(dossier, present, lines, done=False))
        else:
            say(*(f"{each.sign} {each.text}" for each in lines))
        return
    if not as_json:
        try:
            say(*(f"{each.sign} {each.text}" for each in lines))
        except AnswerLost as error:
            if not yes:  # nobody can agree to a preview that was not printed
                raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not yes and not agreed("ce changement de version"):
        warn("Rien n’a été enregistré.")
        return
    session.change(dossier, change)
    if as_json:
        say_json(move_shape(dossier, present, lines, done=True))
    else:
        say("", sentence(change.label))
