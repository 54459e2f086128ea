"""Load a programme: the packaged version, the older one of a dossier, or an organisation's own."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ..dossier.dossier import ProgrammeRef
from .amounts import amounts_of
from .content_files import PACKAGED, START_UP, ContentFiles, versions
from .errors import ContentError, problem
from .models import Core
from .programme import Programme
from .verify import core_problems

DEFAULT_ID = "telestage"


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
    # The packaged texts may quote amounts that an organisation's programme does not have.
    packaged = _programme(files.fallback).amounts if files.fallback else {}
    amounts = packaged | amounts_of(core)
    if problems := core_problems(core, amounts):
        raise ContentError(problems)
    return Programme(core, amounts, files)


def _candidates(programme_id: str | None, folder: Path | None) -> list[ContentFiles]:
    """The versions of a programme, the organisation's before the packaged, newest first."""
    packaged = [ContentFiles(path) for path in versions(PACKAGED, programme_id or DEFAULT_ID)]
    if folder is None:
        return packaged
    if not folder.is_dir():
        raise ContentError([problem(str(folder), "", "répertoire introuvable.")])
    if not os.access(folder, os.R_OK | os.X_OK):  # else its files would seem not to be there
        closed = "les droits d’accès ne permettent pas de lire ce répertoire."
        raise ContentError([problem(str(folder), "", closed)])
    bases = packaged or [ContentFiles(path) for path in versions(PACKAGED, DEFAULT_ID)]
    own: list[ContentFiles] = []
    if any(folder.glob("*.toml")):
        own += [ContentFiles(folder, base) for base in bases]
    ids = [programme_id] if programme_id else sorted(p.name for p in folder.iterdir() if p.is_dir())
    for name in ids:
        own += [ContentFiles(path, bases[0]) for path in versions(folder, name)]
    return own + packaged
