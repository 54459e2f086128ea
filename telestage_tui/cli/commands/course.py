"""Changes of course: course."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import click

from ...dossier.errors import FieldProblem, InvalidInput, Refused
from ...dossier.french import sentence
from ...planning.course.asking import ASKED, request_of
from ...planning.course.course import Preview, carry_out, moment_of, preview
from ...planning.course.preview import GROUP_TITLES
from ...planning.course.requests import CourseKind
from ..french_click import Choice, FrenchCommand
from ..json_output import course_shape
from ..output import AnswerLost, say, say_json, warn
from ..session import Session
from .agreement import agreed
from .options import dossier_argument, json_option, pass_session
from .types import DAY


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("kind", metavar="CHANGEMENT", type=Choice(get_args(CourseKind)))
@click.option("--start", type=DAY, help="Le nouveau premier jour (postpone).")
@click.option(
    "--end",
    type=DAY,
    help="Le nouveau dernier jour (postpone, extend, resume), ou le dernier sans "
    "stage (interrupt).",
)
@click.option(
    "--on",
    type=DAY,
    help="Le dernier jour (end-early), le premier sans stage (interrupt), ou celui "
    "de la reprise (resume).",
)
@click.option("--done", metavar="TEXTE", help="Ce qui a été fait (end-early).")
@click.option("--first-name", metavar="PRÉNOM", help="De qui prend la suite (tutor).")
@click.option("--last-name", metavar="NOM", help="De qui prend la suite (tutor).")
@click.option("--email", metavar="COURRIEL", help="De qui prend la suite (tutor).")
@click.option("--title", metavar="TEXTE", help="Sa fonction (tutor).")
@click.option("--phone", metavar="TEXTE", help="Son téléphone (tutor).")
@click.option("--ofqj", type=DAY, help="Quand l’OFQJ a signé l’avenant (amend).")
@click.option("--intern", type=DAY, help="Quand le ou la stagiaire l’a signé (amend).")
@click.option("--host", type=DAY, help="Quand votre organisation l’a signé (amend).")
@click.option(
    "--suspend",
    is_flag=True,
    default=None,
    help="Suspendre aussi les accès ouverts (interrupt).",
)
@click.option(
    "--restore",
    is_flag=True,
    default=None,
    help="Rétablir aussi les accès suspendus avec le stage (resume).",
)
@click.option("--reason", metavar="TEXTE", help="Pourquoi; l’historique le garde.")
@click.option("--preview", "preview_only", is_flag=True, help="Montrer, sans rien enregistrer.")
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@json_option
@pass_session
def course(
    session: Session,
    /,
    prefix: str,
    kind: CourseKind,
    preview_only: bool,
    yes: bool,
    as_json: bool,
    **answers: date | str | bool | None,
) -> None:
    """Changer le cours d’un stage, l’effet montré d’abord.

    CHANGEMENT est postpone (reporter le début), extend (prolonger le stage), interrupt
    (l’interrompre), resume (le reprendre), end-early (terminer avant la fin prévue), never-begun
    (le stage ne commence pas), tutor (changer de tuteur ou de tutrice) ou amend (noter les
    signatures d’un avenant à la convention).

    Chaque étape, rencontre, accès et document qui bouge est énuméré, avant → après; puis la
    commande demande. Sans terminal et sans --yes, ou avec --preview, rien n’est enregistré. Ce qui
    est tenu ou fait ne bouge pas. Un seul « annuler » défait tout.
    """
    dossier = session.dossier(prefix)
    programme, now = session.programme(dossier), session.clock.now
    others = session.repository.dossiers
    shown = _preview(session, prefix, kind, answers)
    if preview_only or (as_json and not yes):
        _answer(shown, as_json=as_json, done=False)
        return
    if not as_json:
        try:
            say(*_lines(shown))
        except AnswerLost as error:
            if not yes:  # nobody can agree to a preview that was not printed
                raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not yes and not agreed("ce changement de cours"):
        warn("Rien n’a été enregistré.")
        return
    session.change(dossier, carry_out(shown, programme, now, others))
    if as_json:
        _answer(shown, as_json=True, done=True)
    else:
        say("", sentence(shown.label))


def _preview(session: Session, prefix: str, kind: CourseKind, answers: dict[str, Any]) -> Preview:
    """What would move.

    Raises:
        InvalidInput: naming the options.
    """
    asked = ASKED[kind]
    for name, value in answers.items():
        if value is not None and name not in asked:
            raise click.UsageError(f"{_option(name)} ne sert pas avec {kind}.")
    dossier = session.dossier(prefix)
    moment = moment_of(
        dossier, session.programme(dossier), session.clock.now(), session.repository.dossiers()
    )
    try:
        return preview(request_of(kind, answers), dossier, moment)
    except InvalidInput as error:
        named = [FieldProblem(_option(each.field), each.message) for each in error.problems]
        raise InvalidInput(named) from None


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _answer(shown: Preview, *, as_json: bool, done: bool) -> None:
    if as_json:
        say_json(course_shape(shown, done=done))
    else:
        say(*_lines(shown))


def _lines(shown: Preview) -> list[str]:
    lines = [sentence(shown.label)]
    for group, title in GROUP_TITLES.items():
        members = [each for each in shown.lines if each.group == group]
        if members:
            lines += ["", title, *(f"  {each.sign} {each.text}" for each in members)]
    return lines
