"""The base of the screens: title, footer, help, saving, and going back."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar
from uuid import UUID

from pydantic import ValidationError
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size

from ..dossier.base import Frozen
from ..dossier.changes import Change
from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError, french_problem
from ..store.errors import ConflictError, StoreError, UnknownDossier
from ..store.file_errors import NewerVersion, UnreadableFile
from ..widgets.demo_banner import DemoBanner
from ..widgets.discreet_banner import DiscreetBanner
from ..widgets.key_bar import KeyBar
from ..widgets.messages import SavedLine
from ..widgets.refusals import SaysRefusals
from ..widgets.stack import is_on_top, is_open
from ..widgets.title_bar import TitleBar
from ..workspace import Workspace
from ..workspace.workspace import DISCREET_REFUSAL
from .navigation import Go, Place, Unreadable
from .undoing import UNDO_KEYS, UndoingScreen

CLOSED = "Ce stage est clos : rouvrez-le d’abord (Ctrl+O)."
"""Said where something would be written in a closed stage."""
GONE = "Ce dossier n’est plus là : il a été supprimé."
HOLIDAYS_AFTER = 0.15
"""Seconds in which a page is painted before the holidays are loaded, which takes as long."""


class WorkScreen(SaysRefusals, UndoingScreen):
    """A full screen of telestage.

    A screen composes its `body`, and fills it in `show`, which runs when it opens, when it comes
    back to the front, and whenever the file changed.
    """

    HEADING: ClassVar[str] = ""
    """What the title bar says; `title_text` may say more."""
    HELP: ClassVar[str | None] = ""
    """What the screen is for, in French: the head of its help page."""
    TEXT: ClassVar[str] = ""
    """The selector of the panel that `SCROLL_KEYS` scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Retour", key_display="Échap"),
        *UNDO_KEYS,
    ]
    DEFAULT_CSS = """
    WorkScreen {
        background: $surface;
        & > #body { height: 1fr; }
    }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__()
        self.workspace = workspace
        self.go = go
        """The request that opened it."""
        self.begin_on = go.item
        """What to begin on: a task, a meeting, a field…; None for the beginning."""

    def compose(self) -> ComposeResult:
        yield TitleBar(self.HEADING)
        if self.workspace.demo:
            yield DemoBanner(self.workspace.clock)
        if self.workspace.discreet:
            yield DiscreetBanner()
        with Vertical(id="body"):
            yield from self.body()
        yield SavedLine()
        yield KeyBar()

    @property
    def terminal_size(self) -> Size:
        """Columns and lines of the terminal: known before the first layout, as `size` is not."""
        return self.app.size

    def body(self) -> ComposeResult:
        """The widgets of this screen."""
        raise NotImplementedError

    def show(self) -> None:
        """Fill the widgets from the repository."""

    def help_text(self) -> str:
        """What the screen is for, as its help page says it."""
        return self.HELP or ""

    def title_text(self) -> str:
        """What the title bar says."""
        return self.HEADING

    def on_screen_resume(self) -> None:
        """Show what the file says now."""
        self.reload()

    def reload(self) -> None:
        """Show again; an error of the store is reported, and what was shown stays."""
        if not is_open(self):
            return  # called late, by a timer or a worker; or early: it is shown once it is mounted
        try:
            self.show()
            self.query_one(TitleBar).show(self.title_text())
        except (UnreadableFile, NewerVersion) as error:
            self.post_message(Unreadable(error))
        except TelestageError as error:
            self.report(error)

    def way_on(self) -> Go:
        """The task, the field or the page that is selected, as the request that would open it.

        The guide opens on what it says of it.
        """
        return self.go

    # --- saving ---------------------------------------------------------------------------------

    def change(self, dossier_id: UUID, change: Change) -> Dossier | None:
        """Save a change, say so, and show the result.

        Every change of a page goes through here. Where another program has changed the same thing
        since it was read, nothing is saved, and both versions are shown to choose from.

        Args:
            dossier_id: Which dossier.
            change: What is done.

        Returns:
            The dossier as it is on disk, or None when the change was refused, or is asked about:
            the user is then told why, and nothing is shown as saved.
        """
        try:
            before = self.workspace.repository.get(dossier_id)
            dossier = self._change_where_alone(before, change)
        except (TelestageError, ValidationError) as error:
            self.report(error, title="Rien n’a été enregistré")
            self.reload()  # what is shown may be out of date, which may be why
            return None
        if dossier is None:
            return None
        self.say_saved(self._with_whose(dossier.id, dossier.intern.full_name, change.label))
        self.warn_of_secret(before, dossier)
        self.reload()
        return dossier

    def _change_where_alone(self, before: Dossier, change: Change) -> Dossier | None:
        """Save a change, unless another program has changed the same thing: then ask, and None.

        Args:
            before: The dossier as it was seen here.
            change: What is done.

        Raises:
            TelestageError: when the change is refused, or cannot be saved.
        """
        repository, latest = self.workspace.repository, before
        while True:
            try:
                return repository.change(before.id, change, expected=latest)
            except ConflictError:
                present = repository.get(before.id)
                if present == latest:
                    raise  # the file itself was replaced meanwhile
                latest = present
            if self._asks_which(before, change, latest):
                return None

    def _asks_which(self, before: Dossier, change: Change, latest: Dossier) -> bool:
        """Ask which version to keep where this change and another program's meet.

        Raises:
            TelestageError: when the change is refused, or the dossier cannot be read.
        """
        from .at_once import KEEP_THEIRS, ChooseVersion, Clash  # not for start-up

        clash = Clash(before, change, latest, self.workspace)
        if not clash.differences:
            return False

        def use(choice: Hashable | None) -> None:
            if choice in (None, KEEP_THEIRS):
                self.reload()
            else:
                self.change(before.id, clash.chosen(choice))

        self.app.push_screen(ChooseVersion(clash), use)
        return True

    def warn_of_secret(self, before: Frozen | None, after: Frozen) -> None:
        """Say so when a text that was just kept looks like a secret."""
        from ..dossier.secret_warning import WARNING, writes_secret  # not for start-up

        if writes_secret(before, after):
            self.notify(WARNING, title="Un mot de passe?", severity="warning", timeout=12)

    def say_saved(self, label: str) -> None:
        """Say over the footer what is now on disk; and when the backup of the day is not."""
        self.announce()
        self.say_written(label)

    def say_written(self, label: str) -> None:
        """Say it over the footer, without making it a change of this page."""
        self._show_saved(label)
        failure = self.workspace.repository.backup_failure
        if failure is not None:
            self.notify(str(failure), title="La sauvegarde du jour n’a pas été faite",
                        severity="warning")  # fmt: skip

    def _show_saved(self, label: str) -> None:
        if is_open(self):
            self.query_one(SavedLine).show(label)

    def report(self, error: Exception, *, title: str = "") -> None:
        """Tell the user why something was refused or failed."""
        self._show_saved("")
        if isinstance(error, ValidationError):
            message = " ".join(dict.fromkeys(map(french_problem, error.errors())))
        else:
            message = GONE if isinstance(error, UnknownDossier) else str(error)
        if isinstance(error, StoreError) and error.may_have_written:
            title = "Enregistré? À vérifier"
        self.notify(message, title=title, severity="error", timeout=12)

    def tell(self, message: str) -> None:
        """Tell the user something that is not an error."""
        self.notify(message)

    def says_closed(self, dossier: Dossier) -> bool:
        """Whether the stage is closed; says so, before anything is typed in vain."""
        if dossier.closed_on:
            self.tell(CLOSED)
        return dossier.closed_on is not None

    def says_discreet(self) -> bool:
        """Whether the session is discreet; says so, before a file is read or written in vain."""
        if self.workspace.discreet:
            self.tell(DISCREET_REFUSAL)
        return self.workspace.discreet

    # --- common actions -------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep as a draft what was typed and not saved, because one is about to leave."""

    def action_back(self) -> None:
        """Go back to the screen before, and keep what was typed."""
        if is_on_top(self):
            self.keep()
            self.dismiss()

    def action_go(self, place: Place) -> None:
        """Open another screen; what was typed is kept."""
        self.keep()
        self.post_message(Go(place))

    def action_scroll_text(self, way: int) -> None:
        """Scroll the panel by a few lines."""
        self.query_one(self.TEXT).scroll_relative(y=3 * way, animate=False)

    def done(self, label: str) -> None:
        """Go back, and say there what is now on disk."""
        self.dismiss()
        self.app.call_later(self._say_saved_below, label)

    def _say_saved_below(self, label: str) -> None:
        ground = ground_of(self.app)
        ground.call_later(ground.say_saved, label)  # once it is mounted, should it be new


def ground_of(app: App[Any]) -> WorkScreen:
    """The full screen in view, under whatever dialog is open."""
    return next(each for each in reversed(app.screen_stack) if isinstance(each, WorkScreen))
