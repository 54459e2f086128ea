"""Errors of the file of the dossiers: where it is, reading it, writing it."""

from __future__ import annotations

from pathlib import Path

from ..dossier.french import count
from ..dossier.text import quoted
from .backup_names import copies_beside
from .errors import StoreError
from .shown_paths import place, shown

_WITH_COPY = "; une sauvegarde peut être restaurée"


class UnusablePath(StoreError):
    """A path leads nowhere a file can be."""

    def __init__(self, path: str | Path, reason: str) -> None:
        text = quoted(shown(path) if isinstance(path, Path) else path)
        super().__init__(f"Le chemin {text} ne convient pas : {reason}.")


class MissingFolder(StoreError):
    """The directory of a file does not exist: a key that is not plugged in, or a typing error."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Le répertoire {place(folder)} n’existe pas : une clé ou un disque n’est pas branché, "
            "ou le chemin est mal écrit. Rien n’a été créé."
        )


class VanishedFolder(StoreError):
    """The directory of a file is no longer there: a key or a disk was unplugged meanwhile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Le répertoire {place(folder)} n’est plus là : une clé ou un disque a été débranché. "
            "Rien n’a été enregistré; rebranchez-le, puis recommencez."
        )


class SaveFailed(StoreError):
    """Nothing was saved: the file is as it was before."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        self.cause = cause
        super().__init__(
            f"Rien n’a été enregistré dans {place(path)} : {cause}. "
            "Le fichier garde son état précédent."
        )


class BackupFailed(StoreError):
    """A copy could not be made, or not be confirmed; the file itself is as it was before."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(
            f"La sauvegarde {place(path)} n’a pas pu être faite : {cause}. "
            "Le fichier des dossiers n’a pas été touché."
        )


class OutcomeUnknown(StoreError):
    """The new file is in place, but that could not be confirmed: read the file again."""

    may_have_written = True

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        self.cause = cause
        super().__init__(
            f"L’enregistrement dans {place(path)} n’est pas confirmé : {cause}. "
            "Vérifiez si le changement y est avant de le refaire."
        )


class FileLocked(StoreError):
    """Another program held the lock for too long; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Un autre programme est en train d’écrire dans {place(path)}. "
            f"Rien n’a été enregistré; réessayez dans un instant."
        )


class UnreadableFile(StoreError):
    """The file is not one this program can read; it is left untouched.

    Attributes:
        path: The file.
        reason: French clause, without a full stop.
    """

    def __init__(self, path: Path, reason: str, message: str = "") -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            message
            or f"Le fichier {place(path)} ne peut pas être lu : {reason}. "
            f"Il n’a pas été touché{_WITH_COPY if copies_beside(path) else ''}."
        )


class MissingFile(UnreadableFile):
    """The file existed and is gone: this is not the first use of the program.

    Attributes:
        copies: How many backups of it there are.
    """

    def __init__(self, path: Path, copies: int) -> None:
        self.copies = copies
        some = f"{count(copies, 'sauvegarde reste', 'sauvegardes restent')} à côté"
        none = "aucune sauvegarde n’est à côté"
        message = f"Le fichier {place(path)} a disparu; {some if copies else none}."
        super().__init__(path, "il a disparu", message)


class NewerVersion(StoreError):
    """The file was written by a newer version of the program; it is left untouched.

    Attributes:
        schema: The one of the file.
    """

    def __init__(self, path: Path, schema: int, form: int, known: str, version: str = "") -> None:
        """Say which version wrote it, as far as that is known.

        Args:
            path: The file.
            schema: The one of the file.
            form: That of its writer, see `writer_mark`; 0 when it is not known.
            known: The schema and the form that this version writes: `1.4`.
            version: That wrote the file; empty when it is not known.
        """
        self.schema = schema
        which = f"{quoted(version)}, " if version else ""
        theirs = f"{schema}.{form}" if form else str(schema)
        super().__init__(
            f"Le fichier {place(path)} est écrit par une version plus récente de telestage "
            f"({which}schéma {theirs}, alors que celle-ci connaît le schéma {known}). "
            "Il n’a pas été touché. Mettez telestage à jour."
        )
