"""What was written in a dossier, each text with the place where it is read.

The texts come from the model itself (`dossier.writings`), their places from `spots`: a test fails
for a text of the model that has no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..dossier.accesses import Resource
from ..dossier.dossier import Dossier
from ..dossier.evaluations import Evaluation, EvaluationKind, Rating
from ..dossier.field_words import FIELD_WORDS
from ..dossier.french import lower_first, plain_date, upper_first
from ..dossier.organisation import Organisation
from ..dossier.writings import Writing, history_writings, writings
from ..programme.programme import Programme
from .spots import HISTORY_LINE, SPOTS, Page, Spot, of_form

HEADINGS: dict[Page, str] = {
    "dossier": "Dossier", "history": "Notes et historique", "meeting": "Rencontre",
    "accesses": "Accès", "withdrawals": "Retraits", "transfers": "Passation",
    "work-plan": "Plan de travail", "evaluation": "Évaluation", "evaluations": "Évaluations",
    "details": "Informations", "selection": "Sélection", "convention": "Convention",
    "course": "Changement de cours", "departures": "Écarts au programme",
    "onsite": "Suite au Québec", "portal-sheet": "Fiche IRCC",
    "organisation": "Mon organisation",
    "guide": "Guide",
}  # fmt: skip
"""The name of each."""
_KINDS: dict[Page, str] = {
    "dossier": "Étape", "history": "Note", "meeting": "Rencontre", "accesses": "Accès",
    "withdrawals": "Accès", "transfers": "Transfert", "work-plan": "Plan",
    "evaluation": "Évaluation", "evaluations": "Évaluation", "details": "Fiche",
    "selection": "Candidat", "convention": "Convention", "course": "Parcours",
    "departures": "Dérogation", "onsite": "Québec", "portal-sheet": "Québec",
    "organisation": "Organisation", "guide": "Guide",
}  # fmt: skip
"""What a passage of each page is called, in a word."""
_UNSAID = frozenset(
    {"Note.text", "Minute.text", "OwnAnswer.text", "Answer.value", "Deliverable.name",
     "Amendment.about"}
)  # fmt: skip
"""The fields whose place says enough without their name."""
_TUTORS: dict[EvaluationKind, EvaluationKind] = {"self_midpoint": "midpoint", "self_final": "final"}
"""The tutor's form at the moment of each self-evaluation."""


class Passage(NamedTuple):
    """A text, and where it is read.

    Attributes:
        page: The page.
        item: What the page begins on; empty for its beginning.
        kind: A word: Note, Rencontre, Accès…
        place: The page, the thing and its day, the field, in French.
        text: As it was written.
    """

    page: Page
    item: str
    kind: str
    place: str
    text: str


def passages(dossier: Dossier, programme: Programme) -> Iterator[Passage]:
    """Everything written in a dossier, but what a self-evaluation says before its turn."""
    seen: set[tuple[str, str, str]] = set()
    every = tuple(writings(dossier))
    for writing in every:
        spot = _spot(writing, dossier, programme)
        if spot is None or (key := (spot.page, spot.item, writing.text)) in seen:
            continue
        seen.add(key)
        yield _passage(spot, writing)
    for rank, text in history_writings(dossier, {each.text for each in every}):
        day = plain_date(dossier.history[rank].at.date())
        place = f"{HEADINGS['history']}, ligne du {day}"
        yield Passage("history", f"{HISTORY_LINE}{rank}", "Historique", place, text)


def organisation_passages(organisation: Organisation) -> Iterator[Passage]:
    """Everything written in Mon organisation."""
    for writing in writings(organisation):
        if isinstance(writing.owners[-1], Resource):
            spot = Spot("organisation", "", f"accès habituel « {writing.owners[-1].name} »")
        else:
            spot = of_form(writing, "organisation") or Spot("organisation")
        yield _passage(spot, writing)


def _passage(spot: Spot, writing: Writing) -> Passage:
    field = ""
    if spot.page not in ("details", "organisation") and writing.field not in _UNSAID:
        field = FIELD_WORDS.get(writing.path[-1], "")
        field = "" if lower_first(spot.thing).endswith(field) else field
    heading, thing = HEADINGS[spot.page], spot.thing
    if lower_first(thing).startswith(lower_first(heading)):
        heading, thing = upper_first(thing), ""  # « Rencontre de suivi du mar. 2 mars »
    place = ", ".join(filter(None, (heading, thing, field)))
    return Passage(spot.page, spot.item, _KINDS.get(spot.page, "Texte"), place, writing.text)


def _spot(writing: Writing, dossier: Dossier, programme: Programme) -> Spot | None:
    """The place of the innermost record that has one; None where it is not to be read yet."""
    if writing.field == "Stage.deliverables":
        return Spot("work-plan", writing.text, "livrable")
    if _is_sealed(writing, dossier):
        return None
    for owner in reversed(writing.owners):
        if finder := SPOTS.get(type(owner)):
            return finder(owner, writing, dossier, programme)
    return of_form(writing, "details")


def _is_sealed(writing: Writing, dossier: Dossier) -> bool:
    """Whether it is of a self-evaluation that is hidden still: the tutor answers first.

    A comment waits for the tutor's level of that criterion, another text for the tutor's whole
    form.
    """
    form = next((each for each in writing.owners if isinstance(each, Evaluation)), None)
    if form is None or form.kind not in _TUTORS:
        return False
    own, last = dossier.evaluation(_TUTORS[form.kind]), writing.owners[-1]
    if isinstance(last, Rating):
        return own.rating(last.criterion).mark is None
    return own.completed_on is None
