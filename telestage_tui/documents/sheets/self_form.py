"""The self-evaluation as a text file, which an intern fills in without the program.

One line a criterion, numbered as on the printed form: a digit takes the place of the blank. The
line of the reference tells which dossier and which form it comes back to.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from ...dossier.dossier import Dossier
from ...dossier.evaluations import EvaluationKind
from ...dossier.french import de, plain_date
from ...programme.programme import Programme
from .answers import Asked, asked

BLANK = "__"
"""What an answer takes the place of."""
COMMENT, ANSWER = "Commentaire", "Réponse"
"""Before a comment, and before the answer to a closing question."""
REFERENCE = "Référence"
"""Before what tells the dossier and the form."""
SELF_FORMS: dict[str, EvaluationKind] = {
    "self-evaluation-midpoint": "self_midpoint",
    "self-evaluation-final": "self_final",
}
"""The forms that are written as a text file, by the name of their document."""
WIDTH = 72
"""Columns of the text, which mail programs leave as they are."""


def self_evaluation_text(dossier: Dossier, programme: Programme, kind: EvaluationKind) -> bytes:
    """The blank self-evaluation, in UTF-8 with a byte order mark and the line ends of Windows.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        kind: Which of the two self-evaluations.
    """
    lines = _lines(dossier, programme, kind)
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def reference(dossier: Dossier, kind: EvaluationKind) -> str:
    """`Référence : self_midpoint 5f0c2a52-…`."""
    return f"{REFERENCE} : {kind} {dossier.id}"


def _lines(dossier: Dossier, programme: Programme, kind: EvaluationKind) -> Iterator[str]:
    content, stage = programme.evaluation, dossier.stage
    rows = asked(content, kind)
    criteria = [each for each in rows if each.is_criterion]
    yield content.form(kind).title.upper()
    yield f"{dossier.intern.full_name}, {dossier.host.name}"
    yield f"Du {plain_date(stage.start)} au {plain_date(stage.end)}"
    yield ""
    yield reference(dossier, kind)
    yield "(laissez cette ligne : elle dit à quel dossier revient ce fichier)"
    yield ""
    yield from wrap(
        f"Mettez un chiffre à la place de {BLANK}, et un commentaire où vous en avez un. "
        "Laissez vide ce que vous ne savez pas. Enregistrez le fichier en texte, puis "
        f"envoyez-le à {dossier.tutor.full_name or 'la personne qui vous accueille'}.",
        WIDTH,
    )
    yield ""
    for choice in criteria[0].choices:
        yield f"   {choice.code} = {choice.label}"
    for group, members in groupby(criteria, key=lambda each: each.group):
        yield from ("", f"--- {group} ---")
        for each in members:
            yield from ("", f"{each.mark}. {each.title} : {BLANK}")
            if each.hint:
                yield from wrap(f"({each.hint})", WIDTH, initial_indent="   ",
                                subsequent_indent="   ")  # fmt: skip
            yield f"   {COMMENT} :"
    yield from ("", "--- Pour conclure ---")
    for each in rows[len(criteria) :]:
        yield from ("", *_question(each))
    yield from ("", f"--- Fin de l’autoévaluation {de(dossier.intern.first_name)} ---")


def _question(each: Asked) -> Iterator[str]:
    yield f"{each.mark}. {each.title}"
    if each.hint:
        yield from wrap(f"({each.hint})", WIDTH, initial_indent="   ", subsequent_indent="   ")
    if each.choices and each.choices[0].code != each.choices[0].label:
        yield from (f"   {choice.code} = {choice.label}" for choice in each.choices)
    elif each.choices:
        yield f"   ({', '.join(choice.code for choice in each.choices)})"
    yield f"   {ANSWER} :"
