"""Why the operating system refused, in French."""

from __future__ import annotations

import errno
import os

_CAUSES: dict[str, str] = {
    "EACCES": "les droits d’accès ne le permettent pas",
    "EPERM": "les droits d’accès ne le permettent pas",
    "EROFS": "le disque est en lecture seule",
    "ENOSPC": "le disque est plein",
    "EDQUOT": "le quota de disque est atteint",
    "EFBIG": "le fichier dépasserait la taille permise",
    "EIO": "le disque a signalé une erreur",
    "EUCLEAN": "le disque est abîmé",
    "ENOTDIR": "une partie du chemin n’est pas un répertoire",
    "EISDIR": "c’est un répertoire",
    "EEXIST": "un fichier de ce nom existe déjà",
    "ENOTEMPTY": "le répertoire n’est pas vide",
    "ELOOP": "le lien symbolique tourne en rond",
    "ENAMETOOLONG": "le nom du fichier est trop long",
    "EILSEQ": "ce disque n’accepte pas un tel nom de fichier",
    "EINVAL": "ce disque ne permet pas cette opération",
    "ENOSYS": "ce disque ne permet pas cette opération",
    "ENOTSUP": "ce disque ne permet pas cette opération",
    "EOPNOTSUPP": "ce disque ne permet pas cette opération",
    "ENOLCK": "ce disque n’accorde pas de verrou",
    "EAGAIN": "un autre programme l’occupe",
    "EBUSY": "un autre programme l’occupe",
    "ETXTBSY": "un autre programme l’occupe",
    "EDEADLK": "un autre programme l’occupe",
    "EDEADLOCK": "un autre programme l’occupe",
    "ENODEV": "le disque n’est plus là",
    "ENXIO": "ce n’est pas un fichier ordinaire",
    "ENOMEDIUM": "le disque n’est plus là",
    "ESTALE": "le disque du réseau ne répond plus comme avant",
    "ETIMEDOUT": "le disque du réseau ne répond pas",
    "EHOSTDOWN": "le disque du réseau ne répond pas",
    "EHOSTUNREACH": "le disque du réseau ne répond pas",
    "ENOTCONN": "le disque du réseau ne répond pas",
    "EXDEV": "ce serait passer d’un disque à un autre",
    "EMLINK": "trop de liens mènent à ce fichier",
    "ENOMEM": "il ne reste plus assez de mémoire",
    "EMFILE": "trop de fichiers sont ouverts",
    "ENFILE": "trop de fichiers sont ouverts",
    "EADDRINUSE": "un autre programme l’occupe",
    "EADDRNOTAVAIL": "cette adresse n’est pas à cet ordinateur",
    "EPIPE": "le programme qui lisait est parti",
}
"""By name of the error: numbers differ between systems, and no system has them all."""


def french_cause(error: OSError, *, writing: bool = False) -> str:
    """Why the system refused, as a French clause without a full stop.

    Args:
        error: The refusal.
        writing: Whether a file was being made: what is missing is then its directory.
    """
    if error.errno == errno.ENOENT:
        if writing:
            return "le répertoire n’existe plus"
        return _what_is_missing(error)
    name = errno.errorcode.get(error.errno or 0, str(error.errno or type(error).__name__))
    return _CAUSES.get(name, f"le système a refusé (erreur {name})")


def _what_is_missing(error: OSError) -> str:
    folder = os.path.dirname(os.fsdecode(error.filename)) if error.filename else ""  # noqa: PTH120
    if not error.filename or os.path.isdir(folder or "."):  # noqa: PTH112 - no error without the right to look
        return "ce fichier n’existe pas"
    return "le répertoire n’existe pas"
