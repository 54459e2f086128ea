"""The guided tour of the demonstration: its steps, as `route/tour.toml` has them.

A step says what to look at on a page and which key to press; it is over once what it awaits is
seen: a page, another line selected, the clock moved on. How it was reached does not matter.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Annotated, Literal, NamedTuple, Self
from uuid import UUID

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.durations import ONE_DAY
from ..dossier.errors import FieldProblem
from ..dossier.suggestions import closest, did_you_mean
from ..dossier.text import Name, Prose, typeset
from ..programme.content_files import ContentFiles
from ..programme.errors import ContentError

ROUTE = Path(__file__).parent / "route"
"""The folder of the tour: its content, and the templates of its papers."""
TOUR = "tour.toml"
BAND_LINES, BAND_COLUMNS = 2, 78
"""What a step may say, on a terminal of 80 columns."""

Story = Literal["selection", "before", "during", "midpoint", "end"]
"""The stages of the demonstration, by the phase they are in."""


class Awaited(Frozen):
    """What ends a step: one of these."""

    page: Name | None = None
    """That page is in view."""
    story: Story | None = None
    """The stage that the page is about."""
    selection: bool = False
    """Another line is selected."""
    clock: Literal["day", "after-end"] | None = None
    """The clock has moved on by a day; or past the last day of the stage that the step is about."""

    @model_validator(mode="after")
    def _only_one(self) -> Self:
        if [self.page is not None, self.selection, self.clock is not None].count(True) != 1:
            raise ValueError("un pas attend une page, un choix ou l’horloge : un seul des trois.")
        if self.story is not None and self.page is None:
            raise ValueError("sans page, le stage ne se dit pas.")
        return self


class Step(Frozen):
    """A step of the tour."""

    minute: Annotated[int, Field(ge=0, le=60)]
    """Minutes since the tour began."""
    page: Name
    """Where it happens."""
    story: Story | None = None
    """The stage that the page is about."""
    look: Name
    """What to look at: words of the page."""
    says: Name
    """What the band says of it; both fit in its two lines."""
    key: Annotated[str, Field(min_length=1, max_length=6)]
    """The key to press, as the keyboard has it."""
    types: Name | None = None
    """What is typed after that key, before ⏎."""
    chooses: Name | None = None
    """The beginning of the line that is chosen after that key."""
    awaits: Awaited
    speech: Prose
    """What the trainer says."""

    @model_validator(mode="after")
    def _fits_and_ends(self) -> Self:
        if len(wrap(typeset(self.band), BAND_COLUMNS)) > BAND_LINES:
            raise ValueError(
                "trop long pour le bandeau : « look » et « says » y tiennent en "
                f"{BAND_LINES} lignes de {BAND_COLUMNS} caractères."
            )
        if self.awaits.clock == "after-end" and self.story is None:
            raise ValueError("pour attendre la fin du stage, dites lequel (story).")
        return self

    @property
    def band(self) -> str:
        """What the band says: what to look at, then what is said of it."""
        return f"« {self.look} » : {self.says}"

    @property
    def leads_to(self) -> tuple[str, Story | None]:
        """The page where it ends, and the stage that the page is about."""
        if self.awaits.page is not None:
            return self.awaits.page, self.awaits.story
        return self.page, self.story


class Exercise(Frozen):
    """An exercise of the participants' sheets."""

    title: Name
    does: tuple[Name, ...] = Field(min_length=1)
    """What to do, in order."""
    question: Name
    """What to write down."""
    sees: Name
    """What one should see at the end."""
    lines: Annotated[int, Field(ge=1, le=10)] = 3
    """Blank lines to write on."""


class Tour(Frozen):
    """`tour.toml`."""

    minutes: Annotated[int, Field(ge=1, le=60)]
    """How long it lasts."""
    steps: tuple[Step, ...] = Field(min_length=1)
    exercises: tuple[Exercise, ...] = Field(min_length=1)


def read_tour(pages: Collection[str], folder: Path = ROUTE) -> Tour:
    """The tour.

    Args:
        pages: The pages there are.
        folder: Where its content is.

    Raises:
        ContentError: naming the file and the lines, when it is unreadable, a step names an unknown
            page or says too much, or does not begin where the one before ended.
    """
    files = ContentFiles(folder)
    tour = files.validated(TOUR, Tour)
    problems = [*_unknown_pages(tour, pages, files), *_gaps(tour, files)]
    if problems:
        raise ContentError(problems)
    return tour


def _unknown_pages(tour: Tour, pages: Collection[str], files: ContentFiles) -> list[FieldProblem]:
    problems = []
    for number, step in enumerate(tour.steps, 1):
        for field, page in (("page", step.page), ("awaits.page", step.awaits.page)):
            if page is not None and page not in pages:
                said = f"aucune page ne s’appelle « {page} »{did_you_mean(closest(page, pages))}"
                problems.append(files.problem(TOUR, f"steps[{number}].{field}", said))
    return problems


def _gaps(tour: Tour, files: ContentFiles) -> list[FieldProblem]:
    """The steps that begin elsewhere, or earlier, than the one before ends."""
    problems = []
    pairs = zip(tour.steps, tour.steps[1:], strict=False)
    for number, (before, step) in enumerate(pairs, 2):
        if before.leads_to != (step.page, step.story):
            said = "ce pas commence sur une autre page que celle où mène le précédent."
            problems.append(files.problem(TOUR, f"steps[{number}].page", said))
        if step.minute < before.minute:
            said = "cette minute précède celle du pas d’avant."
            problems.append(files.problem(TOUR, f"steps[{number}].minute", said))
    return problems


class Sight(NamedTuple):
    """What is in view.

    Attributes:
        page: The page on top; None under a dialog.
        dossier_id: The dossier that it is about.
        selected: The selected line of its list; None where it has none.
        today: The tutor's local date.
    """

    page: str | None
    dossier_id: UUID | None
    selected: object
    today: date


def is_at(sight: Sight, page: str, dossier_id: UUID | None) -> bool:
    """Whether a page is in view, about that dossier; about any where None is asked."""
    return sight.page == page and dossier_id in (None, sight.dossier_id)


def is_met(
    awaited: Awaited, before: Sight, now: Sight, dossier_id: UUID | None, end: date | None
) -> bool:
    """Whether what a step awaits is seen.

    Args:
        awaited: What it awaits.
        before: What was in view when it began.
        now: What is in view.
        dossier_id: The dossier that the awaited page is about; None for any.
        end: The last day of the stage that the step is about; None without one.
    """
    if awaited.page is not None:
        return is_at(now, awaited.page, dossier_id)
    if awaited.selection:
        places_alike = (before.page, before.dossier_id) == (now.page, now.dossier_id)
        return (
            places_alike
            and None not in (before.selected, now.selected)
            and (before.selected != now.selected)
        )
    if awaited.clock == "after-end":
        return end is not None and now.today > end
    return now.today >= before.today + ONE_DAY
