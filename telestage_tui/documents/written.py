"""The paragraphs of the two guides, as what was written in a dossier: each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ..planning.passages import Passage
from ..programme.programme import Programme
from .manual import chapters

CHAPTER = "manual:"
"""Before the name of a chapter of the guide of telestage, as the page of the guide takes it."""


def guide_passages(programme: Programme) -> Iterator[Passage]:
    """Each paragraph of the guide of good practice, then of the guide of telestage."""
    for topic in programme.guide.topics:
        for text in topic.paragraphs:
            yield Passage("guide", topic.id, "Guide", f"Guide, « {topic.title} »", text)
    with suppress(OSError):  # taken out of the installation
        for chapter in chapters():
            place = f"Se servir de telestage, « {chapter.title} »"
            for text in chapter.paragraphs:
                yield Passage("guide", f"{CHAPTER}{chapter.id}", "Guide", place, text)
