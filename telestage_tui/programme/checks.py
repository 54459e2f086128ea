"""The checks that a rule can name: whether a value respects it, and that value in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.fiche.fields import every_field
from ..dossier.french import count, number, plain_date
from ..dossier.stage import ASKED, Stage, Terms
from ..dossier.text import quoted
from .rule import CheckName, Rule

AGREED_FIELDS: dict[str, str] = {
    path: field.attribute
    for path, section, field in every_field()
    if section.model is Stage and field.attribute in Terms.model_fields
}
"""The fields that a convention commits to, with their attribute of `Terms`."""


class Check(NamedTuple):
    """A way to check a value, and to write it in the message of the rule.

    Attributes:
        kind: What the value is; `object` for any.
        holds: Whether the value respects the rule.
        words: The value in words.
    """

    kind: type
    holds: Callable[[Rule, Any, Dossier], bool]
    words: Callable[[Any, Stage], str]


def age_on(born: date, day: date) -> int:
    """Age in full years; a birthday on 29 February is on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def last_day(start: date, months: int) -> date:
    """The last day of that many calendar months: three from 11 January end on 10 April."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    try:
        after = date(year, month, start.day)
    except ValueError:  # no such day: the period ends with the month
        after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def _within(rule: Rule, value: float) -> bool:
    return (rule.minimum is None or value >= rule.minimum) and (
        rule.maximum is None or value <= rule.maximum
    )


def _months_hold(rule: Rule, end: date, dossier: Dossier) -> bool:
    start = dossier.stage.start
    if end > last_day(start, int(rule.maximum or 0)):
        return False
    # A stage that had to end is not one that was too short from the beginning.
    return dossier.ended_early is not None or end >= last_day(start, int(rule.minimum or 0))


def _months_words(end: date, stage: Stage) -> str:
    months = 0
    while last_day(stage.start, months + 1) <= end:
        months += 1
    days = (end - last_day(stage.start, months)).days
    parts = [count(months, "mois", "mois")] if months else []
    if days:
        parts.append(count(days, "jour"))
    return " et ".join(parts)


def agreed_value(rule: Rule, dossier: Dossier) -> Any:
    """The value at the first signature; None when it is not known."""
    attribute = AGREED_FIELDS.get(rule.field)
    return getattr(dossier.agreed, attribute, None) if attribute else None


def agreed_words(rule: Rule, dossier: Dossier) -> str:
    """The value at the first signature, in words; empty when it is not known."""
    value = agreed_value(rule, dossier)
    return "" if value is None else _plain_words(value, dossier.stage)


def _plain_words(value: date | float, _stage: Stage) -> str:
    return plain_date(value) if isinstance(value, date) else number(value)


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum())


CHECKS: dict[CheckName, Check] = {
    "age": Check(
        date,
        lambda rule, born, dossier: _within(rule, age_on(born, dossier.stage.start)),
        lambda born, stage: count(age_on(born, stage.start), "an"),
    ),
    "months": Check(date, _months_hold, _months_words),
    "between": Check(
        float,
        lambda rule, value, _dossier: _within(rule, value),
        lambda value, _stage: number(value),
    ),
    "is": Check(
        bool,
        lambda rule, value, _dossier: value is rule.expected,
        lambda value, _stage: "oui" if value else "non",
    ),
    # Accents, case, dashes and spaces do not count: « Télé-stage » is « TELESTAGE ».
    "prefix": Check(
        str,
        lambda rule, value, _dossier: _letters(value).startswith(_letters(rule.prefix)),
        lambda value, _stage: quoted(value),
    ),
    "before_start": Check(
        date, lambda _rule, day, dossier: day < dossier.stage.start, _plain_words
    ),
    "agreed": Check(
        object,
        lambda rule, value, dossier: agreed_value(rule, dossier) in (None, value),
        _plain_words,
    ),
    "settled": Check(
        str,
        lambda _rule, financing, _dossier: financing not in ASKED,
        lambda financing, _stage: financing,
    ),
}
"""Every check a rule can name."""


def checks_nothing(rule: Rule) -> str:
    """Why a rule would never find anything to say, or always would, in French; empty otherwise."""
    if rule.check == "between" and rule.minimum is None and rule.maximum is None:
        return "cette règle ne vérifie rien : il faut « minimum », « maximum » ou les deux."
    lowest, highest = rule.minimum, rule.maximum
    if lowest is not None and highest is not None and lowest > highest:
        return f"aucune valeur ne convient : de {number(lowest)} à {number(highest)}."
    if rule.check == "prefix" and not _letters(rule.prefix):
        return "cette règle ne vérifie rien : « prefix » n’a ni lettre ni chiffre."
    return ""
