"""Undoing the last change of a dossier, or making it again."""

from __future__ import annotations

import click

from ...documents.history_json import deed_shape
from ...dossier.errors import Refused
from ...dossier.field_words import put_back_words
from ...dossier.french import lower_first
from ...store.undo import ORGANISATION_STEP
from ..french_click import FrenchCommand, WholeNumber
from ..output import say, say_json
from ..session import Session
from .options import json_option, pass_session

_ORGANISATION = "organisation"
"""What is typed instead of an identifier for Mon organisation."""


@click.command(cls=FrenchCommand)
@click.argument("prefix", metavar="ID")
@click.option("--line", "number", type=WholeNumber(min=1), metavar="N",
              help="La modification de cette ligne, que history --lines numérote, plutôt que la "
                   "dernière; déjà défaite, elle est refaite.")  # fmt: skip
@click.option("--redo", is_flag=True, help="Refaire ce qui a été défait en dernier.")
@click.option("--yes", is_flag=True, help="Le faire : sans elle, rien ne change.")
@json_option
@pass_session
def undo(
    session: Session, prefix: str, number: int | None, redo: bool, yes: bool, as_json: bool
) -> None:
    """Défaire une modification, ou la refaire.

    La vôtre la plus récente, ou celle d’une ligne de l’historique, avec --line. Sans --yes, dit
    seulement ce qui serait défait. « organisation », à la place de l’ID, est Mon organisation. Ce
    que d’autres ont modifié reste; si une modification plus récente porte sur la même chose, rien
    n’est défait. Un texte saisi à l’écran redevient un brouillon.
    """
    is_organisation = prefix.lower() == _ORGANISATION
    record = ORGANISATION_STEP if is_organisation else session.dossier(prefix).id
    if number is not None and redo:
        raise click.UsageError("--redo va sans --line, qui refait ce qui est défait.")
    line = number - 1 if number else session.repository.line_to_undo(record, redo=redo)
    step = None if line is None else session.repository.undo_of(record, line)
    if number and step is None:
        raise Refused(f"La ligne {number} ne se défait pas : elle ne garde aucune valeur d’avant.")
    if number and step:
        redo = step.is_undone
    if line is None or step is None:
        raise Refused(
            "Il n’y a rien à refaire." if redo else "Il n’y a rien à défaire sous votre nom."
        )
    has_draft = yes and session.take_back(record, line)
    if as_json:
        say_json(
            {
                "done": yes,
                "redo": redo,
                "label": step.label,
                "deed": deed_shape(step.deed),
                "draft": has_draft,
            }
        )
    else:
        done, to_do = ("Refait", "À refaire") if redo else ("Défait", "À défaire")
        say(f"{done if yes else to_do} : {lower_first(step.label)}")
        if not is_organisation:
            changed = session.dossier(prefix).history[line].changes
            say(*(f"  {each}" for each in put_back_words(changed, redo=redo)))
        if has_draft:
            say("Le texte est repris en brouillon.")
        if not yes:
            say("Rien n’a été changé : --yes pour le faire.")
