"""The content of the programme: ours, and what an organisation has in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ...documents.content_check import check_content
from ...dossier.dossier import Dossier
from ...dossier.french import count, plain_date
from ...programme.errors import ContentError
from ...programme.fact import Fact
from ...programme.facts import (
    changed_facts,
    core_facts,
    every_fact,
    is_stale,
    origin_words,
    version_differences,
)
from ...programme.layers import layers, own_folder
from ...programme.loader import load_programme
from ...programme.programme import Programme
from ...store.paths import user_path
from ...store.shown_paths import place
from ...wording import CONFIDENCE_SIGNS, ORIGIN_WORDS
from ..french_click import FrenchCommand, FrenchGroup
from ..output import say, say_json, warn
from ..programme_output import content_shape, difference_shape, fact_shape
from ..session import Session
from .options import json_option, pass_session
from .programme_move import move


@click.group(cls=FrenchGroup)
def programme() -> None:
    """Choisir et vérifier votre contenu, lire d’où il vient."""


programme.add_command(move)


@programme.command(cls=FrenchCommand)
@json_option
@pass_session
def show(session: Session, as_json: bool) -> None:
    """Voir quel contenu sert, et ce qu’il change au nôtre.

    Sa version, son répertoire, puis, fichier par fichier : + pour ce que votre organisation ajoute,
    ≠ pour ce qu’elle dit autrement, – pour ce qu’elle retire. Les fichiers qui ne sont pas énumérés
    sont les nôtres.
    """
    content = session.programme()
    files = layers(content)
    if as_json:
        say_json(content_shape(content, files, session.own_content))
        return
    folder = own_folder(content)
    say(f"Programme {content.ref.id} {content.ref.version} : {content.title}")
    if folder is None:
        say("Le contenu livré avec telestage, sans rien de votre organisation.")
        return
    kept = "retenu" if session.own_content.is_remembered else "pour cette fois"
    say(f"Répertoire de votre organisation ({kept}) : {place(folder)}")
    own = [each for each in files if each.origin != "packaged"]
    for each in own:
        say("", f"{each.name} : {ORIGIN_WORDS[each.origin]}")
        say(*(f"  {sign} {name}" for sign, names in zip("+≠–", each[2:], strict=True)
              for name in names))  # fmt: skip
    ours = len(files) - len(own)
    say("", f"Les autres fichiers ({count(ours, 'fichier')}) sont ceux de telestage.")


@programme.command(cls=FrenchCommand)
@click.argument("folder", metavar="[RÉPERTOIRE]", required=False,
                type=click.Path(readable=False, path_type=Path))  # fmt: skip
@click.option("--default", "default", is_flag=True, help="Revenir au contenu de telestage.")
@pass_session
def use(session: Session, folder: Path | None, default: bool) -> None:
    """Se servir d’un contenu à chaque lancement.

    Dans les écrans comme dans les commandes. RÉPERTOIRE est d’abord vérifié; s’il a un problème, il
    est refusé et rien ne change. Le choix est retenu à côté du fichier des dossiers, pour toutes
    les personnes qui s’en servent. Pour une fois, --programme passe avant lui.

    Les dossiers déjà ouverts gardent leur version : telestage programme move les fait passer à
    celle-ci.
    """
    if default == (folder is not None):
        raise click.UsageError("Donnez un RÉPERTOIRE, ou --default pour revenir au nôtre.")
    if folder is None:
        session.own_content.remember(None)
        session.done = True
        say("C’est fait : le contenu de telestage sert à chaque lancement.")
        return
    path = user_path(folder)
    report = check_content(path)
    if report.programme is None or report.problems:
        raise ContentError(list(report.problems))
    session.own_content.remember(path)
    session.done = True
    _warn_untried(report.untried)
    ref = report.programme.ref
    say(f"C’est fait : {ref.id} {ref.version} sert à chaque lancement, depuis {place(path)}.")
    if session.programme_folder is not None:
        say("Cette fois encore, --programme (ou TELESTAGE_PROGRAMME) passe avant lui.")
    if older := len(_following_another(session)):
        say(older_words(older))


def older_words(dossiers: int) -> str:
    """How many dossiers follow another version than the one just chosen, and what to do of it."""
    subject = count(dossiers, "dossier suit", "dossiers suivent")
    return (
        f"{subject} une autre version et la garde{'' if dossiers == 1 else 'nt'}. Pour voir ce qui "
        "changerait : telestage programme move ID"
    )


def _following_another(session: Session) -> list[Dossier]:
    """The open dossiers that follow another version than the present one."""
    if session.new_file:
        return []
    ref = load_programme(None, session.own_content.remembered).ref
    return [each for each in session.repository.dossiers()
            if each.programme != ref and not each.closed_on]  # fmt: skip


@programme.command(cls=FrenchCommand)
@click.argument("folder", metavar="[RÉPERTOIRE]", required=False,
                type=click.Path(readable=False, path_type=Path))  # fmt: skip
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Vérifier un contenu, ses modèles et ses textes compris.

    RÉPERTOIRE est celui de votre organisation; sinon, celui de --programme ou celui qui est retenu,
    ou le nôtre. Tous les problèmes sont dits à la fois, chacun avec son fichier et sa ligne. Rien
    n’est changé.

    Les faits qui n’ont pas été relus à leur source depuis douze mois sont énumérés, sans compter
    comme des problèmes.

    Le code de sortie est 1 quand il y a un problème.
    """
    session = ctx.ensure_object(Session)
    given = folder or session.programme_folder
    where = user_path(given) if given else session.own_content.remembered
    content, problems, untried = check_content(where)
    if content is not None:
        say(f"Programme {content.ref.id} {content.ref.version}")
    say(*(f"! {problem}" for problem in problems))
    if problems or content is None:
        ctx.exit(1)
    _warn_untried(untried)
    today = session.clock.today()
    stale = [fact for fact in every_fact(content) if is_stale(fact, content, today)]
    if stale:
        say(f"○ À relire à la source : {count(len(stale), 'fait')}, lus il y a plus de "
            f"{content.facts.fresh_months} mois.")  # fmt: skip
        say(*(f"  {fact.title} ({_read_words(fact)})" for fact in stale))
    say("✓ Tout est en ordre.")


def _warn_untried(reason: str) -> None:
    if reason:
        warn(reason)


@programme.command(cls=FrenchCommand)
@click.argument("prefix", metavar="[ID]", required=False)
@json_option
@pass_session
def facts(session: Session, prefix: str | None, as_json: bool) -> None:
    """D’où viennent règles et chiffres, et de quand.

    Ce qui a changé depuis les documents de 2018 et de 2021 vient d’abord.

    Avec ID, ceux de la version du programme que suit ce dossier, et ce que la dernière version dit
    autrement.
    """
    dossier = session.dossier(prefix) if prefix else None
    content = session.programme(dossier)
    differences = version_differences(content, session.programme())
    today = session.clock.today()
    if as_json:
        say_json({
            "programme": content.ref.model_dump(),
            "facts": [fact_shape(each, stale=is_stale(each, content, today))
                      for each in every_fact(content)],
            "differences": [difference_shape(each) for each in differences],
        })  # fmt: skip
        return
    say(f"Programme {content.ref.id} {content.ref.version}", "", "Ce qui a changé")
    say(*(line for fact in changed_facts(content) for line in _told(fact, content)))
    say("", "Règles et chiffres")
    say(*(line for fact in core_facts(content) for line in _told(fact, content)))
    if differences:
        say("", "Autrement dans la dernière version; ce dossier garde la sienne")
        say(*(f"≠ {each.title} : {each.before or 'rien'} → {each.after or 'rien'}"
              for each in differences))  # fmt: skip


def _told(fact: Fact, content: Programme) -> Iterator[str]:
    """A fact in two lines: what is so, then its origin."""
    sign = CONFIDENCE_SIGNS[fact.confidence or "to-check"]
    was = f" (avant : {fact.was})" if fact.was else ""
    yield f"{sign} {fact.title}{f' : {fact.value}' if fact.value else ''}{was}"
    yield f"  {origin_words(fact, content)}"


def _read_words(fact: Fact) -> str:
    return f"lu le {plain_date(fact.seen_on)}" if fact.seen_on else "jour de lecture inconnu"
