"""Errors of the file of the dossiers, with their French messages."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from uuid import UUID

from ..dossier.errors import TelestageError
from ..dossier.french import count, leading_count
from ..dossier.text import clean_line, quoted
from .backup_names import copies_beside
from .served import is_served


def shown(path: Path) -> str:
    """The text of a path, whole, without anything that commands a terminal.

    In somebody else's browser, the name alone: where it is concerns this machine.
    """
    text = path.name if is_served() else str(path)
    raw = text.encode("utf-8", "surrogateescape")  # how Python holds a name it cannot read
    return clean_line(raw.decode("utf-8", "replace"))


def place(path: Path) -> str:
    """A path between guillemets, whole, and safe to show."""
    return f"« {shown(path)} »"


LONGEST_NAME = 80
"""Characters shown of a name in a dossier that cannot be read: nothing bounds it there."""
_WITH_COPY = "; une sauvegarde peut être restaurée"


class StoreError(TelestageError):
    """Base of every error of the store."""

    may_have_written: ClassVar[bool] = False
    """Whether the change may be in the file in spite of the error: no message may deny it then."""


class UnusablePath(StoreError):
    """A path leads nowhere a file can be."""

    def __init__(self, path: str | Path, reason: str) -> None:
        text = quoted(shown(path) if isinstance(path, Path) else path)
        super().__init__(f"Le chemin {text} ne convient pas : {reason}.")


MOST_CANDIDATES = 10
"""Things named when an identifier is ambiguous; one more is named rather than counted."""


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


class UnknownDossier(StoreError):
    """No dossier has that identifier, or one beginning so."""

    def __init__(self, identifier: object) -> None:
        super().__init__(f"Aucun dossier ne porte l’identifiant {quoted(str(identifier))}.")


class AmbiguousId(StoreError):
    """Several dossiers have an identifier with that beginning.

    Attributes:
        candidates: Identifier and intern of each, in the order of the repository.
    """

    def __init__(self, prefix: str, candidates: tuple[tuple[UUID, str], ...]) -> None:
        self.candidates = candidates
        is_short = len(candidates) <= MOST_CANDIDATES + 1
        named = candidates if is_short else candidates[:MOST_CANDIDATES]
        lines = "\n".join(f"  {identifier}  {clean_line(name)}" for identifier, name in named)
        if others := len(candidates) - len(named):
            lines += f"\n  … et {others} autres"
        super().__init__(
            f"{leading_count(len(candidates), 'dossier')} ont un identifiant qui commence par "
            f"{quoted(prefix)}; ajoutez quelques caractères :\n{lines}"
        )


class ConflictError(StoreError):
    """The dossier is no longer the one the change was made for; nothing was written."""

    def __init__(
        self,
        message: str = (
            "Ce dossier a été modifié ailleurs entre-temps. Rien n’est perdu"
            " : relisez-le, puis refaites votre changement."
        ),
    ) -> None:
        super().__init__(message)


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


class UnreadableDossier(StoreError):
    """One dossier of a sound file cannot be read; the others can.

    Attributes:
        id: Its identifier, as the file has it.
        intern: The name in it, or an empty text.
    """

    def __init__(self, id: str, intern: str, reason: str) -> None:
        self.id = id
        self.intern = clean_line(intern)[:LONGEST_NAME]
        whose = f" ({self.intern})" if self.intern else ""
        super().__init__(
            f"Le dossier {id}{whose} ne peut pas être lu : {reason}. Il n’a pas été touché, "
            f"et les autres restent utilisables."
        )


class NewerDossier(UnreadableDossier):
    """One dossier has something that only a newer version of the program can have written."""

    def __init__(self, id: str, intern: str, field: str) -> None:
        super().__init__(id, intern, _newer(field))


class UnreadableOrganisation(StoreError):
    """The record of the organisation cannot be read; the dossiers can."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"« Mon organisation » ne peut pas être lu : {reason}. Rien n’y a été touché, et les "
            f"dossiers restent utilisables."
        )


class NewerOrganisation(UnreadableOrganisation):
    """The record of the organisation has something that only a newer version can have written."""

    def __init__(self, field: str) -> None:
        super().__init__(_newer(field))


def _newer(field: str) -> str:
    """Why a record cannot be read, when this version does not know one of its fields."""
    return (
        f"il est écrit par une version plus récente de telestage, et celle-ci ne connaît pas "
        f"{quoted(clean_line(field)[:LONGEST_NAME])}; mettez telestage à jour"
    )


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


class ErasedDossier(StoreError):
    """The dossier of that identifier was erased: it may not come back.

    Attributes:
        id: Of the dossier.
    """

    def __init__(self, id: UUID) -> None:
        self.id = id
        super().__init__(f"Le dossier {id} a été effacé : il ne peut pas revenir.")


class ErasureUnfinished(StoreError):
    """What is erased is out of the file, but some copies may still hold it."""

    may_have_written = True

    def __init__(self, cause: StoreError, failures: int) -> None:
        others = f", et {count(failures - 1, 'autre')}" if failures > 1 else ""
        why = str(cause)
        if isinstance(cause, SaveFailed | OutcomeUnknown):
            # Its own sentence is about that copy: it would deny here what was done in the file.
            why = f"À réécrire : {place(cause.path)} ({cause.cause}){others}."
        elif others:
            why = f"{cause} Et {count(failures - 1, 'autre')}."
        super().__init__(
            "L’effacement est fait dans le fichier, mais pas encore dans toutes ses copies. "
            f"telestage le reprendra à sa prochaine ouverture. {why}"
        )


class SequencesBehind(StoreError):
    """A backup is in place, but the SEQUENCE of its meetings was not raised: calendars may not take
    them."""

    may_have_written = True

    def __init__(self, cause: StoreError) -> None:
        super().__init__(
            "La sauvegarde est restaurée, mais pas annoncée aux agendas, qui pourraient garder "
            f"l’heure d’une rencontre déplacée depuis : vérifiez-les après le prochain "
            f"export. {cause}"
        )


class UnknownBackup(StoreError):
    """There is no backup of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Aucune sauvegarde ne s’appelle {quoted(name)}.")


class NothingToBackUp(StoreError):
    """The file does not exist yet."""

    def __init__(self) -> None:
        super().__init__("Il n’y a encore aucun dossier à sauvegarder.")
