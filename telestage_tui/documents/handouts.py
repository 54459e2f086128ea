"""What is handed over in a room, about no dossier: the keys, a blank checklist, the guide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from ..dossier.stationery import Sheet
from ..dossier.text import typeset
from ..programme.programme import Programme
from .names import slug
from .papers.journey import BOXES
from .papers.language import Speech
from .papers.setting import SIZES, Data
from .pdf import Pdf, pdf

Handout = Literal["keys", "checklist", "guide"]
TITLES: dict[Handout, str] = {
    "keys": "Les touches de telestage",
    "checklist": "Liste de vérification à remplir",
    "guide": "Guide des bonnes pratiques",
}
"""The handouts, and their titles."""


class KeyPart(NamedTuple):
    """The keys of a page, or of several.

    Attributes:
        title: The page.
        rows: The keys that do something, and what they do.
    """

    title: str
    rows: Sequence[tuple[str, str]]


def handout_name(handout: Handout) -> str:
    """`telestage-les-touches-de-telestage.pdf`: a name made of plain letters."""
    return f"telestage-{slug(TITLES[handout])}.pdf"


def handout_pdf(
    handout: Handout,
    programme: Programme,
    keys: Iterable[KeyPart],
    sheet: Sheet,
    now: datetime,
) -> Pdf:
    """A handout as a PDF file.

    Args:
        handout: Which one.
        programme: Whose tasks and guide.
        keys: The keys of every page, for their card.
        sheet: The format of the paper.
        now: UTC instant that the file gives as its own.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: when the words or our template cannot be used.
    """
    head = _head(TITLES[handout], programme, sheet)
    at = now.replace(microsecond=0)  # a PDF counts whole seconds
    match handout:
        case "checklist":
            return pdf(programme, "checklist.typ", head | _checklist(programme), at)
        case "keys":
            parts = [_part(each.title, rows=each.rows) for each in keys]
        case "guide":
            parts = [
                _part(
                    topic.title,
                    paragraphs=topic.paragraphs,
                    sources=[programme.source(tag).citation for tag in topic.sources],
                )
                for topic in programme.guide.topics
            ]
    return pdf(programme, "handout.typ", head | {"parts": parts, "is-card": handout == "keys"}, at)


def _head(title: str, programme: Programme, sheet: Sheet) -> Data:
    """What every template shows; the people and the stage are left to be written by hand."""
    return {
        "lang": "fr",
        "paper": SIZES[sheet],
        "logo": None,
        "title": title,
        "words": dict(Speech.of(programme.papers, "fr").words),
        "notice": "",
        "footer": typeset(f"{title} · programme {programme.ref.version}"),
        "intern": {"name": ""},
        "host": {"name": "", "full": ""},
        "tutor": {"full": ""},
        "stage": {"title": "", "period": ""},
    }


def _checklist(programme: Programme) -> Data:
    """Every task of the programme, with a box; its date and who does it are written by hand."""
    numbers = {task.id: number for number, task in enumerate(programme.tasks, 1)}

    def row(task: Any) -> Data:
        return {
            "number": numbers[task.id], "box": BOXES["todo"], "title": task.title,
            "required": task.required, "due": "", "assignee": "", "note": "",
        }  # fmt: skip

    return {
        "legend": programme.papers.words.fr["checklist-legend"],
        "frise": None,
        "phases": [
            {"title": phase.title,
             "tasks": [row(task) for task in programme.tasks if task.phase == phase.id]}
            for phase in programme.phases
        ],
    }  # fmt: skip


def _part(
    title: str,
    *,
    paragraphs: Iterable[str] = (),
    rows: Iterable[tuple[str, str]] = (),
    sources: Iterable[str] = (),
) -> Data:
    return {
        "title": typeset(title),
        "paragraphs": list(map(typeset, paragraphs)),
        "rows": [[key, typeset(words)] for key, words in rows],
        "sources": list(map(typeset, sources)),
    }
