"""What an organisation's own content adds to the packaged one, and what it replaces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from .content_files import START_UP, ContentFiles, has_entries
from .programme import Programme
from .toml_lines import entry_name

FileOrigin = Literal["packaged", "extended", "replaced", "added"]
"""Ours as it is; ours with changes over it; theirs in place of ours; theirs alone."""
TEMPLATE_FOLDERS = ("papers", "messages")
"""The folders of templates."""


class Layer(NamedTuple):
    """One file of a programme: whose it is.

    Attributes:
        name: Of the file, in its folder.
        origin: Whose it is.
        added: What is there more than in ours: `tasks.alu-news`.
        changed: What is said otherwise: `tasks.bef-team.assignee`.
        removed: What is in ours alone.
    """

    name: str
    origin: FileOrigin
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def layers(programme: Programme) -> tuple[Layer, ...]:
    """Every file of a programme, the texts then the templates.

    Raises:
        ContentError: when a file cannot be read.
    """
    from .texts import CONTENT_PARTS  # not for start-up

    files = programme.files
    names = (START_UP, *(f"{part}.toml" for part in CONTENT_PARTS))
    texts = (_text_layer(files, name) for name in names)
    return (*texts, *(each for folder in TEMPLATE_FOLDERS for each in _templates(files, folder)))


def own_folder(programme: Programme) -> Path | None:
    """The folder of the organisation that a programme is read from; None for the packaged one."""
    return programme.files.folder if programme.files.fallback else None


def _text_layer(files: ContentFiles, name: str) -> Layer:
    if files.own_path(name) is None:
        return Layer(name, "packaged")
    base, own = files.packaged.table(name), files.table(name)
    differences = list(_differences(base, own))
    return Layer(
        name,
        "extended" if files.extends(name) else "replaced",
        *(tuple(path for kind, path in differences if kind == each)
          for each in ("added", "changed", "removed")),
    )  # fmt: skip


def _differences(
    base: Any, own: Any, path: str = "", *, in_entry: bool = False
) -> Iterator[tuple[str, str]]:
    """How two contents differ, entry by entry: `added`, `changed` or `removed`, and where.

    Args:
        base: What is ours.
        own: What is theirs.
        path: Where it is.
        in_entry: Whether it is in an entry of a list, which what it has more or less changes.
    """
    is_list = has_entries(base) and has_entries(own)
    if is_list:
        base = {entry_name(entry): entry for entry in base}
        own = {entry_name(entry): entry for entry in own}
    if not (isinstance(base, dict) and isinstance(own, dict)):
        if base != own:
            yield "changed", path
        return
    for key in dict.fromkeys((*base, *own)):
        here = f"{path}.{key}" if path else key
        if key in base and key in own:
            inside = (in_entry or is_list) and not has_entries(base[key])
            yield from _differences(base[key], own[key], here, in_entry=inside)
        elif in_entry:
            yield "changed", here
        else:
            yield ("added" if key in own else "removed"), here


def _templates(files: ContentFiles, folder: str) -> Iterator[Layer]:
    packaged = _names(files.packaged.folder / folder)
    own = set[str]()
    while files.fallback is not None:
        own |= _names(files.folder / folder)
        files = files.fallback
    for name in sorted(own | packaged):
        origin: FileOrigin = "packaged"
        if name in own:
            origin = "replaced" if name in packaged else "added"
        yield Layer(f"{folder}/{name}", origin)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
