"""What a filled file would change in a dossier: shown line by line, then saved as one change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...dossier.changes import Change
from ...dossier.deeds import deed
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.french import count, de
from ...dossier.text import QUOTE_MAX, clean_line

CHANGED, ADDED, CLEARED, KEPT = "→", "+", "–", "≠"
"""The signs of a line: changed, added, cleared, and not taken since the dossier says otherwise."""
_COMMON = 20
"""Characters that two long texts share at their beginning before it is left out."""


class Line(NamedTuple):
    """A line of the preview.

    Attributes:
        sign: `→`, `+`, `–`, or `≠` for what is not taken.
        text: In French.
    """

    sign: str
    text: str


class Step(NamedTuple):
    """A change, with what the preview says of it.

    Attributes:
        change: What it does.
        lines: What it changes.
    """

    change: Change
    lines: tuple[Line, ...]


class FileImport(NamedTuple):
    """What a filled file would change in a dossier.

    Attributes:
        dossier: The dossier as it was when the file was read.
        source: Where it comes from, for the history: « du classeur ».
        steps: What is taken, in order; empty when there is nothing to take.
        kept: What is not taken since the dossier says otherwise.
        notes: French sentences: what else there is to know.
    """

    dossier: Dossier
    source: str
    steps: tuple[Step, ...]
    kept: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def heading(self) -> str:
        """« 3 modifications à reprendre du classeur, dossier de Léa : », or that there is none."""
        whose = f"dossier {de(self.dossier.intern.full_name)}"
        if not self.steps:
            return f"Rien à reprendre {self.source}, {whose}."
        number = sum(len(step.lines) for step in self.steps)
        return f"{count(number, 'modification')} à reprendre {self.source}, {whose} :"

    def lines(self) -> Iterator[Line]:
        """Each thing that changes, then each that is not taken."""
        for step in self.steps:
            yield from step.lines
        yield from self.kept

    def change(self) -> Change:
        """What was shown, as one change.

        Its `apply` raises `Refused` when the dossier has changed since the file was read: what was
        agreed to is no longer what would be done.
        """

        def apply(current: Dossier) -> Dossier:
            if current.version != self.dossier.version:
                raise Refused("Le dossier vient de changer : reprenez le fichier.")
            for step in self.steps:
                current = step.change.apply(current)
            return current

        number = sum(len(step.lines) for step in self.steps)
        deeds = (step.change.deed for step in self.steps)
        what = deed("dossier.imported", *deeds, lines=number, source=self.source)
        return Change(what, apply, backup="import")


def line_of(where: str, before: str, after: str) -> Line:
    """The line of a value that becomes another, either of them possibly empty."""
    if not before:
        return Line(ADDED, f"{where} : {_short(after)}")
    if not after:
        return Line(CLEARED, f"{where} : {_short(before)}")
    start = _shared(before, after)
    return Line(CHANGED, f"{where} : {_short(before, start)} → {_short(after, start)}")


def kept_line(where: str, theirs: str, mine: str) -> Line:
    """The line of a value that is not taken, since the dossier was given another meanwhile."""
    start = _shared(theirs, mine)
    return Line(
        KEPT,
        f"{where} : {_short(theirs, start)} dans le dossier depuis l’exportation, gardé; "
        f"le fichier dit {_short(mine, start)}",
    )


def refused_line(where: str, mine: str, why: str) -> Line:
    """The line of a value that is not taken, for a reason."""
    return Line(KEPT, f"{where} : {_short(mine)}, non repris. {why}")


def _short(text: str, start: int = 0) -> str:
    """A value in a few words; between guillemets when it is a sentence, « rien » without one."""
    line = clean_line(text)
    if not line:
        return "rien"
    if start > _COMMON:
        line = f"…{line[start - _COMMON // 2 :]}"
    if len(line) > QUOTE_MAX:
        line = f"{line[: QUOTE_MAX - 1].rstrip()}…"
    return line if " " not in line else f"« {line} »"


def _shared(first: str, second: str) -> int:
    """How many characters two texts have in common at their beginning; 0 for short ones."""
    one, other = clean_line(first), clean_line(second)
    if max(len(one), len(other)) <= QUOTE_MAX:
        return 0
    pairs: Sequence[tuple[str, str]] = list(zip(one, other, strict=False))
    return next((n for n, (a, b) in enumerate(pairs) if a != b), len(pairs))
