"""The content of the programme: ours, and what an organisation has in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ...dossier.errors import FieldProblem
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
from ...programme.loader import load_programme
from ...programme.programme import Programme
from ...programme.verify import problems_of_texts
from ...store.paths import user_path
from ...wording import CONFIDENCE_SIGNS
from ..french_click import FrenchCommand, FrenchGroup
from ..output import say, say_json, warn
from ..programme_json import difference_shape, fact_shape
from ..session import Session
from .options import json_option, pass_session


@click.group(cls=FrenchGroup)
def programme() -> None:
    """Vérifier votre contenu, et lire d’où il vient."""


@programme.command(cls=FrenchCommand)
@click.argument("folder", metavar="[RÉPERTOIRE]", required=False,
                type=click.Path(readable=False, path_type=Path))  # fmt: skip
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Vérifier un contenu, ses modèles et ses textes compris.

    RÉPERTOIRE est celui de votre organisation; sinon, celui de --programme, ou le nôtre. Chaque
    problème dit le fichier, et la ligne et la colonne d’un modèle. Rien n’est changé.

    Les faits qui n’ont pas été relus à leur source depuis douze mois sont énumérés, sans compter
    comme des problèmes.

    Le code de sortie est 1 quand il y a un problème.
    """
    session = ctx.ensure_object(Session)
    where = folder or session.programme_folder
    try:
        content = load_programme(None, user_path(where) if where else None)
        problems = list(dict.fromkeys(_problems(content)))
    except ContentError as error:
        problems = list(error.problems)
    else:
        say(f"Programme {content.ref.id} {content.ref.version}")
    say(*(f"! {problem}" for problem in problems))
    if problems:
        ctx.exit(1)
    today = session.clock.today()
    stale = [fact for fact in every_fact(content) if is_stale(fact, content, today)]
    if stale:
        say(f"○ À relire à la source : {count(len(stale), 'fait')}, lus il y a plus de "
            f"{content.facts.fresh_months} mois.")  # fmt: skip
        say(*(f"  {fact.title} ({_read_words(fact)})" for fact in stale))
    say("✓ Tout est en ordre.")


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


def _problems(content: Programme) -> Iterator[FieldProblem]:
    """What is wrong with the texts, then with the words of the workbook and with the templates."""
    from ...documents.messages.check import template_problems
    from ...documents.papers.check import paper_problems
    from ...documents.pdf import MissingTypst
    from ...documents.sheets.check import sheet_problems

    problems = [*problems_of_texts(content), *sheet_problems(content)]
    yield from problems
    if problems:
        return  # the templates may quote what is wrong
    yield from template_problems(content)
    try:
        yield from paper_problems(content)
    except MissingTypst as error:
        warn(str(error))
