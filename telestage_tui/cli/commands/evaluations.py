"""What is written of a stage: review, which answers an evaluation, and minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, get_args

import click

from ...dossier.changes import edit_evaluation
from ...dossier.changes.evaluations import reopening, word_read
from ...dossier.deeds import Deed, deed
from ...dossier.evaluations import EvaluationKind, InternWord, with_intern_word
from ...dossier.french import sentence
from ...dossier.text import quoted
from ..choice_words import EVALUATIONS, LEVELS, choice_named
from ..evaluation_output import form_lines, form_shape, minutes_lines
from ..french_click import Choice, FrenchCommand
from ..output import say, say_json
from ..session import Session, pick
from .options import dossier_argument, json_option, pass_session
from .texts import text_options, written
from .types import DAY

if TYPE_CHECKING:
    from ...dossier.evaluations import Evaluation
    from ...programme.evaluation import Criterion, EvaluationContent
    from ...programme.reviewing import Edit

Pair = tuple[str, str]
"""What is answered, and the answer."""


def _pairs(_ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[Pair, ...]:
    """Each `NAME=ANSWER`, in the order given."""
    pairs = []
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"{param.opts[0]} : écrivez CRITÈRE=…, et non {quoted(value)}.")
        pairs.append((name.strip(), text))
    return tuple(pairs)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("kind", metavar="FORMULAIRE",
                type=Choice(get_args(EvaluationKind), EVALUATIONS))  # fmt: skip
@click.option("--set", "answers", metavar="CRITÈRE=NIVEAU", multiple=True, callback=_pairs,
              help="Le niveau d’un critère : 4, 3, 2, 1, na (ne s’applique pas) ou unseen (pas pu "
                   "observer); l’option se répète.")  # fmt: skip
@click.option("--comment", "comments", metavar="CRITÈRE=TEXTE", multiple=True, callback=_pairs,
              help="Le commentaire d’un critère; l’option se répète.")  # fmt: skip
@text_options
@click.option("--read", "read_on", type=DAY,
              help="Le jour où le ou la stagiaire a lu votre évaluation.")  # fmt: skip
@click.option("--agrees", is_flag=True, help="Avec --read : son accord.")
@click.option("--disagrees", metavar="TEXTE", help="Avec --read : son désaccord, et sur quoi.")
@click.option("--reopen", "reason", metavar="RAISON",
              help="Rouvrir une évaluation complète, pour la corriger; l’historique et le document "
                   "gardent la raison.")  # fmt: skip
@click.option("--complete", is_flag=True, help="Déclarer l’évaluation complète.")
@json_option
@pass_session
def review(
    session: Session,
    prefix: str,
    kind: EvaluationKind,
    answers: tuple[Pair, ...],
    comments: tuple[Pair, ...],
    way: str | None,
    read_on: date | None,
    agrees: bool,
    disagrees: str | None,
    reason: str | None,
    complete: bool,
    as_json: bool,
) -> None:
    """Remplir une évaluation, ou la lire.

    FORMULAIRE est midpoint (mi-stage), final (fin de stage), self_midpoint ou self_final (les
    autoévaluations). CRITÈRE est son numéro, celui des feuilles imprimées, ou son identifiant.
    --set répond aussi aux questions de la fin, par leur identifiant : overall=4,
    goals_reached=oui, discussed_on=2027-04-02; une réponse vide efface. --reopen vient avant le
    reste : la correction et --complete peuvent suivre. Tout est pris, ou rien.

    Sans option, imprime le formulaire.
    """
    from ...programme.reviewing import completing

    dossier = session.dossier(prefix)
    content, today = session.programme(dossier).evaluation, session.clock.today()
    edits = [*_edits(dossier.evaluation(kind), content, answers, comments, today, way)]
    title, deeds = content.form(kind).title, list[Deed]()
    if reason is not None:  # first: what follows is written in a draft
        deeds.append(deed("evaluation.reopened", form=title, reason=reason))
    if edits:
        code = "evaluation.also_answers" if deeds else "evaluation.answers"
        deeds.append(deed(code, form=title, answers=len(edits)))
    if reason is not None:
        edits.insert(0, reopening(reason, today))
    if word := _word(read_on, disagrees, agrees=agrees):
        edits.append(partial(with_intern_word, word=word, today=today))
        deeds.append(deed("evaluation.also_read") if deeds else word_read(title, word))
    if complete:
        edits.append(completing(content, today))
        code = "evaluation.also_completed" if deeds else "evaluation.completed"
        deeds.append(deed(code, form=title))
    if edits:
        change = edit_evaluation(kind, _all_of(edits), deeds[0].followed_by(*deeds[1:]))
        dossier = session.change(dossier, change)
    form = dossier.evaluation(kind)
    if as_json:
        say_json(form_shape(form, content))
    elif edits:
        say(sentence(change.label))
    else:
        say(*form_lines(form, content, dossier.intern))


def _edits(
    form: Evaluation,
    content: EvaluationContent,
    answers: Sequence[Pair],
    comments: Sequence[Pair],
    today: date,
    way: str | None,
) -> Iterator[Edit]:
    """The edit of each answer and comment, once every name is known and given once."""
    from ...programme.closing_question import ClosingQuestion
    from ...programme.questions import answer_to
    from ...programme.reviewing import answering, commenting, rating

    criteria = _numbered(content)
    asked = criteria | {each.id: each for each in content.questions_for(form.kind)}
    named = [(pick("critère", name, asked), text) for name, text in answers]
    commented = [(pick("critère", name, criteria), text) for name, text in comments]
    for group in (named, commented):
        ids = [thing.id for thing, _ in group]
        for thing, _ in group:
            if ids.count(thing.id) > 1:
                raise click.UsageError(f"{quoted(thing.id)} est donné deux fois.")
    for thing, typed in named:
        text = typed
        if isinstance(thing, ClosingQuestion):
            if thing.type == "text" and typed:
                before = str(answer_to(thing, form) or "")
                text = written(f"La réponse à {quoted(thing.title)}", before, typed, way)
            yield answering(thing, text, content, today)
        else:
            yield rating(thing, choice_named(text, LEVELS))
    for criterion, text in commented:
        before = form.rating(criterion.id).comment
        what = f"Le commentaire de {quoted(criterion.title)}"
        yield commenting(criterion, written(what, before, text, way) if text else "")


def _numbered(content: EvaluationContent) -> dict[str, Criterion]:
    """Every criterion by its number, as it is printed, and by its identifier."""
    by_number = {str(number): each for number, each in enumerate(content.criteria, 1)}
    return by_number | {each.id: each for each in content.criteria}


def _word(read_on: date | None, disagrees: str | None, *, agrees: bool) -> InternWord | None:
    """What the intern says, when it is given.

    Raises:
        click.UsageError: when the options contradict one another, or are not whole.
    """
    if read_on is None and not agrees and disagrees is None:
        return None
    if read_on is None or agrees == (disagrees is not None):
        raise click.UsageError("Le mot demande --read, et --agrees ou --disagrees.")
    return InternWord(read_on=read_on, agrees=agrees, comment=disagrees or "")


def _all_of(edits: Sequence[Edit]) -> Edit:
    def edit(evaluation: Evaluation) -> Evaluation:
        for each in edits:
            evaluation = each(evaluation)
        return evaluation

    return edit


@click.command(cls=FrenchCommand)
@dossier_argument
@pass_session
def minutes(session: Session, prefix: str) -> None:
    """Imprimer les comptes rendus des rencontres d’un dossier.

    Ceux des rencontres tenues ou manquées, et de celles où quelque chose est noté, dans l’ordre.
    """
    from ...documents.papers.minutes import minutes as noted
    from ...documents.papers.setting import Setting

    dossier = session.dossier(prefix)
    programme = session.programme(dossier)
    say(*minutes_lines(noted(Setting(dossier, programme, programme.papers.paper("minutes")))))
