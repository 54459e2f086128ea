"""Refuse what looks like a secret: telestage never keeps a password, a token or a recovery code."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from .base import KEPT
from .text import Line, Name, Prose

REASON = (
    "ceci ressemble à un mot de passe ou à un code secret. telestage n’en garde jamais : "
    "le fichier peut être copié, prêté, restauré. Transmettez-le par le coffre-fort de mots de "
    "passe de votre service informatique et notez seulement le nom du compte."
)

_COPULA = r"(?i) (?:est|is) "
_NAMED = (
    r"(?i)\b(?:mots? de passe|mdp|password|passwd|pwd|passphrase|phrase secr[eè]te|(?:code )?pin|"
    r"token|jeton|secret|api[ _-]?key|cl[eé] (?:api|priv[eé]e|secr[eè]te)|"
    r"codes? de (?:r[eé]cup[eé]ration|secours))"
    r"\s*(?:[:=]|(?:est|is)\b)[\s«\"']*(?P<value>\S+)"
)
# « Mot de passe : à demander au soutien » says where a secret is, not what it is.
_WHERE = frozenset(
    {
        "à", "a", "au", "aux", "dans", "chez", "par", "voir", "non", "aucun", "aucune", "connu",
        "remis", "remise", "transmis", "transmise", "changé", "changée", "modifié", "modifiée",
        "demander", "demandé", "demandée", "communiqué", "envoyé", "envoyée", "reçu", "reçue",
        "donné", "donnée", "géré", "gérée", "choisi", "choisie", "inconnu", "oublié", "perdu",
    }
)  # fmt: skip
_KNOWN = (
    r"(?:\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-\S{15,}|\bxox[abprs]-\S{10,}"
    r"|\bsk-[A-Za-z0-9_-]{16,}|\b[sr]k_(?:live|test)_\w{10,}|\bnpm_\w{30,}|\bhf_\w{30,}"
    r"|\bAKIA[0-9A-Z]{16}\b|(?<![\w-])eyJ[A-Za-z0-9_-]{10,}+\.|\bAIza[0-9A-Za-z_-]{30,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY|\bAGE-SECRET-KEY-|\botpauth://|://[^\s:/@]+:[^\s/@]+@)"
)
_RECOVERY = r"\b(?:[A-Z0-9]{4,6}-){3,}[A-Z0-9]{4,6}\b|\b\d{4}(?: \d{4}){3,}\b"
_PUBLIC = r"https?://|^\W*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*$|^@|^[\w.-]+\\[\w.-]+$"
_SYMBOLS = frozenset("!#$%&*+=?^~|<>{}[]@")


def looks_secret(text: str) -> bool:
    """Whether some word of the text reads like a password, a token or a recovery code."""
    # Nearly all are plain words, and plain words that do not say « est » are no secret.
    letters = text.replace(" ", "").replace(".", "").replace("’", "").replace("'", "")
    if letters.isalpha() and not re.search(_COPULA, text):
        return False
    if re.search(_KNOWN, text) or re.search(_RECOVERY, text):
        return True
    named = (match["value"].strip("«»\"'.,;").casefold() for match in re.finditer(_NAMED, text))
    if any(value and value not in _WHERE for value in named):
        return True
    return any(_looks_like_password(word) for word in text.split())


def _looks_like_password(word: str) -> bool:
    """Upper, lower, digit and punctuation inside one word, as long as people make them."""
    if not 8 <= len(word) <= 128 or re.search(_PUBLIC, word):
        return False
    core = word.rstrip(".,;:)»").lstrip("(«")
    return (
        any(c.isdigit() for c in core)
        and any(c.isupper() for c in core)
        and any(c.islower() for c in core)
        and not _SYMBOLS.isdisjoint(core)
    )


def _refuse_secret(value: str, info: ValidationInfo) -> str:
    if value and info.context is not KEPT and looks_secret(value):
        raise ValueError(REASON)
    return value


PublicLine = Annotated[Line, AfterValidator(_refuse_secret)]
"""A one-line text in which a secret is refused."""
PublicName = Annotated[Name, AfterValidator(_refuse_secret)]
"""A one-line text that cannot be empty, and in which a secret is refused."""
PublicProse = Annotated[Prose, AfterValidator(_refuse_secret)]
"""A longer text in which a secret is refused."""
