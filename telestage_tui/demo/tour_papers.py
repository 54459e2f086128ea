"""The papers of the guided tour: the speaker's notes, and the participants' exercises."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..documents.files import write_file
from ..documents.papers.setting import SIZES
from ..documents.pdf import lay_out
from ..dossier.stationery import DEFAULT_SHEET
from ..dossier.text import typeset
from ..programme.loader import load_programme
from ..programme.papers import TemplateFile, Templates
from ..programme.programme import Programme
from .tour import ROUTE, Step, Tour, read_tour

NOTES, EXERCISES = "visite-notes.pdf", "visite-exercices.pdf"
_TITLES = {
    NOTES: "Visite guidée : notes pour animer",
    EXERCISES: "Visite guidée : feuille d’exercices",
}
_TEMPLATES = {NOTES: "notes.typ", EXERCISES: "exercises.typ"}
_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""The instant that the files bear: the same tour gives the same bytes."""


def write_tour_papers(folder: Path, pages: Collection[str]) -> tuple[Path, ...]:
    """Write both papers, once both could be made.

    Args:
        folder: Where; made when it is missing.
        pages: The pages there are.

    Returns:
        Their files.

    Raises:
        ContentError: when the tour cannot be used.
        MissingTypst: when typst is not installed.
        UnusablePath, SaveFailed, OSError: as `write_file` does.
    """
    tour = read_tour(pages)
    made = {name: tour_paper(tour, name) for name in _TITLES}
    return tuple(write_file(folder, name, content) for name, content in made.items())


def tour_paper(tour: Tour, name: str) -> bytes:
    """One of the papers, as a PDF file.

    Args:
        tour: What it is about.
        name: `NOTES` or `EXERCISES`.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: when its template cannot be used, which is a fault of this program.
    """
    programme = load_programme()
    data = {
        **_head(_TITLES[name]),
        "words": dict(programme.papers.words.fr),
        "minutes": tour.minutes,
        "steps": [_step(number, step) for number, step in enumerate(tour.steps, 1)],
        "exercises": [each.model_dump() for each in tour.exercises],
    }
    return lay_out(_templates(programme), _TEMPLATES[name], _typeset(data), _AT).content


def _head(title: str) -> dict[str, Any]:
    """What the page of every paper shows; these are about no dossier."""
    return {
        "lang": "fr",
        "paper": SIZES[DEFAULT_SHEET],
        "logo": None,
        "title": title,
        "notice": "",
        "footer": "telestage demo --visite",
        "host": {"name": "telestage", "full": ""},
        "tutor": {"full": ""},
        "intern": {"name": ""},
        "stage": {"title": "", "period": ""},
    }


def _step(number: int, step: Step) -> dict[str, Any]:
    after = f"« {step.types} », ⏎" if step.types else f"« {step.chooses} »" if step.chooses else ""
    return {
        "number": number,
        "minute": step.minute,
        "look": step.look,
        "says": step.says,
        "speech": step.speech,
        "key": step.key,
        "after": after,
    }


def _templates(programme: Programme) -> Templates:
    """Those of the programme, whose page these papers have, and those of the tour."""
    ours = {path.name: TemplateFile(path.read_bytes(), is_own=False)
            for path in sorted(ROUTE.glob("*.typ"))}  # fmt: skip
    return {**programme.templates(packaged_only=True), **ours}


def _typeset(value: Any) -> Any:
    """The same data, with the spaces of printed French."""
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, dict):
        return {name: _typeset(each) for name, each in value.items()}
    return [_typeset(each) for each in value] if isinstance(value, list | tuple) else value
