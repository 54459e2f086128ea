"""The tasks of a programme: what is done, by when, by whom, and where."""

from typing import Literal

from ..dossier.base import Frozen
from ..dossier.text import Name
from .due import Due

DEFAULT_ASSIGNEE = "tuteur"
"""The person in charge of a task that names nobody."""
Opens = Literal[
    "details", "meetings", "meeting:prestart", "meeting:welcome", "meeting:checkin",
    "meeting:midpoint", "meeting:final", "evaluation:midpoint", "evaluation:final", "accesses",
    "transfers", "work-plan", "selection", "papers", "notes", "close", "note", "none", "convention",
]  # fmt: skip
"""The screen where the task is done. `meeting:checkin` is the first check-in; `papers`, the papers
that the task asks for (see `papers.toml`); `note`, the note of the task itself; `none`, a task done
elsewhere and only ticked here."""


class Assignee(Frozen):
    """Someone who may be in charge of a task; the identifier is shown as it is."""

    id: Name


class Task(Frozen):
    """One thing to do."""

    id: Name
    phase: Name
    title: Name
    due: Due
    source: Name
    """Tag of the programme's sources (`000`, `proposed`…)."""
    assignee: Name = DEFAULT_ASSIGNEE
    """Person in charge by default."""
    required: bool = False
    """◆: the stage cannot be closed without it, and a tick by hand needs a proof."""
    opens: Opens = "none"
    fields: tuple[Name, ...] = ()
    """Where one begins there: in the `details`, the first still empty of these fields of the fiche
    (`stagiaire.naissance`, `candidats[2].nom`); in an evaluation, a row of the form."""
    evidence: Name | None = None
    """Name of the evidence (see `evidence`) by which the dossier itself shows it done."""
    after: tuple[Name, ...] = ()
    """Identifiers of the tasks of the programme that come before: it is neither due nor late while
    one of them is to do, unless the tutor gave it a date."""
