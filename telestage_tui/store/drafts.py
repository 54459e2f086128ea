"""Texts typed and not yet saved, beside the file of the dossiers.

A draft is a courtesy: the dossiers never depend on it. A write that fails is therefore no error.
The text stays in memory, a listener is called once with a French message, and the next write
includes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from ..dossier.text import clean_prose
from .draft_texts import (
    BEFORE,
    SPENT,
    Value,
    is_over,
    typed,
    typed_after,
    typed_over,
    well_formed,
    without_oldest,
)
from .errors import StoreError
from .file_errors import VanishedFolder
from .files import real_path
from .side_file import SideFile

ALSO = ".aussi."
"""Between the name of a draft and the rank of another text that waits to be taken up there."""
Listener = Callable[[str], object]


class Draft:
    """The unsaved fields of one form, with the values in the file when they were typed.

    Args:
        drafts: Where they are kept.
        name: The name they are kept under.
    """

    def __init__(self, drafts: Drafts, name: str) -> None:
        self._drafts = drafts
        self._name = name

    @property
    def typed(self) -> dict[str, str]:
        """The fields whose text differs from the file, or none."""
        return typed(self._drafts.form(self._name))

    @property
    def base(self) -> dict[str, str]:
        """The values of those fields in the file when they were typed, as far as they are known."""
        fields = self._drafts.form(self._name)
        return {
            field.removeprefix(BEFORE): text
            for field, text in fields.items()
            if field.startswith(BEFORE)
        }

    @property
    def has_more(self) -> bool:
        """Whether another text waits to be taken up under that name."""
        return self._drafts.has_more(self._name)

    def keep(self, fields: Mapping[str, str], base: Mapping[str, str]) -> None:
        """Keep fields, with their values in the file; no field at all deletes the draft."""
        before = {f"{BEFORE}{field}": base[field] for field in fields if field in base}
        self._drafts.keep_form(self._name, {**fields, **before})

    def forget(self) -> None:
        """Delete the draft."""
        self._drafts.keep_form(self._name, {})

    @property
    def latest_change(self) -> int:
        """The rank of the last change made to the dossiers here; 0 when there is none."""
        return self._drafts.latest_change()

    def spend(self, since: int) -> None:
        """Delete the draft, whose texts are saved; undoing the change that did so brings it back.

        Args:
            since: `latest_change` before the texts were saved.
        """
        self._drafts.spend(self._name, since)


class Drafts:
    """Texts and forms not yet saved, by name.

    A name says whose draft it is (`note.<dossier>.<task>`); past the bounds the oldest are
    forgotten.

    Args:
        path: The file of the dossiers; the drafts of `telestage.json` are kept beside it, in
            `telestage.json.brouillons.json`. Nothing is read before the first use.
        latest_change: Gives the rank of the last change made to the dossiers here, 0 for none.
        latest_key: Gives what names that change in any session, two parts with a dot; empty for
            none.
    """

    def __init__(
        self,
        path: Path,
        latest_change: Callable[[], int] = lambda: 0,
        latest_key: Callable[[], str] = str,
    ) -> None:
        path = real_path(path)
        # Under a former name, `a.json` and `a.db` shared one file.
        former = path.with_name(f"{path.stem}.brouillons.json")
        self._file = SideFile(path.with_name(f"{path.name}.brouillons.json"), former)
        self._on_disk: dict[str, Value] | None = None
        self._pending: dict[str, Value] = {}
        self._listener: Listener | None = None
        self._has_warned = False
        self.latest_change = latest_change
        self._latest_key = latest_key

    @property
    def path(self) -> Path:
        """The side file."""
        return self._file.path

    def listen(self, listener: Listener) -> None:
        """Have a function called, with a French message, when drafts can no longer be written."""
        self._listener = listener

    @property
    def unwritten(self) -> bool:
        """Whether something is kept in memory only, because the file could not be written."""
        return bool(self._pending)

    def of(self, name: str) -> Draft:
        """The draft of that name, kept or not; where there is none, one that waits there."""
        waiting = self._waiting(name)
        if waiting and not self.form(name):
            self.keep_form(name, self.form(waiting[0]))
            self.keep_form(waiting[0], {})
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

    def spend(self, name: str, since: int) -> None:
        """Delete the draft of a form that was saved, unless no change was made since that rank."""
        form, key = self.form(name), self._latest_key()
        if form and key and self.latest_change() != since:
            self._pending[f"{SPENT}{key}.{name}"] = form
        self.keep_form(name, {})

    def _spent(self, key: str) -> dict[str, dict[str, str]]:
        """The forms that were drafts until a change saved them, in any session, by name."""
        self.reread()
        prefix = f"{SPENT}{key}."
        return {
            name.removeprefix(prefix): self.form(name)
            for name in self._all()
            if name.startswith(prefix)
        }

    def bring_back(self, key: str) -> bool:
        """Make drafts again of the texts that the change of that key had saved: it was undone.

        What was typed in a form since over those very texts is then typed over what they themselves
        were typed over. What is another matter, such as a second note, stays; those texts wait
        behind it, until the form is opened with no draft of its own.

        Returns:
            Whether there is a draft.
        """
        forms = self._spent(key)
        for name, form in forms.items():
            later = self.form(name)
            if not later or is_over(later, form):
                self.keep_form(name, typed_over(later, form) if later else form)
            elif typed(later) != typed(form):
                self.keep_form(self._next_waiting(name), form)
        return any(self.form(name) for name in forms)

    def has_more(self, name: str) -> bool:
        """Whether a text waits to be taken up under that name, behind its draft."""
        return bool(self._waiting(name))

    def _waiting(self, name: str) -> list[str]:
        """The names of the texts that wait to be taken up under a name, in their order."""
        prefix = f"{name}{ALSO}"
        return sorted(
            (each for each in self._all() if each.startswith(prefix) and self.form(each)),
            key=lambda each: (len(each), each),
        )

    def _next_waiting(self, name: str) -> str:
        waiting = self._waiting(name)
        rank = int(waiting[-1].rpartition(ALSO)[2]) + 1 if waiting else 1
        return f"{name}{ALSO}{rank}"

    def take_away(self, key: str) -> None:
        """Delete the drafts that `bring_back` made: the change of that key was made again."""
        for name, form in self._spent(key).items():
            same = next((each for each in self._waiting(name) if self.form(each) == form), None)
            if same is not None:
                self.keep_form(same, {})
            else:
                self.keep_form(name, typed_after(self.form(name), form))

    def forget_about(self, dossier_id: UUID) -> None:
        """Forget every draft about a dossier that was removed or erased."""
        self.reread()
        for name in list(self._all()):
            if str(dossier_id) in name.split("."):
                self._keep(name, "")

    def about(self, dossier_id: UUID) -> Iterator[str]:
        """The texts typed about a dossier and not yet saved."""
        for name, value in self._all().items():
            if str(dossier_id) in name.split(".") and not name.startswith(SPENT):
                yield from ((value,) if isinstance(value, str) else typed(value).values())

    def reread(self) -> None:
        """Read the file again: an erasure has changed it."""
        self._on_disk = None

    def _all(self) -> dict[str, Value]:
        if self._on_disk is None:
            self._on_disk = well_formed(self._file.read())
        return {**self._on_disk, **self._pending}

    def _value(self, name: str) -> Value:
        if self._on_disk is None:
            self._on_disk = well_formed(self._file.read())
        return self._pending.get(name, self._on_disk.get(name, ""))

    def _keep(self, name: str, value: Value) -> None:
        if value == self._value(name) or not (value or self._value(name)):
            return
        self._pending.pop(name, None)  # the newest comes last
        self._pending[name] = value
        try:
            self._on_disk = well_formed(self._file.update(self._with_pending))
        except StoreError as error:
            self._warn(error)
        else:
            self._pending.clear()
            self._has_warned = False

    def _with_pending(self, content: Mapping[str, Any]) -> dict[str, Value]:
        values = well_formed(content)
        for name, value in self._pending.items():
            values.pop(name, None)
            if value:
                values[name] = value
        return without_oldest(values)

    def _warn(self, error: StoreError) -> None:
        if self._listener is not None and not self._has_warned:
            kept = "vos textes en cours restent en mémoire"
            self._listener(
                f"La clé ou le disque de vos dossiers n’est plus là : {kept}. Rebranchez-le avant "
                "de quitter."
                if isinstance(error, VanishedFolder)
                else f"Le fichier des brouillons ne peut pas être écrit : {kept}. Enregistrez-les "
                "avant de quitter."
            )
        self._has_warned = True
