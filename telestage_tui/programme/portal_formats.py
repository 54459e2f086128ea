"""How the portal wants each value: read from what was typed, or refused in French [003].

What is typed is kept as it is; it is read each time it is shown, so that the source of a number
taken from another one stays known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from ..dossier.french import number, plain_date
from ..dossier.parsing import number_text, parse_choice, parse_date, parse_flag, parse_number
from ..dossier.text import check_email, clean_line, clean_prose, quoted
from .onsite import FieldKind, Formats, PortalField

_PHONE = re.compile(r"\+?[\d ().-]+")
_NORTH_AMERICAN = re.compile(r"1?([2-9]\d\d)([2-9]\d\d)(\d{4})")
_ABROAD = range(8, 16)
"""Digits of a number that begins with « + » [E.164]."""
_POSTAL = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d")
"""No code has D, F, I, O, Q or U; none begins with W or Z [Postes Canada]."""
_ACCOUNT = re.compile(r"(\d{9})[A-Z]{2}\d{4}")
"""A business number and one of its accounts: 123456789RP0001 [Agence du revenu du Canada]."""
_FRENCH_PASSPORT = re.compile(r"\d{2}[A-Z]{2}\d{5}")
_PASSPORT = re.compile(r"[A-Z0-9]{6,12}")
"""Of another country, whose form is not known here."""
_LINK = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)


class Reading(NamedTuple):
    """A value as the portal wants it.

    Attributes:
        value: What to type there.
        note: What was made of what was typed, in French; empty when nothing was.
    """

    value: str
    note: str = ""


class Typed(NamedTuple):
    """What was typed for a field, and what its reading rests on.

    Attributes:
        text: Cleaned, never blank.
        on: The tutor's local date on which it was typed.
        formats: What the portal accepts.
        field: Which field.
        is_french: Whether the intern's citizenship is French, or not known yet.
    """

    text: str
    on: date
    formats: Formats
    field: PortalField
    is_french: bool = True


def read(typed: Typed) -> Reading:
    """A typed value as the portal wants it.

    Raises:
        ValueError: with a French sentence: what is wrong, and what to write.
    """
    return _READERS[typed.field.kind](typed)


def offer_number(text: str, formats: Formats) -> str:
    """The number that IRCC gave an offer: a letter and seven digits.

    Raises:
        ValueError: with a French sentence.
    """
    letter, digits = formats.offer_letter, formats.offer_digits
    bare = _bare(text)
    if not re.fullmatch(rf"{letter}\d{{{digits}}}", bare):
        raise ValueError(
            f"Un numéro d’offre s’écrit {letter} suivi de {number(digits)} chiffres, comme "
            f"{letter}{'0' * digits}; {quoted(text)} n’en est pas un."
        )
    return bare


def check_user_name(text: str, formats: Formats) -> None:
    """Check the form of a CléGC user name, which is kept nowhere.

    Raises:
        ValueError: with a French sentence.
    """
    shortest, longest = formats.user_shortest, formats.user_longest
    if not shortest <= len(text) <= longest:
        raise ValueError(
            f"Un nom d’utilisateur CléGC a de {number(shortest)} à {number(longest)} caractères; "
            f"celui-ci en a {number(len(text))}."
        )
    if not re.fullmatch(r"[A-Za-z0-9]+", text):
        raise ValueError(
            "Un nom d’utilisateur CléGC n’a que des lettres sans accent et des chiffres."
        )
    digits = sum(each.isdigit() for each in text)
    if digits > formats.user_most_digits:
        raise ValueError(
            f"Un nom d’utilisateur CléGC a {number(formats.user_most_digits)} chiffres au plus; "
            f"celui-ci en a {number(digits)}."
        )


# --- one reader a kind ----------------------------------------------------------------------------


def _text(typed: Typed) -> Reading:
    return Reading(clean_line(typed.text))


def _prose(typed: Typed) -> Reading:
    return Reading(clean_prose(typed.text))


def _flag(typed: Typed) -> Reading:
    return Reading("Oui" if parse_flag(typed.text) else "Non")


def _choice(typed: Typed) -> Reading:
    return Reading(parse_choice(typed.text, typed.field.choices))


def _date(typed: Typed) -> Reading:
    return Reading(parse_date(typed.text, typed.on).isoformat())


def _number(typed: Typed) -> Reading:
    value = parse_number(typed.text)
    if value < 0:
        raise ValueError(f"{quoted(typed.text)} : écrivez un nombre qui n’est pas négatif.")
    return Reading(plain_number(value))


def plain_number(value: float) -> str:
    """A number as it is typed in a form: without spaces between its thousands."""
    return re.sub(r"\s", "", number_text(value))


def _link(typed: Typed) -> Reading:
    text = clean_line(typed.text)
    if not _LINK.fullmatch(text):
        raise ValueError(f"Adresse {quoted(text)} illisible; écrivez par exemple www.exemple.ca.")
    return Reading(text)


def _phone(typed: Typed) -> Reading:
    text = clean_line(typed.text)
    digits = re.sub(r"\D", "", text)
    if not _PHONE.fullmatch(text):
        raise ValueError(
            f"Téléphone {quoted(text)} illisible : rien que des chiffres; le poste a son champ."
        )
    is_abroad = text.startswith("+") and not digits.startswith("1")
    if is_abroad and len(digits) in _ABROAD:
        return Reading(f"+{digits}")
    if not is_abroad and (match := _NORTH_AMERICAN.fullmatch(digits)):
        return Reading("{}-{}-{}".format(*match.groups()))
    raise ValueError(
        f"Téléphone {quoted(text)} : il faut dix chiffres, comme 418 555-0123; hors de l’Amérique "
        "du Nord, commencez par + et l’indicatif du pays."
    )


def _email(typed: Typed) -> Reading:
    return Reading(check_email(clean_line(typed.text)))


def _postal_code(typed: Typed) -> Reading:
    bare = _bare(typed.text)
    if not _POSTAL.fullmatch(bare):
        raise ValueError(
            f"Code postal {quoted(typed.text)} illisible; il s’écrit comme G5L 1A1, sans les "
            "lettres D, F, I, O, Q ni U."
        )
    return Reading(f"{bare[:3]} {bare[3:]}")


def _business_number(typed: Typed) -> Reading:
    formats, bare = typed.formats, _bare(typed.text)
    if account := _ACCOUNT.fullmatch(bare):
        return Reading(account[1], f"les neuf premiers chiffres du compte {bare}")
    if not bare.isascii() or not bare.isdigit():
        raise ValueError(
            f"Numéro d’entreprise {quoted(typed.text)} illisible : rien que des chiffres, ou un "
            "compte comme 123456789RP0001."
        )
    if len(bare) == formats.business_digits:
        return Reading(bare)
    if len(bare) == formats.neq_digits and bare[:2] in formats.neq_starts:
        return Reading(bare[: formats.business_digits], f"les neuf premiers chiffres du NEQ {bare}")
    if len(bare) == formats.neq_digits:
        raise ValueError(
            f"{quoted(typed.text)} a dix chiffres, comme un NEQ, mais un NEQ commence par "
            f"{', '.join(formats.neq_starts)}."
        )
    raise ValueError(
        f"{quoted(typed.text)} a {number(len(bare))} chiffres : un numéro d’entreprise de l’Agence "
        f"du revenu du Canada en a {number(formats.business_digits)}, un NEQ "
        f"{number(formats.neq_digits)}."
    )


def _noc(typed: Typed) -> Reading:
    formats, bare = typed.formats, _bare(typed.text)
    since = plain_date(formats.noc_since)
    if not bare.isascii() or not bare.isdigit():
        raise ValueError(f"Code {quoted(typed.text)} illisible : un code CNP n’a que des chiffres.")
    if len(bare) == formats.noc_former_digits:
        if typed.on < formats.noc_since:
            return Reading(bare, f"code de l’édition d’avant le {since}")
        raise ValueError(
            f"Le code {bare} est de l’ancienne édition : depuis le {since}, un code CNP a "
            f"{number(formats.noc_digits)} chiffres."
        )
    if len(bare) != formats.noc_digits:
        raise ValueError(
            f"Un code CNP a {number(formats.noc_digits)} chiffres; {quoted(typed.text)} en a "
            f"{number(len(bare))}."
        )
    if typed.on < formats.noc_since:
        raise ValueError(
            f"Avant le {since}, un code CNP avait {number(formats.noc_former_digits)} chiffres."
        )
    if int(bare[1]) > formats.noc_last_teer:
        raise ValueError(
            f"Le deuxième chiffre d’un code CNP est sa catégorie FEER, de 0 à "
            f"{formats.noc_last_teer}; ici, {bare[1]}."
        )
    return Reading(bare)


def _passport(typed: Typed) -> Reading:
    bare = _bare(typed.text)
    if _FRENCH_PASSPORT.fullmatch(bare):
        return Reading(bare)
    if typed.is_french:
        raise ValueError(
            "Un passeport français a deux chiffres, deux lettres et cinq chiffres, comme "
            "12AB34567; vérifiez les O et les 0."
        )
    if not _PASSPORT.fullmatch(bare):
        raise ValueError("Un numéro de passeport a de 6 à 12 lettres et chiffres.")
    return Reading(bare, "forme d’un autre pays que la France, non vérifiée")


def _bare(text: str) -> str:
    """A code without what people put in it to read it: spaces, hyphens, small letters."""
    return re.sub(r"[\s\u00a0\u202f.‑-]", "", clean_line(text)).upper()


_READERS: Mapping[FieldKind, Callable[[Typed], Reading]] = {
    "text": _text,
    "prose": _prose,
    "flag": _flag,
    "choice": _choice,
    "date": _date,
    "number": _number,
    "amount": _number,
    "link": _link,
    "phone": _phone,
    "email": _email,
    "postal_code": _postal_code,
    "business_number": _business_number,
    "noc": _noc,
    "passport": _passport,
}
