"""The intern's word on an evaluation: how it is asked for, and said."""

from __future__ import annotations

from collections.abc import Callable

from ...dossier.changes import note_intern_word
from ...dossier.errors import InvalidInput
from ...dossier.evaluations import Evaluation, EvaluationKind, InternWord, word_problems
from ...dossier.french import de, plain_date
from ...dossier.text import clean_line
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ..dossier_screen import DossierScreen
from .form import Form

OWN: frozenset[EvaluationKind] = frozenset({"midpoint", "final"})
"""The forms of the tutor: those on which the intern has a word."""
AGREES, DISAGREES = "oui", "non"
WORD_FIELDS = (
    FormField("read_on", "Lue le", "date", hint="Le jour de la lecture : hier, 2 avril…",
              required=True),
    FormField("agrees", "D’accord", "choice",
              (("", "à dire"), (AGREES, "d’accord"), (DISAGREES, "pas d’accord")), required=True),
    FormField("comment", "Commentaire", "prose",
              hint="Ses mots; il en faut pour un désaccord."),
)  # fmt: skip


def word_values(evaluation: Evaluation) -> Values:
    """The fields as the file has them."""
    word = evaluation.intern_word
    if word is None:
        return {"read_on": None, "agrees": "", "comment": ""}  # no agreement is supposed
    agrees = AGREES if word.agrees else DISAGREES
    return {"read_on": word.read_on, "agrees": agrees, "comment": word.comment}


def word_of(values: Values) -> InternWord:
    """The word typed."""
    return InternWord(
        read_on=values["read_on"],
        agrees=values["agrees"] == AGREES,
        comment=values["comment"],
    )


def word_sentence(evaluation: Evaluation, name: str) -> str:
    """What the intern says of an evaluation, or that it is not noted yet.

    Args:
        evaluation: A form of the tutor.
        name: The first name of the intern.
    """
    word = evaluation.intern_word
    if word is None:
        return f"{name} n’a pas encore dit son mot : p pour le noter."
    agreement = "d’accord" if word.agrees else "pas d’accord"
    said = f" « {clean_line(word.comment)} »" if word.comment else ""
    return f"{name} l’a lue le {plain_date(word.read_on)}, {agreement}.{said}"


def ask_word(
    screen: DossierScreen,
    form: Form,
    then: Callable[[], object] | None = None,
    *,
    why: str = "",
    begin: str = "",
) -> None:
    """Ask what the intern says of a form, and keep it.

    Args:
        screen: Where it is asked.
        form: The form, of the tutor.
        then: What is asked next, once the word is kept.
        why: Why it is asked now, in French.
        begin: What was typed already.
    """

    def submit(values: Values) -> object:
        word, today = word_of(values), screen.workspace.today()
        if problems := word_problems(word, today):
            raise InvalidInput(problems)
        change = note_intern_word(form.kind, word, title=form.title, on=today)
        saved = screen.save(change)
        if saved is not None and then is not None:
            screen.call_after_refresh(then)
        return saved

    screen.ask_form(
        f"word.{form.dossier.id}.{form.kind}",
        f"Le mot {de(form.dossier.intern.first_name)}",
        WORD_FIELDS,
        lambda: word_values(screen.dossier.evaluation(form.kind)),
        submit,
        question="\n".join(filter(None, (form.title, why))),
        begin=begin,
    )
