"""Papers written to files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ...dossier.dossier import Dossier
from ...dossier.organisation import stationery
from ...dossier.stationery import Sheet
from ...programme.language import Language
from ...programme.papers import Paper
from ...workspace import Workspace
from ..files import write_file
from ..names import paper_name
from ..pdf import MissingTypst, missing_typst
from .catalogue import Form, missing_for, paper_docx, paper_pdf
from .setting import Setting

_AT_A_TIME = min(4, os.cpu_count() or 1)
"""Papers made at the same moment: more would each wait for the others."""


class Asked(NamedTuple):
    """A paper to make.

    Attributes:
        setting: Which one.
        form: One of those it is written in.
    """

    setting: Setting
    form: Form


class Feasible(NamedTuple):
    """Of papers, those that can be made on this machine.

    Attributes:
        asked: Those, in their order.
        missing: What the others lack, which says what to install; None when they all can be.
    """

    asked: tuple[Asked, ...]
    missing: MissingTypst | None


class Content(NamedTuple):
    """A paper that was made.

    Attributes:
        content: The bytes of its file.
        notices: French sentences: what it could not show.
    """

    content: bytes
    notices: tuple[str, ...]


class Written(NamedTuple):
    """A paper that was written.

    Attributes:
        path: Its file.
        notices: French sentences: what the dossier lacks for it, and what it could not show.
    """

    path: Path
    notices: tuple[str, ...]


def setting_for(
    workspace: Workspace,
    dossier: Dossier,
    paper: Paper,
    language: Language = "fr",
    sheet: Sheet | None = None,
    *,
    identity: bool = False,
) -> Setting:
    """A paper of a dossier, on what its organisation writes on.

    Args:
        workspace: Where the programme and the organisation are.
        dossier: Whose paper.
        paper: Which paper.
        language: The language of its words.
        sheet: The format of the paper; None for the usual one.
        identity: Whether the identity data of the intern are asked for.
    """
    usual = stationery(dossier, workspace.organisation())
    programme = workspace.programme(dossier)
    today = workspace.today()
    format_ = sheet or usual.paper
    return Setting(
        dossier, programme, paper, language, format_, usual.logo, today, identity=identity
    )


def feasible(asked: Iterable[Asked]) -> Feasible:
    """Without what lays out PDF files, the papers in other forms."""
    asked = tuple(asked)
    missing = missing_typst() if any(each.form == "pdf" for each in asked) else None
    if missing:
        asked = tuple(each for each in asked if each.form != "pdf")
    return Feasible(asked, missing)


def write_papers(folder: Path, asked: Iterable[Asked]) -> Iterator[Written]:
    """Write papers one after the other, each whole or not at all.

    Args:
        folder: Where; made when it is missing.
        asked: The papers.

    Raises:
        Refused: when one is not written in that form.
        MissingTypst: when typst is not installed, for a PDF file.
        ContentError: when the words or our template cannot be used.
        StoreError: when a file cannot be written.
        OSError: when the directory cannot be made.
    """
    asked = tuple(asked)
    for (setting, form), content in zip(asked, contents(asked), strict=True):
        name = paper_name(setting.dossier, setting.title, form)
        path = write_file(folder, name, content.content)
        yield Written(path, (*missing_for(setting), *content.notices))


def contents(asked: Iterable[Asked]) -> Iterator[Content]:
    """Make papers, several at a time, and give them in the order they were asked for.

    What lays a PDF file out leaves the interpreter to others meanwhile, so that each processor has
    its paper. A paper has the same bytes however many are made beside it.

    Raises:
        Refused, MissingTypst, ContentError: as `write_papers` does.
    """
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        yield from threads.map(_content, asked)


def _content(asked: Asked) -> Content:
    if asked.form == "docx":
        return Content(*paper_docx(asked.setting))
    return Content(*paper_pdf(asked.setting))
