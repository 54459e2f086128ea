"""Watching the file: another program may change it, set it back or make it unreadable."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from textual import work

from ..dossier.errors import TelestageError
from ..dossier.french import count
from ..screens.base import WorkScreen, ground_of
from ..screens.navigation import Unreadable
from ..store.file_errors import BackupFailed, NewerVersion, UnreadableFile
from ..store.files import real_path
from ..store.preferences import LONGEST
from ..store.shown_paths import shown
from ..widgets.dialog import Dialog
from ..widgets.messages import SavedLine
from ..widgets.refusals import Refusal
from ..workspace import Workspace
from ..workspace.set_back import set_back_words
from .leaving import LeavingApp

WATCH_SECONDS = 2.0
"""How often the file is looked at for a change made by another program."""
SET_BACK_SECONDS = 60.0
"""How long it stays in view that the file went back: one may have been away from the screen."""
PLACE_AFTER = 1.0
"""Seconds after the start before the place of the file is looked at: nobody waits for it."""
NOT_KEPT = (
    "Une version plus ancienne a pris la place du fichier. Ce que telestage montre encore n’y est "
    "plus, et n’a pas pu être mis en sauvegarde : ne quittez pas."
)


def surroundings_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """What to know of the place of a file, and the names of the copies beside it; slow."""
    from ..store.neighbours import place_sentence
    from ..store.surroundings import conflict_paths, place_facts

    real = real_path(path)
    copies = tuple(shown(Path(copy.name)) for copy in conflict_paths(real))
    return place_sentence(real, place_facts(real)), copies


class WatchingApp(LeavingApp):
    """An app that shows what other programs write in the file."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._recovering = False
        self._has_warned_not_kept = False
        self._has_finished_erasures = False
        self.has_looked_around = False
        """Whether the place of the file was looked at."""

    def on_mount(self) -> None:
        """Watch the file for changes by other programs."""
        self.workspace.repository.listen(self._say_set_back)
        self.set_interval(WATCH_SECONDS, self._watch_file)
        if trouble := self.workspace.own_content.trouble:
            self.notify(trouble, severity="warning", timeout=SET_BACK_SECONDS)
        if not self.workspace.is_throwaway:
            self.set_timer(PLACE_AFTER, self._look_around)

    @work
    async def _look_around(self) -> None:
        """Say once where the file is, when a tool or a network may be in the way."""
        path = self.workspace.path
        sentence, copies = await asyncio.to_thread(surroundings_of, path)
        if sentence:
            self._say_once("said.place", str(path), sentence)
        if copies:
            newest, *others = copies[::-1]
            more = f" (et {count(len(others), 'autre')})" if others else ""
            self._say_once(
                "said.copies",
                " ".join(copies),
                f"Un outil de synchronisation a gardé une autre version à côté du fichier : "
                f"« {newest} »{more}. I, sur Aujourd’hui, la compare et reprend ce que vous "
                "choisissez.",
            )
        self.has_looked_around = True

    def _say_once(self, name: str, what: str, sentence: str) -> None:
        """Say a sentence unless it was said already of the same thing, in this session or before.

        Args:
            name: The preference that keeps it.
            what: What it is said of.
            sentence: French.
        """
        preferences = self.workspace.preferences
        if preferences.text(name) != what[:LONGEST]:
            preferences.keep(name, what[:LONGEST])
            self.notify(sentence, severity="warning", timeout=SET_BACK_SECONDS)

    def _watch_file(self) -> None:
        try:
            changed = self.workspace.repository.refresh()
        except (UnreadableFile, NewerVersion) as error:
            self.on_unreadable(Unreadable(error))
            return
        except BackupFailed as error:
            self._warn_not_kept(error)
            return
        except TelestageError:
            return  # reported by the next screen that reads the file
        self._finish_erasures()
        if changed:
            self._reload()

    def _finish_erasures(self) -> None:
        """Finish once, soon after the start, the erasures that something stopped."""
        if not self._has_finished_erasures:
            self._has_finished_erasures = True
            if error := self.workspace.finish_erasures():
                self.notify(str(error), severity="warning")

    def _warn_not_kept(self, error: BackupFailed) -> None:
        """Say once that the file has lost something, and that what is in memory has no copy."""
        if not self._has_warned_not_kept:
            self._has_warned_not_kept = True
            self._take_back_saved()
            self.notify(f"{NOT_KEPT} {error}", severity="error", timeout=SET_BACK_SECONDS)

    def _say_set_back(self, copy: datetime) -> None:
        self._take_back_saved()
        self.notify(set_back_words(copy), severity="warning", timeout=SET_BACK_SECONDS)

    def _take_back_saved(self) -> None:
        """What a screen shows as saved may no longer be in the file."""
        for screen in self.screen_stack:
            for line in screen.query(SavedLine):
                line.show()

    def _reload(self) -> None:
        for screen in self.screen_stack[-1:]:  # none once the app has ended
            if isinstance(screen, WorkScreen | Dialog):
                screen.reload()

    def on_unreadable(self, message: Unreadable) -> None:
        """Open the recovery screen, unless it is open already."""
        from ..screens.backups.recovery import RecoveryScreen

        if self._recovering:
            return

        def finish(readable: bool | None) -> None:
            self._recovering = False
            if not readable:
                self.exit()

        self._recovering = True
        self.push_screen(RecoveryScreen(self.workspace, message.error), finish)

    def on_refusal(self, message: Refusal) -> None:
        """Report a refusal that no screen has handled, and reload the screen in view."""
        ground_of(self).report(message.error)
        self._reload()
