"""Every problem of a content at once, before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..dossier.errors import FieldProblem
from ..dossier.suggestions import closest, did_you_mean
from .amounts import amounts_of
from .content_files import START_UP, ContentFiles
from .core import Core
from .core_checks import core_problems
from .errors import ContentError
from .loader import load_programme, own_versions, quotable_amounts
from .programme import Programme
from .texts import CONTENT_PARTS
from .verify import problems_of_texts


class Checked(NamedTuple):
    """A content that was checked.

    Attributes:
        programme: The newest version; None when it cannot be used.
        problems: What is wrong with the texts of all the versions, file by file.
        trial: What its templates can be tried on; the same, or its files under our tasks and rules.
    """

    programme: Programme | None
    problems: tuple[FieldProblem, ...]
    trial: Programme | None = None


def checked(folder: Path | None) -> Checked:
    """A content, with everything that is wrong with its texts; its templates are not tried.

    Args:
        folder: That of an organisation; None for the packaged content.
    """
    try:
        versions = own_versions(folder) if folder else []
    except ContentError as error:
        return Checked(None, error.problems)
    if folder and not versions:
        return Checked(None, (FieldProblem(str(folder), NOTHING_THERE),))
    problems = [each for files in versions[:1] for each in files_problems(files)]
    for files in versions[1:]:
        if files.folder != versions[0].folder:  # the same files may complete several of ours
            problems += [_of_version(files, each) for each in files_problems(files)]
    try:
        programme = load_programme(None, folder)
        problems += problems_of_texts(programme)
    except ContentError as error:
        problems += error.problems
        trial = _under_ours(versions[0]) if versions else None
        return Checked(None, tuple(dict.fromkeys(problems)), trial)
    return Checked(programme, tuple(dict.fromkeys(problems)), programme)


def _under_ours(files: ContentFiles) -> Programme:
    """The texts and the templates of an organisation, under our tasks and rules."""
    core = files.packaged.validated(START_UP, Core)
    return Programme(core, amounts_of(core), files._replace(lenient=True))


NOTHING_THERE = (
    "il n’y a là aucun contenu : il faut des fichiers « .toml », ou des répertoires "
    "« programme/version » qui ont chacun leur « programme.toml »."
)


def files_problems(files: ContentFiles) -> Iterator[FieldProblem]:
    """What is wrong with the texts of a version.

    An unknown key does not hide what else is wrong: the rest is read without it.
    """
    try:
        yield from unknown_files(files)
        core = files.validated(START_UP, Core)
    except ContentError as error:
        yield from error.problems
    else:
        yield from core_problems(core, _amounts(files, core), files)
    lenient = files._replace(lenient=True)
    try:
        core = lenient.validated(START_UP, Core)
        amounts = _amounts(lenient, core)
        problems = core_problems(core, amounts, lenient)
        yield from problems
        programme = Programme(core, amounts, files)
    except (ContentError, ValueError):  # a title that quotes an unknown amount, said above
        yield from _each_part(files)
        return
    yield from problems_of_texts(programme)
    yield from problems_of_texts(Programme(core, amounts, lenient))


def _amounts(files: ContentFiles, core: Core) -> dict[str, float | str]:
    return quotable_amounts(files._replace(lenient=False), core)


def unknown_files(files: ContentFiles) -> Iterator[FieldProblem]:
    """The files of a folder that are never read, their names being none of a content."""
    names = (START_UP, *(f"{part}.toml" for part in CONTENT_PARTS))
    for path in sorted(files.folder.glob("*.toml")):
        if path.name not in names:
            hint = did_you_mean(closest(path.name, names))
            yield FieldProblem(path.name, f"aucun contenu ne porte ce nom{hint}")


def _each_part(files: ContentFiles) -> Iterator[FieldProblem]:
    """What is wrong with each file alone, when `programme.toml` cannot say what they are about."""
    for part, model in CONTENT_PARTS.items():
        try:
            files.validated(f"{part}.toml", model)
        except ContentError as error:
            yield from error.problems


def _of_version(files: ContentFiles, problem: FieldProblem) -> FieldProblem:
    return FieldProblem(f"{files.folder.name}/{problem.field}", problem.message)
