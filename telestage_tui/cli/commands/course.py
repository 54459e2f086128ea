"""Changes of course: course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

import click

from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem, InvalidInput, Refused, TelestageError
from ...dossier.french import listing, sentence
from ...planning.course.asking import ASKED, request_of
from ...planning.course.course import Preview, carry_out, moment_of, preview
from ...planning.course.preview import GROUP_TITLES
from ...planning.course.requests import CourseKind
from ...planning.course.together import of_same_tutor, undone_apart
from ..choice_words import COURSES
from ..course_output import course_shape
from ..french_click import Choice, FrenchCommand
from ..output import AnswerLost, say, say_json, warn
from ..session import Session
from .agreement import agreed
from .options import json_option, pass_session
from .types import DAY


@click.command(cls=FrenchCommand)
@click.argument("prefixes", metavar="ID…", nargs=-1, required=True)
@click.argument("kind", metavar="CHANGEMENT", type=Choice(get_args(CourseKind), COURSES))
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
@click.option(
    "--all", "with_all", is_flag=True,
    help="Avec les autres dossiers ouverts de la même personne (tutor).",
)  # fmt: skip
@click.option("--reason", metavar="TEXTE", help="Pourquoi; l’historique le garde.")
@click.option("--preview", "preview_only", is_flag=True, help="Montrer, sans rien enregistrer.")
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@json_option
@pass_session
def course(
    session: Session,
    /,
    prefixes: tuple[str, ...],
    kind: CourseKind,
    with_all: bool,
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

    Avec tutor, plusieurs dossiers passent d’un coup à la même personne : plusieurs ID, ou --all.
    Un seul aperçu; chacun se défait ensuite, le dernier d’abord.
    """
    if kind != "tutor" and (with_all or len(prefixes) > 1):
        raise click.UsageError(f"Un seul dossier à la fois avec {kind}, et sans --all.")
    dossiers = _dossiers(session, prefixes, with_all=with_all)
    previews = [_preview(session, each, kind, answers) for each in dossiers]
    if preview_only or (as_json and not yes):
        _answer(previews, as_json=as_json, done=False)
        return
    if not as_json:
        try:
            say(*_lines(previews))
        except AnswerLost as error:
            if not yes:  # nobody can agree to a preview that was not printed
                raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not yes and not agreed("ce changement de cours"):
        warn("Rien n’a été enregistré.")
        return
    _carry_out(session, previews)
    if as_json:
        _answer(previews, as_json=True, done=True)
    else:
        say("", sentence(previews[0].label))
        if len(previews) > 1:
            say(undone_apart(len(previews)))


def _dossiers(session: Session, prefixes: Sequence[str], *, with_all: bool) -> tuple[Dossier, ...]:
    """The dossiers named, each once, then with `--all` the others of the same tutors."""
    named = [session.dossier(prefix) for prefix in prefixes]
    if with_all:
        every = session.repository.dossiers()
        named += [mate for each in tuple(named) for mate in of_same_tutor(each, every)]
    return tuple({each.id: each for each in named}.values())


def _carry_out(session: Session, previews: Sequence[Preview]) -> None:
    """Do what was shown, the first dossier last: it is the one that an undo takes back first."""
    done: list[str] = []
    for shown in reversed(previews):
        dossier = shown.before
        change = carry_out(
            shown, session.programme(dossier), session.clock.now, session.repository.dossiers
        )
        try:
            session.change(dossier, change)
        except TelestageError:
            if done:
                warn(sentence(f"Déjà enregistré : {listing(done)}"))
            raise
        done.append(dossier.intern.full_name)


def _preview(
    session: Session, dossier: Dossier, kind: CourseKind, answers: dict[str, Any]
) -> Preview:
    """What would move.

    Raises:
        InvalidInput: naming the options.
    """
    asked = ASKED[kind]
    for name, value in answers.items():
        if value is not None and name not in asked:
            raise click.UsageError(f"{_option(name)} ne sert pas avec {kind}.")
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


def _answer(previews: Sequence[Preview], *, as_json: bool, done: bool) -> None:
    if as_json:
        say_json(course_shape(previews, done=done))
    else:
        say(*_lines(previews))


def _lines(previews: Sequence[Preview]) -> list[str]:
    lines: list[str] = []
    for shown in previews:
        whose = f"{shown.before.intern.full_name} : " if len(previews) > 1 else ""
        lines += [*([""] if lines else []), f"{whose}{sentence(shown.label)}"]
        for group, title in GROUP_TITLES.items():
            members = [each for each in shown.lines if each.group == group]
            if members:
                lines += ["", title, *(f"  {each.sign} {each.text}" for each in members)]
    return lines
