"""A change made here while another program changed the dossier: done where the two do not meet."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents.travel.titles import titles_of
from ..dossier.changes import Change
from ..dossier.dossier import Dossier
from ..dossier.merging.differences import HISTORY, Difference, differences
from ..dossier.merging.shape import Path
from ..programme.programme import Programme
from ..widgets.dialogs import Choose

KEEP_MINE, KEEP_THEIRS = "mine", "theirs"


def clashes(
    before: Dossier, change: Change, latest: Dossier, programme: Programme
) -> tuple[Difference, ...]:
    """The fields that a change and another program both changed, otherwise than each other.

    Args:
        before: The dossier as it was seen here.
        change: What is done here.
        latest: The dossier as another program has left it.
        programme: Which it follows.

    Raises:
        TelestageError: when the change is refused.
    """
    mine = change.apply(before)
    here = {each.path for each in differences(before, mine)}
    there = {each.path for each in differences(before, latest)} - {HISTORY}
    both = {path for path in (*here, *there) if _meets(path, here) and _meets(path, there)}
    return tuple(
        each
        for each in differences(mine, latest, titles=titles_of(programme))
        if each.path != HISTORY and _meets(each.path, both)
    )


def _meets(path: Path, others: set[Path]) -> bool:
    """Whether a path is one of the others, within one of them, or around one."""
    return any(path[: len(each)] == each or each[: len(path)] == path for each in others)


class ChooseVersion(Choose):
    """Shows both versions of what two programs changed at once, and asks which to keep."""

    def __init__(self, found: tuple[Difference, ...]) -> None:
        super().__init__(
            "Changé aussi par un autre programme",
            "\n".join(_versions(found)),
            ((KEEP_THEIRS, "Garder l’autre"), (KEEP_MINE, "Enregistrer le vôtre")),
        )


def _versions(found: tuple[Difference, ...]) -> Iterator[str]:
    for each in found:
        yield f"{each.where}"
        yield f"  Le vôtre : {each.here}"
        yield f"  L’autre : {each.there}"
