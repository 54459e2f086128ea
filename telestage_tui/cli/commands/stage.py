"""The stage itself: start, waive, close, reopen, remove."""

from __future__ import annotations

import click

from ...dossier import changes
from ...dossier.errors import Refused
from ...dossier.french import de, long_date
from ...dossier.text import quoted
from ...programme import progress
from ...programme.rules import is_satisfied, value_words, waiver_of
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session, pick
from .options import dossier_argument, pass_session


@click.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def start(session: Session, dossier: str) -> None:
    """Marquer un stage commencé.

    Tout écart au programme doit être corrigé, ou couvert par une dérogation.
    """
    found = session.dossier(dossier)
    session.change(found, progress.start(session.programme(found), session.clock.today()))
    say(f"Le stage {de(found.intern.full_name)} est marqué commencé.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("rule", metavar="RÈGLE")
@click.option("--why", metavar="TEXTE", required=True, help="Pourquoi, et avec l’accord de qui.")
@click.option("--field", metavar="CHAMP", help="Le champ visé, dans les mots de la fiche.")
@pass_session
def waive(session: Session, dossier: str, rule: str, why: str, field: str | None) -> None:
    """Accepter un écart au programme, avec la raison.

    RÈGLE est le nom que « new » et « show » donnent entre parenthèses, ou son début.
    """
    found = session.dossier(dossier)
    chosen = pick("règle", rule, {each.id: each for each in session.programme(found).rules})
    if field not in (None, chosen.field):
        raise Refused(
            f"La règle {quoted(chosen.id)} porte sur {quoted(chosen.field)}, "
            f"non sur {quoted(field or '')}."
        )
    if is_satisfied(found, chosen) and waiver_of(found, chosen) is None:
        raise Refused(f"Ce dossier respecte la règle {quoted(chosen.id)}.")
    accepted = value_words(found, chosen)
    today = session.clock.today()
    waiver = changes.waive(chosen, chosen.field, reason=why, on=today, accepted=accepted)
    session.change(found, waiver)
    say(f"Dérogation enregistrée : {chosen.title}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def close(session: Session, dossier: str) -> None:
    """Clore un stage.

    Le stage doit être marqué commencé, chaque étape exigée (◆) faite avec sa preuve ou sans objet,
    et chaque accès retiré.
    """
    found = session.dossier(dossier)
    programme = session.programme(found)
    kept = session.change(found, progress.close(programme, session.clock.today()))
    say(f"Le stage {de(kept.intern.full_name)} est clos.")
    until = kept.retention_until or progress.default_retention(kept, programme)
    say(f"Le dossier est à conserver jusqu’au {long_date(until)}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def reopen(session: Session, dossier: str) -> None:
    """Rouvrir un stage clos.

    Un stage clos ne change plus, sauf ses notes : rouvrez-le pour le corriger.
    """
    found = session.dossier(dossier)
    session.change(found, changes.reopen())
    say(f"Le stage {de(found.intern.full_name)} est rouvert.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--yes", is_flag=True, help="Confirmer ; sans cette option, rien n’est supprimé.")
@pass_session
def remove(session: Session, dossier: str, yes: bool) -> None:
    """Supprimer un dossier ouvert par erreur.

    Une sauvegarde est faite d’abord : le dossier y reste, et peut être restauré avec elle.
    """
    found = session.dossier(dossier)
    who = f"{found.intern.full_name}, {found.host.name}"
    if not yes:
        raise Refused(f"Pour supprimer le dossier de {who}, ajoutez --yes.")
    session.remove(found)
    say(f"Dossier supprimé : {who}. Une sauvegarde le garde.")
