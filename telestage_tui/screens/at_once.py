"""A change made here while another program changed the dossier: done where the two do not meet."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ..clocks.zones import local
from ..documents.travel.titles import titles_of
from ..dossier.changes import Change
from ..dossier.dossier import Dossier
from ..dossier.merging.both import Version, one_under_the_other, prose_at, with_prose, writer_of
from ..dossier.merging.differences import HISTORY, Difference, differences, missing_lines
from ..dossier.merging.shape import Path
from ..programme.programme import Programme
from ..widgets.dialogs import Choose
from ..workspace import Workspace

KEEP_MINE, KEEP_THEIRS, KEEP_BOTH = "mine", "theirs", "both"


class Clash:
    """What a change and another program both changed, otherwise than each other.

    Args:
        before: The dossier as it was seen here.
        change: What is done here.
        latest: The dossier as another program has left it.
        workspace: Says who is here, and what day it is.

    Raises:
        TelestageError: when the change is refused.
    """

    def __init__(
        self, before: Dossier, change: Change, latest: Dossier, workspace: Workspace
    ) -> None:
        self._change = change
        self.differences = clashes(before, change, latest, workspace.programme(latest))
        """The fields where they meet; none when both can be done."""
        self._texts = dict(self._both(before, latest, workspace)) if self.differences else {}

    def _both(
        self, before: Dossier, latest: Dossier, workspace: Workspace
    ) -> Iterator[tuple[Path, str]]:
        """Each text that may hold both versions, where it is."""
        mine = self._change.apply(before)
        for path in (each.path for each in self.differences):
            here, there = prose_at(mine, path), prose_at(latest, path)
            if not here or not there:
                continue
            line = writer_of(there, missing_lines(before.history, latest.history))
            on = local(line.at, latest.host.zone).date() if line else workspace.today()
            theirs = Version(there, line.who if line else "", on)
            own = Version(here, workspace.who(), workspace.today())
            text = one_under_the_other(prose_at(before, path) or "", theirs, own)
            if text:
                yield path, text

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen, and in what words; first what loses nothing."""
        both = "Garder les deux, l’un sous l’autre"
        if self._texts and len(self._texts) < len(self.differences):
            both += "; le vôtre pour le reste"
        return (
            *(((KEEP_BOTH, both),) if self._texts else ()),
            (KEEP_THEIRS, "Garder l’autre"),
            (KEEP_MINE, "Enregistrer le vôtre"),
        )

    def chosen(self, choice: Hashable) -> Change:
        """The change to make once one has chosen to keep one's own version, or both."""
        if choice != KEEP_BOTH:
            return self._change

        def apply(dossier: Dossier) -> Dossier:
            after = self._change.apply(dossier)
            for path, text in self._texts.items():
                after = with_prose(after, path, text)
            return after

        return self._change._replace(apply=apply)


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

    def __init__(self, clash: Clash) -> None:
        super().__init__(
            "Changé aussi par un autre programme",
            "\n".join(_versions(clash.differences)),
            clash.choices,
        )


def _versions(found: tuple[Difference, ...]) -> Iterator[str]:
    for each in found:
        yield f"{each.where}"
        yield f"  Le vôtre : {each.here}"
        yield f"  L’autre : {each.there}"
