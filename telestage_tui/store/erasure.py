"""Everything beside the file that holds a dossier: found, and rewritten or removed.

An erasure goes in this order, so that one stopped at any moment leaves the dossier whole, or erased
with the rest to be finished:

1. what only its names lead to goes: drafts, temporary files, files that cannot be read;
2. the file loses the dossier and gains its tombstone, in one replacement;
3. each copy that holds it is rewritten without it, and read back;
4. the tombstone is marked finished.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from ..dossier.dossier import Dossier
from ..dossier.os_errors import french_cause
from .backup_names import names_in
from .encoding import FileContent, FormatError, StoredDocument, decode, encode
from .erasure_errors import ErasureUnfinished
from .errors import StoreError
from .file_errors import UnreadableFile
from .files import leftovers, read_file, replace_file, sweep
from .migrations import DOSSIERS
from .neighbours import conflict_copies
from .side_file import SideFile
from .tombstones import buried, holds_erased

_CONFLICT = re.compile(r"conflict|conflit", re.IGNORECASE)
"""What tools that no list knows write in the name of a version they did not keep."""
_UUID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = 6
"""Signs from which a text with letters and digits tells one document from another."""
_SIDES = ("brouillons", "preferences")
_NOT_THE_SAME = "ce qui a été relu n’est pas ce qui a été écrit"


class Marks(NamedTuple):
    """What tells that a text is about a dossier.

    Attributes:
        ids: Its identifier, and those of its parts.
        names: The full names and the e-mail addresses of the intern, as far as they are known.
        fields: The bytes of the intern's names in a file of dossiers.
    """

    ids: frozenset[str]
    names: tuple[str, ...]
    fields: tuple[bytes, ...]

    def are_in(self, text: str) -> bool:
        """Whether a text names the intern, or a part of the dossier."""
        return any(mark in text for mark in (*self.ids, *self.names))

    def are_in_bytes(self, data: bytes) -> bool:
        """Whether a file, even damaged, has something of the dossier."""
        marks = (*(each.encode() for each in (*self.ids, *self.names)), *self.fields)
        return any(mark in data for mark in marks)


def marks_of(document: StoredDocument) -> Marks:
    """The marks of a dossier, which may be unreadable; with the former names of the intern."""
    ids = {document.doc_id, *(each.decode() for each in _UUID.findall(document.raw))}
    known: dict[str, set[str]] = {field: set() for field in ("first_name", "last_name", "email")}
    for field, value in _fields_of_intern(document.parsed()):
        if field in known and isinstance(value, str) and value:
            known[field].add(value)
    full = {f"{first} {last}" for first in known["first_name"] for last in known["last_name"]}
    fields = [orjson.dumps({"last_name": last})[1:-1] for last in sorted(known["last_name"])]
    return Marks(frozenset(ids), (*sorted(known["email"]), *sorted(full)), tuple(fields))


def _fields_of_intern(dossier: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Each field of the intern, with what it is and what the history says it was."""
    intern = dossier.get("intern")
    yield from intern.items() if isinstance(intern, dict) else ()
    history = dossier.get("history")
    for line in history if isinstance(history, list) else ():
        changes = line.get("changes") if isinstance(line, dict) else None
        for change in changes if isinstance(changes, list) else ():
            path = change.get("path") if isinstance(change, dict) else None
            if isinstance(path, list) and path[:1] == ["intern"]:
                yield str(path[-1]), change.get("before")


def marks_of_candidates(dossier: Dossier) -> Marks:
    """The marks of the candidates who were not chosen; a first name alone is no mark."""
    others = dossier.other_candidates
    names = {*(each.name for each in others), *dossier.former_candidates}
    ways = {way for each in others for way in (each.email, each.phone) if way}
    known = ways | {name for name in names if " " in name}
    return Marks(frozenset(), tuple(sorted(known)), ())


def marks_of_identity(dossier: Dossier) -> Marks:
    """The marks of identity data: what has letters and digits, as the number of a passport does.

    A sex or a country is in many texts, and is no mark.
    """
    values = (each.value for each in dossier.identity.answers)
    numbers = {each for each in values if len(each) >= _NUMBER and _is_mixed(each)}
    return Marks(frozenset(), tuple(sorted(numbers)), ())


def _is_mixed(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def clear_marked(path: Path, folders: Sequence[Path], marks: Marks) -> None:
    """Remove what only the marks of a dossier lead to; under the lock of the file.

    Args:
        path: The file of the dossiers, which is left alone.
        folders: Where its copies are.
        marks: Of the dossier.

    Raises:
        StoreError: when something could not be removed.
    """
    sweep(path.parent, path.name)
    for folder in folders:
        sweep(folder)
    for side in _SIDES:
        _clear_side_file(path.with_name(f"{path.name}.{side}.json"), marks)
    _clear_side_file(path.with_name(f"{path.stem}.brouillons.json"), marks)
    damaged = [each for each in _other_versions(path, folders) if _content_of(each) is None]
    for file in (*damaged, *_damaged_sides(path), *leftovers(path.parent)):
        if marks.are_in_bytes(_bytes_of(file)):
            _remove(file)


def rewrite_copies(path: Path, folders: Sequence[Path], grave: FileContent) -> int:
    """Rewrite without the erased dossiers each copy that holds one, and read it back.

    Args:
        path: The file of the dossiers, which is left alone.
        folders: Where its copies are.
        grave: A content with the tombstones.

    Returns:
        How many copies were rewritten.

    Raises:
        ErasureUnfinished: when some could not be; all the others were.
    """
    sweep(path.parent, path.name)
    rewritten, failures = 0, []
    for folder in folders:
        sweep(folder)
    for file in _other_versions(path, folders):
        try:
            rewritten += _rewrite(file, grave)
        except StoreError as error:
            failures.append(error)
    if failures:
        raise ErasureUnfinished(failures[0], len(failures))
    return rewritten


def holders(path: Path, folders: Sequence[Path], grave: FileContent) -> Iterator[Path]:
    """The copies that hold a dossier that was erased."""
    for file in _other_versions(path, folders):
        content = _content_of(file)
        if content is not None and holds_erased(content, grave):
            yield file


def others_naming(content: FileContent, marks: Marks) -> tuple[str, ...]:
    """The identifiers of the other dossiers in which the intern is named."""
    names = [name.encode() for name in marks.names]
    return tuple(
        id
        for id, document in content.tables.get(DOSSIERS, {}).items()
        if id not in marks.ids and any(name in document.raw for name in names)
    )


def _rewrite(file: Path, grave: FileContent) -> bool:
    """Take the erased dossiers out of one file; whether it had any.

    Raises:
        StoreError: when it still has.
    """
    content = _content_of(file)
    if content is None or not holds_erased(content, grave):
        return False
    data = b"".join(encode(buried(content, grave)))
    replace_file(file, [data])
    if _bytes_of(file) != data:
        raise UnreadableFile(file, _NOT_THE_SAME)
    return True


def _other_versions(path: Path, folders: Sequence[Path]) -> Iterator[Path]:
    """The copies of a file, and the versions of it that were set aside beside it."""
    for folder in folders:
        for name in names_in(folder):
            yield folder / name.text
    beside = _beside(path)
    known = conflict_copies(path.name, [each.name for each in beside])
    for file in beside:
        is_aside = f"{path.stem}.illisible-" in file.name
        if is_aside or file.name in known or _CONFLICT.search(file.name):
            yield file


def _damaged_sides(path: Path) -> Iterator[Path]:
    for file in _beside(path):
        if any(f".{side}.illisible-" in file.name for side in _SIDES):
            yield file


def _beside(path: Path) -> list[Path]:
    try:
        entries = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [each for each in entries if each.name.startswith(path.stem) and each != path]


def _content_of(file: Path) -> FileContent | None:
    """What a file of dossiers holds, of any schema; None when it is damaged, or not ours."""
    with suppress(FormatError):
        return decode(_bytes_of(file))
    return None


def _bytes_of(file: Path) -> bytes:
    """The bytes of a file; none when it is gone, or is none that anyone can read."""
    with suppress(UnreadableFile):
        read = read_file(file)
        return read[0] if read else b""
    return b""


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise UnreadableFile(file, french_cause(error, writing=True)) from error


def _clear_side_file(path: Path, marks: Marks) -> None:
    """Take what is about a dossier out of drafts or preferences."""
    if marks.are_in_bytes(_bytes_of(path)):
        SideFile(path).update(_clearing(marks))


def _clearing(marks: Marks) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    def change(content: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            name: value
            for name, value in content.items()
            if not marks.are_in(name) and not any(map(marks.are_in, _texts(value)))
        }

    return change


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield str(name)
            yield from _texts(each)
