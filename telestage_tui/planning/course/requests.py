"""The changes of course that a tutor may ask for, each with its reason."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from ...dossier.people import Tutor
from ...dossier.stage import Convention

CourseKind = Literal[
    "postpone", "extend", "interrupt", "resume", "end-early", "never-begun", "tutor", "amend"
]  # fmt: skip
"""In the words of the command line."""
COURSE_WORDS: dict[CourseKind, str] = {
    "postpone": "Reporter le début",
    "extend": "Prolonger le stage",
    "interrupt": "Interrompre le stage",
    "resume": "Reprendre le stage",
    "end-early": "Terminer avant la fin prévue",
    "never-begun": "Le stage ne commence pas",
    "tutor": "Changer de tuteur ou de tutrice",
    "amend": "Noter les signatures d’un avenant",
}
"""What each is called where one chooses."""
COURSE_HINTS: dict[CourseKind, str] = {
    "postpone": "Le premier jour est remis à plus tard; tout ce qui est à venir suit.",
    "extend": "Le dernier jour est remis à plus tard, dans les limites du programme.",
    "interrupt": "Rien n’est prévu pendant ces jours; sans reprise connue, le reste attend.",
    "resume": "Les rencontres reviennent, et le dernier jour peut être remis à plus tard.",
    "end-early": "Une fin courte : ce qui est fait, les accès, les fichiers; sans évaluation.",
    "never-begun": "Le dossier se clôt avec la raison; les rencontres sont annulées.",
    "tutor": "Dossier, rencontres, accès et signature changent de main; un avenant peut suivre.",
    "amend": "Dates, heures, gratification ou tutorat : ce n’est plus ce que dit la convention.",
}
"""What each does, in a sentence."""


class Postponed(NamedTuple):
    """The first day is put off; without a last day, the stage lasts as long as before."""

    start: date
    reason: str
    end: date | None = None


class Extended(NamedTuple):
    """The last day is put off."""

    end: date
    reason: str


class Interrupted(NamedTuple):
    """The stage stops from that day to another, or until it is taken up again."""

    first: date
    reason: str
    last: date | None = None
    suspend: bool = False
    """Whether the open accesses are suspended with it."""


class Resumed(NamedTuple):
    """The stage that stopped is taken up again on that day, and may last longer."""

    on: date
    reason: str
    end: date | None = None
    restore: bool = False
    """Whether the accesses suspended with the stage are given back."""


class EndedEarly(NamedTuple):
    """The stage ends before its time, on that day, with what was done."""

    on: date
    done: str
    reason: str


class NeverBegun(NamedTuple):
    """The stage never begins: its dossier is closed."""

    reason: str


class NewTutor(NamedTuple):
    """Someone else takes the intern over."""

    tutor: Tutor
    reason: str


class Amended(NamedTuple):
    """An avenant to the present terms was signed, by some or by all."""

    signed: Convention
    reason: str


Request = (
    Postponed | Extended | Interrupted | Resumed | EndedEarly | NeverBegun | NewTutor | Amended
)
