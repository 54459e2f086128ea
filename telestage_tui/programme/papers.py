"""The papers a programme prints: their titles, their words, and the files of their templates.

A template is a typst file in the folder `papers` of the programme. An organisation that has one of
the same name replaces ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from string import Template
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.errors import FieldProblem
from ..dossier.french import sentence
from ..dossier.os_errors import french_cause
from ..dossier.text import Name, Prose
from .content_files import ContentFiles
from .errors import ContentError, UnknownId, problem
from .language import Language

FOLDER = "papers"
"""The folder of the templates, in that of the programme."""
LARGEST_TEMPLATE = 1_000_000
"""Largest template read, in bytes: far over any real one."""
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_REACH = re.compile(r"\b(?:import|include)\b(?!\s+\"[^\"@\\]*\")")
"""An import of anything but a file named in plain letters: a package would open the network."""
_FORBIDDEN = re.compile(r"(?<![\w.-])(eval|std|plugin)(?![\w-])")
"""The ways to run what no check has read."""


class PrintedTitle(Frozen):
    """A title that is printed, in each language it is translated in."""

    fr: Name
    en: Name | None = None

    def in_language(self, language: Language) -> str:
        """The title; the French one where there is no translation."""
        return (self.en if language == "en" else None) or self.fr


class Paper(Frozen):
    """One paper: what it is called, how it is laid out, and which tasks ask for it."""

    id: Name
    template: Name | None = None
    """The name of its file, in the folder of the templates; None for one never written in PDF."""
    title: PrintedTitle
    tasks: tuple[Name, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it can be written in, French first."""
        return ("fr", "en") if self.title.en else ("fr",)

    def title_in(self, language: Language) -> str:
        """Its title; the French one where there is no translation."""
        return self.title.in_language(language)


class Words(Frozen):
    """The words printed on the papers, by their key, in each language."""

    fr: dict[Name, Prose]
    en: dict[Name, Prose] = Field(default_factory=dict)

    def in_language(self, language: Language) -> dict[str, str]:
        """Every word; the French one where there is no translation."""
        return {**self.fr, **(self.en if language == "en" else {})}


class PaperContent(Frozen):
    """`papers.toml`."""

    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    words: Words

    @model_validator(mode="after")
    def _every_paper_once(self) -> PaperContent:
        if len({paper.id for paper in self.papers}) != len(self.papers):
            raise ValueError("deux documents ont le même identifiant.")
        return self

    def paper(self, name: str) -> Paper:
        """The paper of that identifier.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        papers = {paper.id: paper for paper in self.papers}
        if name not in papers:
            raise UnknownId("document", name, papers)
        return papers[name]

    def asked_by(self, task_id: str) -> tuple[Paper, ...]:
        """The papers that a task asks for."""
        return tuple(paper for paper in self.papers if task_id in paper.tasks)


class TemplateFile(NamedTuple):
    """A file of the folder of templates.

    Attributes:
        content: Its bytes.
        is_own: Whether it is an organisation's, in the place of ours or beside it.
    """

    content: bytes
    is_own: bool


Templates = Mapping[str, TemplateFile]
"""The files of the folder of templates, by name."""


def templates(
    files: ContentFiles, *, folder: str = FOLDER, packaged_only: bool = False
) -> dict[str, TemplateFile]:
    """The files of the templates of a programme: ours, under those of an organisation.

    Args:
        files: Those of the programme.
        folder: That of the templates, in that of the programme.
        packaged_only: Whether to leave out what an organisation has of its own.

    Raises:
        ContentError: when one of an organisation's cannot be read, or reaches out of its folder.
    """
    below = (
        templates(files.fallback, folder=folder, packaged_only=packaged_only)
        if files.fallback
        else {}
    )
    is_own = files.fallback is not None
    directory = files.folder / folder
    if (is_own and packaged_only) or not directory.is_dir():
        return below
    read = {path.name: TemplateFile(_read(path), is_own) for path in sorted(directory.iterdir())
            if path.is_file()}  # fmt: skip
    problems = [p for name, file in read.items() for p in reaching_out(name, file.content)]
    if problems:
        raise ContentError(problems)
    return {**below, **read}


@lru_cache(maxsize=256)
def reaching_out(name: str, content: bytes) -> tuple[FieldProblem, ...]:
    """Why a template is refused before it is run: it reads the network, or runs hidden code.

    The templates are read again for each paper, but looked through once.

    Args:
        name: Of its file; only typst files are looked at.
        content: Its bytes.
    """
    return tuple(_reaching_out(name, content))


def _reaching_out(name: str, content: bytes) -> Iterator[FieldProblem]:
    if not name.endswith(".typ"):
        return
    try:
        source = content.decode()
    except UnicodeDecodeError:
        yield problem(_path(name), "", "le fichier n’est pas en UTF-8.")
        return
    bare = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), source)
    for pattern, message in (
        (_REACH, "seul un fichier du même répertoire peut être importé, par son nom écrit en "
                 "toutes lettres; jamais un paquet « @… », qui ouvrirait le réseau."),
        (_FORBIDDEN, "« eval », « std » et « plugin » ne servent pas dans un modèle."),
    ):  # fmt: skip
        for place in pattern.finditer(bare):
            line = bare.count("\n", 0, place.start()) + 1
            column = place.start() - bare.rfind("\n", 0, place.start())
            yield problem(_path(name), f"ligne {line}, colonne {column}", message)


def with_values(text: str, **values: str) -> str:
    """A word with the values it quotes: « $intern »; an unknown one stays as it is written."""
    return Template(_STOP.sub(partial(_stop, values), text)).safe_substitute(values)


_STOP = re.compile(r"\$(\w+)\.(?=\s|$)")
"""A value that ends a sentence."""


def _stop(values: Mapping[str, str], ending: re.Match[str]) -> str:
    """A value and its full stop; alone when it has its own, as a title typed as a sentence."""
    value = values.get(ending[1], "")
    return f"${ending[1]}" if value and sentence(value) == value else ending[0]


def _read(path: Path) -> bytes:
    name = f"{path.parent.name}/{path.name}"
    if path.is_symlink():
        raise ContentError([problem(name, "", "un modèle n’est pas un lien.")])
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_TEMPLATE + 1)
    except OSError as error:
        message = f"fichier illisible : {french_cause(error)}."
        raise ContentError([problem(name, "", message)]) from None
    if len(content) > LARGEST_TEMPLATE:
        raise ContentError([problem(name, "", "fichier trop gros (plus de 1 Mo).")])
    return content


def _path(name: str) -> str:
    return f"{FOLDER}/{name}"
