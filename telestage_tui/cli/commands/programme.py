"""The content of the programme: ours, and what an organisation has in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ...dossier.errors import FieldProblem
from ...programme.errors import ContentError
from ...programme.loader import load_programme
from ...programme.programme import Programme
from ...programme.verify import problems_of_texts
from ...store.paths import user_path
from ..french_click import FrenchCommand, FrenchGroup
from ..output import say, warn
from ..session import Session


@click.group(cls=FrenchGroup)
def programme() -> None:
    """Vérifier le contenu de votre organisation."""


@programme.command(cls=FrenchCommand)
@click.argument("folder", metavar="[RÉPERTOIRE]", required=False,
                type=click.Path(readable=False, path_type=Path))  # fmt: skip
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Vérifier un contenu, ses modèles et ses textes compris.

    RÉPERTOIRE est celui de votre organisation; sinon, celui de --programme, ou le nôtre. Chaque
    problème dit le fichier, et la ligne et la colonne d’un modèle. Rien n’est changé.

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
    say("✓ Tout est en ordre.")


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
