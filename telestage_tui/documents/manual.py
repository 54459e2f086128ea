"""How to use telestage: the chapters of docs/guide.md, which travels with the package.

There is one source. A wheel has it beside this module (see `force-include` in pyproject.toml); in a
checkout it is read where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..dossier.text import fold

_PACKAGED = Path(__file__).with_name("guide.md")
_WRITTEN = Path(__file__).parents[2] / "docs" / "guide.md"
_CHAPTER = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"\*\*|`|^#+ |(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)", re.MULTILINE)
_RULE = re.compile(r"^\|[-| ]+\|$")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


class Chapter(NamedTuple):
    """One chapter of the guide.

    Attributes:
        id: Its title in plain letters and hyphens: `les-acces`.
        title: French.
        paragraphs: Its text without marks; a list, a table or an example keeps its lines.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter, in the order of the guide.

    Raises:
        OSError: when the file of the guide was taken out of the installation.
    """
    source = _PACKAGED if _PACKAGED.is_file() else _WRITTEN
    _, *parts = _CHAPTER.split(source.read_text(encoding="utf-8"))
    return tuple(
        Chapter(_NOT_A_LETTER.sub("-", fold(title)).strip("-"), title, tuple(_paragraphs(text)))
        for title, text in zip(parts[::2], parts[1::2], strict=True)
    )


def search_chapters(words: str) -> tuple[Chapter, ...]:
    """The chapters that have every word, those with all of them in their title first."""
    sought = fold(words).split()

    def has_all(text: str) -> bool:
        folded = fold(text)
        return all(word in folded for word in sought)

    matches = [each for each in chapters() if has_all(" ".join((each.title, *each.paragraphs)))]
    return tuple(sorted(matches, key=lambda each: not has_all(each.title)))


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a chapter as plain text; an example is kept to the letter."""
    for rank, part in enumerate(_FENCED.split(text)):
        if rank % 2:
            yield "\n".join(f"    {line}" for line in part.rstrip().splitlines())
        else:
            yield from filter(None, map(_plain, part.strip().split("\n\n")))


def _plain(paragraph: str) -> str:
    """A paragraph without the marks of Markdown; a row of a table as « touche : effet »."""
    lines = [line for line in paragraph.splitlines() if not _RULE.match(line)]
    if lines and lines[0].startswith("|"):
        cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:])
        lines = ["– " + " : ".join(filter(None, map(str.strip, row))) for row in cells]
    else:
        lines = [re.sub(r"^- ", "– ", line) for line in lines]
    return _MARKS.sub("", _LINK.sub(r"\1", "\n".join(lines)))
