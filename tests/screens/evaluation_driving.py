"""What the tests of the evaluations share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from textual.pilot import Pilot

from telestage_tui.app import TelestageApp
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, Rating
from telestage_tui.programme.loader import load_programme
from telestage_tui.workspace.workspace import Workspace

from .driving import (
    SMALL,
    open_at,
    seen,
    settle,
)

CONTENT = load_programme().evaluation
CRITERIA = tuple(criterion.id for criterion in CONTENT.criteria)
TODAY = date(2027, 2, 10)


def evaluation(kind: EvaluationKind, *levels: int | None, **fields: object) -> Evaluation:
    """A form with these levels on the first criteria; None for *ne s'applique pas*."""
    ratings = tuple(
        Rating(criterion=criterion, level=level, applicable=level is not None)
        for criterion, level in zip(CRITERIA, levels, strict=False)
    )
    return Evaluation(kind=kind, ratings=ratings, **fields)


def answered(kind: EvaluationKind, **fields: object) -> Evaluation:
    """A form with every criterion at 3, and an appraisal."""
    return evaluation(kind, *[3] * len(CRITERIA), **({"overall": 3} | fields))


@asynccontextmanager
async def opened(
    workspace: Workspace, kept: Dossier, what: str, size: tuple[int, int] = SMALL
) -> AsyncIterator[Pilot[None]]:
    """The program, on one evaluation of a dossier."""
    app = TelestageApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_at(pilot, "evaluation", kept, what)
        yield pilot


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, and wait until all is drawn."""
    await pilot.press(*pressed)
    await settle(pilot)


def line_of(pilot: Pilot[None], words: str) -> str:
    """The first line of the screen whose left part, the list, holds these words."""
    lines = (line.partition("│")[0] for line in seen(pilot).splitlines())
    return next(line for line in lines if words in line)
