"""Load a programme: the packaged version, the older one of a dossier, or an organisation's own."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ..dossier.dossier import ProgrammeRef
from ..dossier.errors import FieldProblem
from ..dossier.suggestions import closest, did_you_mean
from .amounts import amounts_of
from .content_files import EXTENDS, PACKAGED, START_UP, ContentFiles, base_version, versions
from .core import Core
from .core_checks import core_problems
from .errors import ContentError, problem
from .programme import Programme

DEFAULT_ID = "telestage"
NEWEST = "présente"
"""In place of a version: the newest of its programme."""


@lru_cache(maxsize=64)
def load_programme(ref: ProgrammeRef | None = None, folder: Path | None = None) -> Programme:
    """The programme of a reference, the same object at each call.

    An unknown version gives the newest of the same programme, an unknown programme the default
    one: compare `programme.ref` with the reference.

    Args:
        ref: What a dossier was opened with; None for the newest version.
        folder: An organisation's own content, which comes before the packaged one.

    Raises:
        ContentError: when the content cannot be used; every problem is listed.
    """
    candidates = _candidates(ref.id if ref else None, folder)
    if ref is None:
        return _programme(candidates[0])
    # Folders bear the name of their version: those of the version asked for are read first.
    for files in sorted(candidates, key=lambda files: ref.version not in files.names()):
        if (programme := _programme(files)).ref == ref:
            return programme
    for files in candidates:
        if (programme := _programme(files)).ref.id == ref.id:
            return programme
    return load_programme(None, folder)


@lru_cache(maxsize=64)
def _programme(files: ContentFiles) -> Programme:
    core = files.validated(START_UP, Core)
    amounts = quotable_amounts(files, core)
    if problems := core_problems(core, amounts, files):
        raise ContentError(problems)
    return Programme(core, amounts, files)


def quotable_amounts(files: ContentFiles, core: Core) -> dict[str, float | str]:
    """What the texts of a programme may quote.

    The packaged texts may quote amounts that an organisation's programme does not have.

    Raises:
        ContentError: when the content below cannot be used.
    """
    below = _programme(files.fallback).amounts if files.fallback else {}
    return below | amounts_of(core)


def own_versions(folder: Path, programme_id: str | None = None) -> list[ContentFiles]:
    """The versions an organisation has in a folder, the newest of each programme first.

    Args:
        folder: Of its content.
        programme_id: That of the programme; None for whichever it has.

    Raises:
        ContentError: when the folder cannot be read, or when versions complete one another in a
            circle.
    """
    if not folder.is_dir():
        raise ContentError([problem(str(folder), "", "répertoire introuvable.")])
    if not os.access(folder, os.R_OK | os.X_OK):  # else its files would seem not to be there
        closed = "les droits d’accès ne permettent pas de lire ce répertoire."
        raise ContentError([problem(str(folder), "", closed)])
    own: list[ContentFiles] = []
    packaged = _packaged(programme_id)
    if any(folder.glob("*.toml")):
        own += [ContentFiles(folder, base) for base in packaged]
    ids = [programme_id] if programme_id else sorted(p.name for p in folder.iterdir() if p.is_dir())
    for name in ids:
        own += [_version(path, folder, packaged[0]) for path in versions(folder, name)]
    return own


def _packaged(programme_id: str | None) -> list[ContentFiles]:
    """The packaged versions of a programme, newest first; those of ours when it has none."""
    ids = (programme_id or DEFAULT_ID, DEFAULT_ID)
    paths = next(filter(None, (versions(PACKAGED, each) for each in ids)))
    return [_packaged_version(path) for path in paths]


def _packaged_version(path: Path) -> ContentFiles:
    """One packaged version, over the one it completes, if any."""
    base = base_version(path / START_UP)
    return ContentFiles(path, _packaged_version(PACKAGED / base) if base else None)


def _version(
    path: Path, root: Path, packaged: ContentFiles, trail: tuple[Path, ...] = ()
) -> ContentFiles:
    """One version, over the one it completes.

    Args:
        path: Its folder.
        root: The folder of the organisation.
        packaged: What is below them all.
        trail: The folders of the versions that complete it, the last one right over it.
    """
    base = base_version(path / START_UP)
    if not base:
        return ContentFiles(path, packaged)
    programme_id, _, version = base.rpartition("/")
    below = versions(root, programme_id or path.parent.name)
    match = next((each for each in below if each.name == version), None)
    files = ContentFiles(path, packaged)
    if match is None:
        known = [each.name for each in below]
        message = f"version « {base} » introuvable{did_you_mean(closest(version, known))}"
        raise ContentError([_at_version(files, message)])
    if match in (circle := (*trail, path)):
        names = ", puis ".join(each.name for each in (*circle[circle.index(match) :], match))
        message = f"la version se complète elle-même : {names}."
        raise ContentError([_at_version(files, message)])
    return ContentFiles(path, _version(match, root, packaged, circle))


def _at_version(files: ContentFiles, message: str) -> FieldProblem:
    """A problem of which version one completes, with the folder of that version."""
    where = files.problem(START_UP, EXTENDS, message)
    return FieldProblem("/".join((*files.folder.parts[-2:], where.field)), message)


def _candidates(programme_id: str | None, folder: Path | None) -> list[ContentFiles]:
    """The versions of a programme, the organisation's before the packaged, newest first."""
    packaged = [_packaged_version(path) for path in versions(PACKAGED, programme_id or DEFAULT_ID)]
    return [*(own_versions(folder, programme_id) if folder else ()), *packaged]
