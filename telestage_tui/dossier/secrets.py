"""Detection of secrets: telestage never keeps a password, a token or a recovery code.

A secret is refused where it is typed. In doubt a text is accepted, since refusing an ordinary one
stops someone in their work.
"""

from __future__ import annotations

import re

REASON = (
    "Ceci ressemble à un mot de passe ou à un code secret. telestage n’en garde jamais : "
    "le fichier peut être copié, prêté, restauré. Transmettez-le par le coffre-fort de mots de "
    "passe de votre service informatique et notez seulement le nom du compte. Si ce n’est pas un "
    "secret, écrivez-le autrement."
)

_COPULA = r"(?i) (?:est|is) "
_NAMED = (
    r"(?i)\b(?:mots? de passe|mdp|password|passwd|pwd|passphrase|phrase secr[eè]te|(?:code )?pin|"
    r"token|jeton|secret|api[ _-]?key|cl[eé] (?:api|priv[eé]e|secr[eè]te)|"
    r"codes? de (?:r[eé]cup[eé]ration|secours))"
    r"\s*(?:[:=]|(?:est|is)\b)[\s«\"']*(?P<value>\S+)"
)
# « Mdp azerty123 »: without a colon or a verb, only a mix of letters and digits is a secret.
_BARE = (
    r"(?i)(?<!gestionnaire de )(?<!coffre de )(?<!coffre-fort de )"
    r"\b(?:mot de passe|mdp|password|passwd|pwd)\s+[«\"'\s]*(?P<value>[^\s«»\"']{6,})"
    r"|\bcode pin\s+(?P<pin>\d{4,8})\b"
)
_PRODUCT = (
    r"(?i)(?:microsoft|office|windows|sharepoint|exchange|sage|autocad|m)-?\d+\W*|1password\W*"
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
# Four groups of four are as often a serial number; recovery keys have longer or more groups.
_RECOVERY = (
    r"\b(?:[A-Z0-9]{5,6}-){3,}[A-Z0-9]{5,6}\b|\b(?:[A-Z0-9]{4}-){5,}[A-Z0-9]{4}\b"
    r"|\b\d{4}(?: \d{4}){3,}\b"
)
_PUBLIC = r"https?://|^\W*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*$|^@|^[\w.-]+\\[\w.-]+$"
_SYMBOLS = frozenset("!#$%&*+=?^~|<>{}[]@")


def looks_secret(text: str) -> bool:
    """Whether some word of the text reads like a password, a token or a recovery code."""
    # Fast path: most texts are letters only, which hold no secret unless one follows « est ».
    letters = text.replace(" ", "").replace(".", "").replace("’", "").replace("'", "")
    if letters.isalpha() and not re.search(_COPULA, text):
        return False
    if re.search(_KNOWN, text) or re.search(_RECOVERY, text):
        return True
    values = (match["value"].strip("«»\"'.,;").casefold() for match in re.finditer(_NAMED, text))
    if any(value and value not in _WHERE for value in values):
        return True
    if any(_is_bare_secret(match) for match in re.finditer(_BARE, text)):
        return True
    return any(_looks_like_password(word) for word in text.split())


def _is_bare_secret(match: re.Match[str]) -> bool:
    """Whether the word after « mot de passe » is one, and neither a product nor an address."""
    value = match["value"]
    if value is None:
        return True
    is_mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return is_mixed and not re.search(_PUBLIC, value) and not re.fullmatch(_PRODUCT, value)


def _looks_like_password(word: str) -> bool:
    """Whether a word of 8 to 128 characters mixes capitals, small letters, digits and symbols."""
    if not 8 <= len(word) <= 128 or re.search(_PUBLIC, word):
        return False
    core = word.rstrip(".,;:)»").lstrip("(«")
    return (
        any(c.isdigit() for c in core)
        and any(c.isupper() for c in core)
        and any(c.islower() for c in core)
        and not _SYMBOLS.isdisjoint(core)
    )
