"""Before a form is declared complete: what is missing, or lacks a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...dossier.french import count, leading_count
from ...programme.remarks import Remark
from ...widgets.dialog import DialogKey
from ...widgets.dialogs import Choose
from .form import Form

ANYWAY = object()
"""What the dialog closes with when the form is declared complete all the same."""


def missing_question(missing: int, unsupported: int) -> str:
    """What is asked when answers are missing, whatever else there is to do."""
    which = "Laquelle donner" if missing > 1 else "La donner"
    after = ""
    if unsupported:
        after = f" À étayer aussi : {count(unsupported, 'niveau', 'niveaux')}."
    return f"Il manque {count(missing, 'réponse')}. {which} maintenant?{after}"


def unsupported_sentence(unsupported: int) -> str:
    """Why the form waits when some levels lack a fact."""
    if unsupported == 1:
        return "Un niveau extrême est à étayer : un fait en commentaire, ou une note citée (F4)."
    levels = leading_count(unsupported, "niveau extrême", "niveaux extrêmes")
    return f"{levels} sont à étayer : un fait en commentaire, ou une note citée (F4)."


class Missing(Choose):
    """The rows to answer; those to support come after."""

    def __init__(self, form: Form) -> None:
        choices = [(item.id, item.title) for item in form.missing]
        choices += [(item.id, f"À étayer : {item.title}") for item in form.unsupported]
        question = missing_question(len(form.missing), len(form.unsupported))
        super().__init__("Pas encore complète", question, choices)


class Unsupported(Choose):
    """The levels that lack a fact: go and give it, or declare the form complete all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "declare", "Déclarer complète quand même", key_display="F2",
                show=False, system=True),
    ]  # fmt: skip

    def __init__(self, form: Form, remarks: Sequence[Remark]) -> None:
        choices = [(item.id, item.title) for item in form.unsupported]
        question = [unsupported_sentence(len(choices)), *(remark.text for remark in remarks)]
        super().__init__("À étayer", "\n".join(question), choices)

    def keys(self) -> list[DialogKey]:
        declare = ("F2", "Déclarer complète quand même", "declare")
        return [("⏎", "Y aller", "pick_selected"), declare, ("Échap", "Retour", "leave")]

    def action_declare(self) -> None:
        """Close, to declare the form complete."""
        self.close(ANYWAY)
