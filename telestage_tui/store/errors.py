"""What can go wrong with the file of the dossiers, said in French."""

from __future__ import annotations

import errno
from pathlib import Path
from uuid import UUID

from ..dossier.errors import TelestageError
from ..dossier.french import NBSP, count
from ..dossier.text import clean_line, quoted

_CAUSES: dict[int, str] = {
    errno.EACCES: "les droits d’accès ne le permettent pas",
    errno.EPERM: "les droits d’accès ne le permettent pas",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota de disque est atteint",
    errno.EFBIG: "le fichier dépasserait la taille permise",
    errno.EIO: "le disque a signalé une erreur",
    errno.ENOENT: "le répertoire n’existe plus",
    errno.ENOTDIR: "une partie du chemin n’est pas un répertoire",
    errno.EISDIR: "c’est un répertoire",
    errno.ELOOP: "le lien symbolique tourne en rond",
    errno.ENAMETOOLONG: "le nom du fichier est trop long",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
}


def french_cause(error: OSError) -> str:
    """Why the system refused, as a French clause without a full stop."""
    known = _CAUSES.get(error.errno or 0)
    return known or f"le système a répondu {quoted(error.strerror or type(error).__name__)}"


def place(path: Path) -> str:
    """A path between guillemets, whole, and safe to show."""
    return f"«{NBSP}{clean_line(str(path))}{NBSP}»"


class StoreError(TelestageError):
    """Base of every error of the store."""


class UnknownDossier(StoreError):
    """No dossier has that identifier.

    Attributes:
        wanted: The identifier, or its beginning, as it was asked for.
    """

    def __init__(self, wanted: object) -> None:
        self.wanted = str(wanted)
        super().__init__(f"Aucun dossier ne porte l’identifiant {quoted(self.wanted)}.")


class AmbiguousId(StoreError):
    """Several dossiers have an identifier beginning so.

    Attributes:
        candidates: Identifier and intern of each, in the order of the repository.
    """

    def __init__(self, prefix: str, candidates: tuple[tuple[UUID, str], ...]) -> None:
        self.candidates = candidates
        lines = "\n".join(f"  {identifier}  {clean_line(name)}" for identifier, name in candidates)
        super().__init__(
            f"{count(len(candidates), 'dossier')} ont un identifiant qui commence par "
            f"{quoted(prefix)}{NBSP}; ajoutez quelques caractères{NBSP}:\n{lines}"
        )


class ConflictError(StoreError):
    """The dossier is no longer the one the change was made for; nothing was written."""

    def __init__(
        self,
        message: str = (
            "Ce dossier a été modifié ailleurs entre-temps. Rien n’est perdu"
            f"{NBSP}: relisez-le, puis refaites votre changement."
        ),
    ) -> None:
        super().__init__(message)


class SaveFailed(StoreError):
    """Nothing was saved: the file is as it was before."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        super().__init__(
            f"Rien n’a été enregistré dans {place(path)}{NBSP}: {cause}. "
            "Le fichier garde son état précédent."
        )


class OutcomeUnknown(StoreError):
    """The new file is in place, but the disk did not confirm it: read the file again."""

    def __init__(self, path: Path, cause: str) -> None:
        self.path = path
        super().__init__(
            f"L’enregistrement dans {place(path)} n’est pas confirmé{NBSP}: {cause}. "
            "Vérifiez à l’écran si le changement y est avant de le refaire."
        )


class FileLocked(StoreError):
    """Another program held the lock for too long; nothing was written."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path = path
        super().__init__(
            f"Un autre programme occupe {place(path)} depuis plus de "
            f"{count(round(seconds), 'seconde')}. Rien n’a été enregistré{NBSP}; réessayez."
        )


class UnreadableFile(StoreError):
    """The file is not one this program can read; it is left untouched.

    Attributes:
        path: The file.
        reason: French clause, without a full stop.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"Le fichier {place(path)} ne peut pas être lu{NBSP}: {reason}. "
            f"Il n’a pas été touché{NBSP}; une sauvegarde peut être restaurée."
        )


class NewerSchema(StoreError):
    """The file was written by a newer version of the program; it is left untouched."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path = path
        super().__init__(
            f"Le fichier {place(path)} vient d’une version plus récente de telestage "
            f"(schéma {found}, alors que celle-ci connaît le schéma {known}). "
            "Il n’a pas été touché. Mettez telestage à jour."
        )


class UnknownBackup(StoreError):
    """There is no backup of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Aucune sauvegarde ne s’appelle {quoted(name)}.")


class NothingToBackUp(StoreError):
    """The file does not exist yet."""

    def __init__(self) -> None:
        super().__init__("Il n’y a encore aucun dossier à sauvegarder.")
