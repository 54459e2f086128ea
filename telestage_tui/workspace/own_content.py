"""Which content an organisation works with: the folder given for once, or the one remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from ..dossier.errors import Refused
from ..programme.errors import ContentError
from ..programme.loader import load_programme
from ..store.paths import user_path
from ..store.preferences import Preferences
from ..store.served import is_served
from ..store.shown_paths import place

FOLDER_PREFERENCE = "programme.folder"
"""The preference that has the folder of the organisation's own content."""


class OwnContent:
    """The folder of an organisation's own content.

    Args:
        given: The folder given for this launch alone, as it was typed; None for none.
        preferences: Gives the preferences, where one is remembered from a launch to the next.
    """

    def __init__(self, given: Path | None, preferences: Callable[[], Preferences]) -> None:
        self._given = given
        self._preferences = preferences

    @property
    def remembered(self) -> Path | None:
        """The folder that is remembered, whether it can be used or not; None for none."""
        path = self._preferences().text(FOLDER_PREFERENCE)
        return Path(path) if path else None

    @property
    def is_remembered(self) -> bool:
        """Whether the folder in use is the one remembered, none being given for this launch."""
        return self._given is None and self.remembered is not None

    @cached_property
    def folder(self) -> Path | None:
        """The folder in use; None for the packaged content.

        The one given comes first, whatever is in it; the one remembered is left aside while it
        cannot be read, as `trouble` says.

        Raises:
            UnusablePath: when the one given cannot be a path.
        """
        if self._given is not None:
            return user_path(self._given)
        return None if self.trouble else self.remembered

    @cached_property
    def trouble(self) -> str:
        """Why the folder remembered is left aside, in French; empty when it is not."""
        folder = None if self._given is not None else self.remembered
        if folder is None:
            return ""
        if not folder.is_dir():
            reason = "il est introuvable"
        else:
            try:
                load_programme(None, folder)
            except ContentError as error:
                more = " (et d’autres)" if len(error.problems) > 1 else ""
                reason = f"{str(error.problems[0]).rstrip('.')}{more}"
                if is_served():  # a problem may name a file of this machine
                    reason = "il a une erreur, que la commande « telestage programme check » dit"
            else:
                return ""
        return (
            f"Le contenu de votre organisation, {place(folder)}, n’a pas pu servir : {reason}. "
            "Celui de telestage le remplace en attendant. Pour en choisir un autre : "
            "telestage programme use RÉPERTOIRE, ou --default pour le nôtre."
        )

    def remember(self, folder: Path | None) -> None:
        """Use a folder from now on, at each launch; None for the packaged content.

        Raises:
            Refused: when it could not be remembered.
        """
        path = str(folder) if folder else ""
        preferences = self._preferences()
        preferences.keep(FOLDER_PREFERENCE, path)
        if Preferences(preferences.file).text(FOLDER_PREFERENCE) != path:
            raise Refused(
                f"Ce choix n’a pas pu être retenu : {place(preferences.path)} ne se laisse pas "
                "écrire. Rien n’a changé."
            )
        self.__dict__.pop("folder", None)
        self.__dict__.pop("trouble", None)
