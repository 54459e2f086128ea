"""The stage itself: start, waive, close, reopen, remove."""

from __future__ import annotations

import click

from ...dossier import changes
from ...dossier.errors import Refused
from ...dossier.french import de, in_words, long_date, sentence
from ...dossier.text import quoted
from ...programme import closing, progress
from ...programme.rules import is_satisfied, value_words, waiver_of
from ..french_click import FrenchCommand, WholeNumber
from ..output import say
from ..session import Session, pick
from .options import dossier_argument, pass_session

SHORTEST_TO_REMOVE = 4
"""Characters of an identifier: one typed too few must not remove another dossier."""


@click.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def start(session: Session, prefix: str) -> None:
    """Marquer un stage commencé.

    Tout écart au programme doit être corrigé, ou couvert par une dérogation. Ce qui n’est pas su
    et une signature datée d’un jour à venir en sont.
    """
    dossier = session.dossier(prefix)
    session.change(dossier, progress.start(session.programme(dossier), session.clock.today()))
    say(f"Le stage {de(dossier.intern.full_name)} est déclaré commencé.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="RÈGLE")
@click.option("--why", metavar="TEXTE", required=True, help="Pourquoi, et avec l’accord de qui.")
@click.option("--field", metavar="CHAMP", help="Le champ visé, dans les mots de la fiche.")
@pass_session
def waive(session: Session, prefix: str, name: str, why: str, field: str | None) -> None:
    """Accepter un écart au programme, avec la raison.

    C’est aussi ainsi qu’un changement fait après la première signature est dit convenu.

    RÈGLE est le nom que « new » et « show » donnent entre parenthèses, ou son début.
    """
    dossier = session.dossier(prefix)
    rule = pick("règle", name, {each.id: each for each in session.programme(dossier).rules})
    if field not in (None, rule.field):
        raise Refused(
            f"La règle {quoted(rule.id)} porte sur {quoted(rule.field)}, "
            f"non sur {quoted(field or '')}."
        )
    today = session.clock.today()
    if is_satisfied(dossier, rule, today) and waiver_of(dossier, rule, today) is None:
        raise Refused(f"Ce dossier respecte la règle {quoted(rule.id)}.")
    value = value_words(dossier, rule, today)
    session.change(dossier, changes.waive(rule, rule.field, reason=why, on=today, accepted=value))
    say(f"Dérogation enregistrée : {rule.title}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option(
    "--leaving",
    metavar="N",
    type=WholeNumber(min=0),
    default=0,
    help="Clore en laissant N points à régler, si c’est encore leur nombre.",
)
@pass_session
def close(session: Session, prefix: str, leaving: int) -> None:
    """Clore un stage.

    Le stage doit être déclaré commencé, chaque étape exigée (◆) faite avec sa preuve ou sans objet,
    et chaque accès retiré.

    Le reste (étapes, rencontres, fichiers, vérifications, gratification, dernier jour…) est énuméré
    et compté : la commande refuse, sauf avec --leaving et ce nombre. L’historique garde la liste,
    et les rencontres à venir sont annulées.
    """
    dossier = session.dossier(prefix)
    programme, clock = session.programme(dossier), session.clock
    change = closing.close(dossier, programme, clock.now(), clock.today(), leaving=leaving)
    try:
        dossier = session.change(dossier, change)
    except closing.LeftUndone as error:
        way = f"--leaving {error.number}" if error.number else "sans --leaving"
        raise Refused(f"{error}\nPour clore ainsi : telestage close {prefix} {way}") from None
    say(f"Le stage {de(dossier.intern.full_name)} est clos.")
    until = dossier.retention_until or progress.default_retention(dossier, programme)
    whose = "Vous gardez le" if dossier.retention_until else "telestage propose de garder le"
    say(f"{whose} dossier jusqu’au {long_date(until)}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--why", metavar="TEXTE", required=True, help="Pourquoi; l’historique le garde.")
@pass_session
def reopen(session: Session, prefix: str, why: str) -> None:
    """Rouvrir un stage clos.

    Un stage clos ne change plus, sauf ses notes : rouvrez-le pour le corriger.
    """
    dossier = session.dossier(prefix)
    session.change(dossier, changes.reopen(why, on=session.clock.today()))
    say(f"Le stage {de(dossier.intern.full_name)} est rouvert.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--yes", is_flag=True, help="Confirmer; sans cette option, rien n’est supprimé.")
@pass_session
def remove(session: Session, prefix: str, yes: bool) -> None:
    """Supprimer un dossier ouvert par erreur.

    Une sauvegarde est faite d’abord : le dossier y reste, et peut être restauré avec elle. ID doit
    avoir au moins quatre caractères.
    """
    if len(prefix.strip().replace("-", "")) < SHORTEST_TO_REMOVE:
        raise Refused(
            f"Pour supprimer un dossier, donnez au moins {in_words(SHORTEST_TO_REMOVE)} caractères "
            "de son identifiant."
        )
    dossier = session.dossier(prefix)
    who = f"{dossier.intern.full_name}, {dossier.host.name}"
    if not yes:
        raise Refused(f"Pour supprimer le dossier de {who}, ajoutez --yes.")
    session.remove(dossier)
    say(f"Dossier supprimé : {sentence(who)} Une sauvegarde le garde.")
