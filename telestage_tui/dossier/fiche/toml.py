"""Reads the TOML of a fiche, within limits; its errors are in French, with their place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..errors import FieldProblem, InvalidInput
from ..text import quoted
from ..toml_reading import UnreadableToml, read_toml

LARGEST_FICHE = 1024 * 1024
"""Largest fiche read: a real one has a few kilobytes."""

_FRENCH = (
    ("Expected '=' after a key", "il manque « = » après le nom du champ."),
    ("Invalid initial character for a key part", "un nom de champ est attendu."),
    ("Invalid statement", "un nom de champ ou un titre de section est attendu."),
    ("Expected newline or end of document", "cette fin de ligne est de trop."),
    ("Cannot declare", "cette section est déjà écrite plus haut; réunissez les deux."),
    ("Cannot overwrite a value", "ce champ est déjà écrit plus haut; gardez l’un des deux."),
    ("Duplicate inline table key", "ce champ est déjà écrit plus haut; gardez l’un des deux."),
    ("Cannot redefine namespace", "cette section est déjà écrite plus haut; réunissez les deux."),
    ("Cannot mutate immutable", "cette section est déjà écrite plus haut; réunissez les deux."),
    ("Expected ']", "il manque un crochet à la fin du titre de section."),
    ("Unclosed array", "il manque le crochet qui ferme la liste."),
    ("Unclosed inline table", "il manque l’accolade qui ferme le groupe."),
    ("Unterminated string", "il manque le guillemet qui ferme le texte."),
    ('Expected "\'"', "il manque le guillemet qui ferme le texte."),
    ("Expected '\"", "il manque le guillemet qui ferme le texte."),
    ("Unescaped '\\'", "une barre oblique inverse « \\ » s’écrit deux fois dans un texte."),
    ("Invalid hex value", "le code du caractère est incomplet."),
    ("Escaped character", "ce code ne désigne aucun caractère."),
    ("Illegal character '\\n'", "il manque le guillemet qui ferme le texte."),
    ("Illegal character", "ce caractère invisible n’a pas sa place ici; retirez-le."),
    ("Found invalid character", "ce caractère invisible n’a pas sa place ici; retirez-le."),
    ("Invalid date or datetime", "cette date ou cette heure n’existe pas."),
    ("Invalid value", "valeur illisible; un texte s’écrit entre guillemets."),
)
_BARE_TIME = re.compile(r"=\s*\d{1,2}\s*[:hH]")
_NAME = re.compile(r"\s*+\[*+\s*+([\w.-]++)\s*+[=\]]")
_TYPOGRAPHIC_QUOTE = re.compile(r"=\s*[«“”]")


def load_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        InvalidInput: when it is not there, not readable, too large or not TOML.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FICHE + 1)
    except FileNotFoundError:
        raise _refusal(f"le fichier {quoted(str(path))} n’existe pas.") from None
    except IsADirectoryError:
        raise _refusal(f"{quoted(str(path))} est un répertoire; donnez un fichier.") from None
    except PermissionError:
        raise _refusal(f"vous n’avez pas le droit de lire {quoted(str(path))}.") from None
    except (OSError, ValueError):  # ValueError: a null character in the path
        raise _refusal(f"le fichier {quoted(str(path))} ne peut pas être lu.") from None
    return parse_toml(content)


def parse_toml(text: str | bytes) -> dict[str, Any]:
    """Read TOML text; bytes are UTF-8, with or without a byte order mark.

    Raises:
        InvalidInput: when it is too large, not UTF-8, nested too deep, or not TOML.
    """
    try:
        return read_toml(text, LARGEST_FICHE)
    except UnreadableToml as error:
        raise _refusal(_french(error)) from None


def _french(error: UnreadableToml) -> str:
    match error.fault:
        case "size":
            return f"fiche trop grande : {LARGEST_FICHE // 1024} Kio au plus."
        case "encoding":
            return (
                f"ligne {error.line} : la fiche n’est pas en UTF-8; enregistrez-la de nouveau "
                "dans cet encodage."
            )
        case "depth":
            return "trop de niveaux imbriqués."
        case "number":
            return "un nombre est trop long pour être lu."
        case "syntax":
            line = f"ligne {error.line}, colonne {error.column}"
            place = line if error.line else "fin de la fiche"
            return f"{place} : {_hint(error.text) or _translated(error.reason)}"


def _hint(line: str) -> str | None:
    if _BARE_TIME.search(line):
        return 'une heure s’écrit entre guillemets, par exemple heure = "09:30".'
    if _TYPOGRAPHIC_QUOTE.search(line):
        return 'un texte s’écrit entre guillemets droits : "…".'
    if (name := _NAME.match(line)) and not name[1].isascii():
        return "les noms de section et de champ s’écrivent sans accent."
    return None


def _translated(reason: str) -> str:
    sentences = (french for english, french in _FRENCH if reason.startswith(english))
    return next(sentences, "écriture illisible.")


def _refusal(message: str) -> InvalidInput:
    return InvalidInput([FieldProblem("fiche", message)])
