"""Detection of secrets: telestage never keeps a password, a token or a recovery code.

A secret is refused where an access is typed; in a note, which is kept, it is warned about. In doubt
a text is taken for an ordinary one, since refusing that stops someone in their work. The two lists
of examples in `tests/dossier/secret_examples.py` say what falls on each side.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

from .secret_words import (
    ARTICLES,
    COMMON,
    DESCRIPTIONS,
    DIGITS_AFTER,
    NAMES,
    NUMBERED,
    NUMBERED_WORD,
    PHRASES,
    PRODUCT,
    QUALIFIERS,
    UNITS,
    is_description,
)

REASON = (
    "Ceci ressemble à un mot de passe ou à un code secret. telestage n’en garde jamais : "
    "le fichier peut être copié, prêté, restauré. Transmettez-le par le coffre-fort de mots de "
    "passe de votre service informatique et notez seulement le nom du compte. Si ce n’est pas un "
    "secret, écrivez-le autrement."
)
_SIGN = r"(?::=?|={1,2}>?|[-–—]{1,2}>|[→⇒]|(?<= )[-–—](?= ))"
_VERB = r"(?:c'est|est|était|sera|reste|is|was)\b"
# A name, what specifies it (« temporaire », « du VPN »), then a sign, a verb, or nothing.
_NAMED = (
    rf"(?<![\w-])(?P<name>{NAMES})(?P<more>(?: (?:{QUALIFIERS})){{0,4}})"
    rf"(?: ?(?P<sign>{_SIGN})|,? (?P<verb>{_VERB}))? ?(?P<quote>[«\"“'`(/]? ?)"
    r"(?P<value>[^\s«»\"“”`]{1,128})(?P<next>(?: [^\s.;,]{1,32})?)"
)
_DIGITS = (
    rf"(?<![\w-])(?:{DIGITS_AFTER})(?: (?:{QUALIFIERS})){{0,4}}(?: ?{_SIGN}| {_VERB})? ?[«\"“(]? ?"
    r"[*#]?\d(?:[ .-]?\d){2,11}[*#]?"
    r"(?![\w%$€:/]|[ .,-]\d| (?:chiffres|caractères|ans|jours|fois|h\b))"
)
_CODE = r"(?<![\w-])code ?[:=] ?(?:\d{4}|\d{6})[*#]?(?![\w.-])"
_PAIR = (
    r"\b(?:identifiants?|login|utilisateur|user|wi-?fi|ssid)(?: ?/ ?(?:mdp|mot de passe|pass\w*))?"
    r" ?[:=]? ?[\w.@-]{1,64} ?[/:] ?(?P<value>\S{6,64})"
)
_REVERSED = rf"(?<!\S)(?P<value>\S{{6,64}}) (?:est|comme) (?:le|mon|son|un) {NAMES}(?!\w)"
_KNOWN = (
    r"(?:\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-\S{15,}|\bxox[abeprs]-\S{10,}"
    r"|\bsk-[A-Za-z0-9_-]{16,}|\b[sr]k_(?:live|test)_\w{10,}|\bnpm_\w{30,}|\bhf_\w{30,}"
    r"|\bpypi-\w{16,}|\bdckr_pat_\S{16,}|\bshp(?:at|ss)_\w{16,}|\bSG\.[\w-]{16,}\.[\w-]{16,}"
    r"|\bya29\.[\w-]{16,}|\bwhsec_\w{16,}|\bdop_v1_\w{16,}|\bhooks\.slack\.com/services/T\w+/"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|(?<![\w-])eyJ[A-Za-z0-9_-]{10,}+\.|\bAIza[0-9A-Za-z_-]{30,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY|\bAGE-SECRET-KEY-|\botpauth://|://[^\s:/@]+:[^\s/@]+@)"
)
# Four groups of four are as often a serial number; recovery keys have longer or more groups.
_RECOVERY = (
    r"\b(?:[A-Z0-9]{5,6}-){3,}[A-Z0-9]{5,6}\b|\b(?:[A-Z0-9]{4}-){5,}[A-Z0-9]{4}\b"
    r"|(?<![A-Z]{2}\d\d )\b\d{4}(?: \d{4}){3,}(?! ?\d)\b"
)
_HEXADECIMAL = r"(?i)(?<![\w-])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{32,128}(?![\w-])"
_LONG_KEY = r"(?<![\w/+.-])[A-Za-z0-9/+_-]{20,200}={0,2}(?![\w/+.-])"
_RUN = r"[A-Z][a-z]+|[A-Z]+|[a-z]+|\d+"
_ADDRESS = (
    r"\w://|^\W*(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|^\W*@"
    r"|\\|^\W*(?:~?/|\.\.?/)|^[\w-]+(?:\.[\w-]+)+/|^\W*="  # paths, links without https, formulas
)
# Signs that join words, count things or write an amount, rather than strengthen a password.
_PLAIN_SIGN = (
    r"(?i:r&d|q&r)|[&#+=|](?=[^\W\d_])(?=[^a-z])|[+=|>](?=[^\W\d_])|[\[{<]\w*[\]}>]|#(?=\d{1,3}\b)"
    r"|@(?=[A-ZÀ-Ý][\w-]*[^\W\d_]\d{0,2}\b)|@(?=\d{1,2}(?:\.\d+)*[^\W\d_]*\b)"
    r"|(?:(?<!\w)|=)\d{1,6}\$|(?<!\w)\d{1,3}%|(?<!\d)\d{1,3}%(?!\w)"
)
_DAY = r"\d{4}-\d\d-\d\d|\d\d?/\d\d?(?:/\d{2,4})?"
_SYMBOLS = frozenset("!#$%&*+=?^~|<>{}[]@")
_AROUND = "()[]{}<>«»\"“”'`"


def looks_secret(text: str) -> bool:
    """Whether some word of the text reads like a password, a token or a recovery code."""
    text = _plain(text)
    # Fast path: letters alone hold no secret, unless one follows « est ».
    letters = text.replace(" ", "").replace(".", "").replace("'", "")
    if letters.isalpha() and not re.search(rf" {_VERB} ", text, re.I):
        return False
    return (
        re.search(_KNOWN, text) is not None
        or any(not _is_numbered(text, match) for match in re.finditer(_RECOVERY, text))
        or any(not _is_numbered(text, match) for match in re.finditer(_HEXADECIMAL, text))
        or any(not _is_numbered(text, match) and _is_random(match[0])
               for match in re.finditer(_LONG_KEY, text))
        or _is_named(text)
        or any(_looks_like_password(word) for word in text.split())
    )  # fmt: skip


def _plain(text: str) -> str:
    """The text with composed letters, single plain spaces and apostrophes, nothing invisible."""
    composed = unicodedata.normalize("NFC", text.replace("’", "'"))
    seen = composed if composed.isascii() else "".join(
        char for char in composed if unicodedata.category(char) != "Cf"
    )  # fmt: skip
    return " ".join(seen.split())


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    """Whether the words just before say that it is a number or a fingerprint of something."""
    return re.search(NUMBERED, text[max(0, match.start() - 40) : match.start()]) is not None


def _is_random(key: str) -> bool:
    """Whether a long word mixes capitals, small letters and digits as no name does."""
    letters = re.sub(r"[^A-Za-z0-9]", "", key)
    kinds = (str.isupper, str.islower, str.isdigit)
    if not all(any(map(kind, letters)) for kind in kinds):
        return False
    is_base64 = (
        len(key) in (40, 44) and not key.islower() and ("/" in key or "+" in key or "=" in key)
    )
    return is_base64 or len(letters) < 3 * len(re.findall(_RUN, letters)) - 2


def _is_named(text: str) -> bool:
    """Whether a word that announces a secret is followed by one."""
    folded = text.casefold()
    if (
        re.search(_DIGITS, folded)
        or re.search(_CODE, folded)
        or re.search(r"\bPIN \d{4,8}\b", text)
    ):
        return True
    matches = itertools.chain(re.finditer(_PAIR, folded), re.finditer(_REVERSED, folded))
    if any(_is_mixed(match["value"]) for match in matches):
        return True
    start = 0
    while match := re.compile(_NAMED).search(folded, start):
        if _is_value(match, text if len(text) == len(folded) else folded):
            return True
        start = match.end("name")
    return False


def _is_value(match: re.Match[str], text: str) -> bool:
    """Whether what follows the name of a secret is the secret."""
    value, following = match["value"].strip(".,;:!?()'"), match["next"].strip()
    is_quoted, is_said = match["quote"].strip("(/ "), match["sign"] or match["verb"]
    if match["name"] in ("pass", "passe", "secret"):  # « Pass : visiteur »
        return bool(match["sign"]) and _is_mixed(value)
    if not is_said and not is_quoted:
        return _is_mixed(value)
    if re.search(_ADDRESS, value) or re.fullmatch(PRODUCT, value) or re.fullmatch(_DAY, value):
        return False
    if value in ARTICLES and (is_quoted or re.fullmatch(PHRASES, match["name"])):
        return bool(following)
    if is_quoted:
        return bool(value) and value not in DESCRIPTIONS
    if not value.isalpha():
        is_word = any(map(str.isalnum, value)) and not _begins_sentence(value)
        return is_word and following not in UNITS
    is_capital = text[match.start("value")].isupper()
    return not is_description(value, following, capital=is_capital, verb=bool(match["verb"]))


def _begins_sentence(value: str) -> bool:
    """Whether a word with an apostrophe or a hyphen begins a sentence: « l'équipe l'a »."""
    head = re.split(r"['-]", value)[0]
    return value.replace("'", "").replace("-", "").isalpha() and (
        head in DESCRIPTIONS or ("'" in value and len(head) <= 2)
    )


def _is_mixed(value: str) -> bool:
    """Whether a word of six characters or more has both letters and digits, as passwords do."""
    value = value.strip(".,;:()'")
    return (
        len(value) >= 6
        and any(c.isdigit() for c in value)
        and any(c.isalpha() for c in value)
        and not re.search(_ADDRESS, value)
        and not re.fullmatch(PRODUCT, value.casefold())
    )


def _looks_like_password(word: str) -> bool:
    """Whether a word of 8 to 128 characters mixes capitals, small letters, digits and symbols."""
    core = word.rstrip(".,;:" + _AROUND).lstrip("#" + _AROUND)
    if core.startswith("**") and core.endswith("**"):
        core = core[2:-2]
    if re.fullmatch(COMMON, core.casefold()):
        return True
    if not 8 <= len(core) <= 128 or re.search(_ADDRESS, word):
        return False
    if re.fullmatch(PRODUCT, core.casefold()) or re.match(NUMBERED_WORD, core.casefold()):
        return False
    signs = re.sub(_PLAIN_SIGN, "", core)
    return (
        any(c.isdigit() for c in core)
        and any(c.isupper() for c in core)
        and any(c.islower() for c in core)
        and not _SYMBOLS.isdisjoint(signs)
    )
