"""Texts typed and not yet saved, and small preferences, beside the file of the dossiers.

A draft is a courtesy: the dossiers never depend on it. A write that fails is therefore no error.
The text stays in memory, a listener is told once in French, and the next write takes it along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..dossier.text import clean_prose
from .errors import StoreError
from .files import real_path
from .side_file import SideFile

BEFORE = "avant:"
"""Before the name of a field, for what the file said of it when it was typed over."""
MOST_DRAFTS = 300
LARGEST_DRAFT = 2_000_000
"""Characters of all drafts together."""

Value = str | dict[str, str]
Listener = Callable[[str], object]


class Draft:
    """One form typed in and not saved, with what it was typed over.

    Args:
        drafts: Where it is kept.
        name: Under what name.
    """

    def __init__(self, drafts: Drafts, name: str) -> None:
        self._drafts = drafts
        self._name = name

    @property
    def typed(self) -> dict[str, str]:
        """The fields that say something else than the file, or none."""
        kept = self._drafts.form(self._name)
        return {field: text for field, text in kept.items() if not field.startswith(BEFORE)}

    @property
    def base(self) -> dict[str, str]:
        """What the file said of those fields when they were typed, as far as that is known."""
        kept = self._drafts.form(self._name)
        return {
            field.removeprefix(BEFORE): text
            for field, text in kept.items()
            if field.startswith(BEFORE)
        }

    def keep(self, typed: Mapping[str, str], base: Mapping[str, str]) -> None:
        """Keep fields, with what the file says of them; no field at all forgets the draft."""
        before = {f"{BEFORE}{field}": base[field] for field in typed if field in base}
        self._drafts.keep_form(self._name, {**typed, **before})

    def forget(self) -> None:
        """Keep nothing any more."""
        self._drafts.keep_form(self._name, {})


class Drafts:
    """What was typed and not sent, by name.

    A name with a dot is the draft of one thing (`note.<dossier>.<task>`): past the bounds the
    oldest are forgotten. A name without a dot is a preference (`theme`), and stays.

    Args:
        path: The file of the dossiers; the drafts of `telestage.json` are kept beside it, in
            `telestage.json.brouillons.json`. Nothing is read before the first use.
    """

    def __init__(self, path: Path) -> None:
        path = real_path(path)
        # Under a former name, `a.json` and `a.db` shared one file.
        former = path.with_name(f"{path.stem}.brouillons.json")
        self._file = SideFile(path.with_name(f"{path.name}.brouillons.json"), former)
        self._kept: dict[str, Value] | None = None
        self._unsaved: dict[str, Value] = {}
        self._listener: Listener | None = None
        self._told = False

    @property
    def path(self) -> Path:
        """The side file."""
        return self._file.path

    def listen(self, listener: Listener) -> None:
        """Have a function told, in French, when drafts can no longer be written."""
        self._listener = listener

    @property
    def unwritten(self) -> bool:
        """Whether something is kept in memory only, because the file could not be written."""
        return bool(self._unsaved)

    def of(self, name: str) -> Draft:
        """The draft of that name, kept or not."""
        return Draft(self, name)

    def text(self, name: str) -> str:
        """The text kept under that name, or an empty one."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text; an empty one forgets it."""
        self._keep(name, clean_prose(text))

    def form(self, name: str) -> dict[str, str]:
        """The fields kept under that name, or none."""
        value = self._value(name)
        return dict(value) if isinstance(value, dict) else {}

    def keep_form(self, name: str, values: Mapping[str, str]) -> None:
        """Keep the fields of a form; an empty mapping forgets them."""
        self._keep(name, {field: clean_prose(text) for field, text in values.items()})

    def _value(self, name: str) -> Value:
        if self._kept is None:
            self._kept = _values(self._file.read())
        return self._unsaved.get(name, self._kept.get(name, ""))

    def _keep(self, name: str, value: Value) -> None:
        if value == self._value(name) or not (value or self._value(name)):
            return
        self._unsaved.pop(name, None)  # the newest comes last
        self._unsaved[name] = value
        try:
            self._kept = _values(self._file.update(self._with_unsaved))
        except StoreError:
            self._tell()
        else:
            self._unsaved.clear()
            self._told = False

    def _with_unsaved(self, content: Mapping[str, Any]) -> dict[str, Value]:
        kept = _values(content)
        for name, value in self._unsaved.items():
            kept.pop(name, None)
            if value:
                kept[name] = value
        return _bounded(kept)

    def _tell(self) -> None:
        if self._listener is not None and not self._told:
            self._listener(
                "Le fichier des brouillons ne peut pas être écrit : vos textes en cours "
                "restent en mémoire. Enregistrez-les avant de quitter."
            )
        self._told = True


def _values(content: Mapping[str, Any]) -> dict[str, Value]:
    """What is well formed in the content of the file, cleaned of control characters."""
    values: dict[str, Value] = {}
    for name, value in content.items():
        if isinstance(value, str):
            values[name] = clean_prose(value)
        elif isinstance(value, dict):
            fields = {f: clean_prose(t) for f, t in value.items() if isinstance(t, str)}
            values[name] = fields
    return values


def _bounded(values: dict[str, Value]) -> dict[str, Value]:
    """The same without the oldest drafts, when there are too many or they are too long."""
    drafts = [name for name in values if "." in name]
    total = sum(_size(values[name]) for name in drafts)
    dropped: set[str] = set()
    for name in drafts[:-1]:  # the newest is what someone has just typed
        if total <= LARGEST_DRAFT and len(drafts) - len(dropped) <= MOST_DRAFTS:
            break
        dropped.add(name)
        total -= _size(values[name])
    return {name: value for name, value in values.items() if name not in dropped}


def _size(value: Value) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value.values()))
