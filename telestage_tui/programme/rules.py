"""Departures: where a dossier leaves the rules of its programme.

A departure is kept and shown, and stops the stage from being marked *commencé* until the tutor
records a dérogation. A value not known yet is no departure, unless the rule says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.fiche.fields import every_field
from ..dossier.french import count, number, plain_date
from ..dossier.stage import Stage, Waiver
from ..dossier.text import quoted
from .models import CheckName, Rule
from .programme import Programme

if TYPE_CHECKING:
    from ..dossier.kinds import KindName


class Departure(NamedTuple):
    """One value that is not what a rule asks for.

    Attributes:
        rule: Identifier of the rule.
        field: In the words of the fiche (`stagiaire.naissance`).
        message: French sentence: the value, and the rule.
        source: Tag of the source of the rule (`000`).
        value: The value, in words; empty when it is missing.
        waiver: The dérogation that covers it, if any.
        former: A dérogation given for another value, which no longer covers this one.
        is_awaited: Nothing is wrong yet: the value is missing.
    """

    rule: str
    field: str
    message: str
    source: str
    value: str = ""
    waiver: Waiver | None = None
    former: Waiver | None = None
    is_awaited: bool = False

    @property
    def waived(self) -> bool:
        """Whether a dérogation covers it."""
        return self.waiver is not None

    @property
    def doubt(self) -> str:
        """Why an earlier dérogation no longer covers it, in French; empty when there is none."""
        if self.former is None:
            return ""
        accepted = self.former.accepted or "une valeur manquante"
        return (
            f"La dérogation du {plain_date(self.former.on)} portait sur {accepted} : la valeur a "
            "changé, décidez de nouveau."
        )


class RuleField(NamedTuple):
    """A value of the dossier that a rule can check.

    Attributes:
        kind: What it is when it is known.
        get: Reads it from a dossier.
    """

    kind: type
    get: Callable[[Dossier], Any]

    def of(self, dossier: Dossier) -> Any:
        """The value; None when it is not known."""
        value = self.get(dossier)
        return None if value == "" else value


_TYPES: dict[KindName, type] = {
    "text": str,
    "number": float,
    "flag": bool,
    "date": date,
    "planned": date,
    "birth": date,
}
RULE_FIELDS: dict[str, RuleField] = {
    path: RuleField(_TYPES[field.kind], attrgetter(f"{section.attribute}.{field.attribute}"))
    for path, section, field in every_field()
    if field.checked
}
"""The fields a rule can check, in the words of the fiche."""


def departures(dossier: Dossier, programme: Programme) -> tuple[Departure, ...]:
    """Every departure of a dossier, waived or not, in the order of the programme's rules."""
    return tuple(filter(None, (departure(dossier, rule) for rule in programme.rules)))


def unwaived_departures(dossier: Dossier, programme: Programme) -> tuple[Departure, ...]:
    """The departures without dérogation, which stop the stage from being marked *commencé*."""
    return tuple(each for each in departures(dossier, programme) if not each.waived)


def departure(dossier: Dossier, rule: Rule) -> Departure | None:
    """How a dossier departs from one rule; None when it does not, or when nothing is known."""
    value = RULE_FIELDS[rule.field].of(dossier)
    if value is None:
        message = rule.missing
    else:
        check = CHECKS[rule.check]
        if check.holds(rule, value, dossier.stage):
            return None
        message = rule.message.format(
            value=value_words(dossier, rule),
            minimum=number(rule.minimum or 0),
            maximum=number(rule.maximum or 0),
            start=plain_date(dossier.stage.start),
        )
    if not message:
        return None
    waiver = waiver_of(dossier, rule)
    return Departure(
        rule.id,
        rule.field,
        message,
        rule.source,
        value_words(dossier, rule),
        waiver,
        None if waiver else _waiver_for(dossier, rule),
        is_awaited=value is None,
    )


def is_satisfied(dossier: Dossier, rule: Rule) -> bool:
    """Whether the value is right, or covered by a dérogation; when not known, only if presumed."""
    if dossier.waivers and waiver_of(dossier, rule):
        return True
    value = RULE_FIELDS[rule.field].of(dossier)
    if value is None:
        return rule.presumed
    return CHECKS[rule.check].holds(rule, value, dossier.stage)


def value_words(dossier: Dossier, rule: Rule) -> str:
    """The value a rule checks, in words: « 36 ans », « 80 »; empty when it is missing."""
    value = RULE_FIELDS[rule.field].of(dossier)
    return "" if value is None else CHECKS[rule.check].words(value, dossier.stage)


def waiver_of(dossier: Dossier, rule: Rule) -> Waiver | None:
    """The dérogation that covers a rule, if any: recorded for it, and for its present value.

    One for 36 hours a week does not cover 80. But one for a missing signature covers a late one.
    """
    waiver = _waiver_for(dossier, rule)
    if waiver is None or waiver.accepted is None:
        return waiver
    came_late = waiver.accepted == "" and rule.check == "before_start"
    return waiver if came_late or waiver.accepted == value_words(dossier, rule) else None


def _waiver_for(dossier: Dossier, rule: Rule) -> Waiver | None:
    for waiver in dossier.waivers:
        if waiver.rule == rule.id and waiver.field == rule.field:
            return waiver
    return None


# --- checks ---------------------------------------------------------------------------------------


class Check(NamedTuple):
    """A way to check a value of some kind, and to write it in the message of the rule."""

    kind: type
    holds: Callable[[Rule, Any, Stage], bool]
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


def _months_hold(rule: Rule, end: date, stage: Stage) -> bool:
    shortest, longest = int(rule.minimum or 0), int(rule.maximum or 0)
    return last_day(stage.start, shortest) <= end <= last_day(stage.start, longest)


def _months_words(end: date, stage: Stage) -> str:
    months = 0
    while last_day(stage.start, months + 1) <= end:
        months += 1
    days = (end - last_day(stage.start, months)).days
    parts = [count(months, "mois", "mois")] if months else []
    if days:
        parts.append(count(days, "jour"))
    return " et ".join(parts)


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum())


CHECKS: dict[CheckName, Check] = {
    "age": Check(
        date,
        lambda rule, born, stage: _within(rule, age_on(born, stage.start)),
        lambda born, stage: count(age_on(born, stage.start), "an"),
    ),
    "months": Check(date, _months_hold, _months_words),
    "between": Check(
        float, lambda rule, value, _stage: _within(rule, value), lambda value, _stage: number(value)
    ),
    "is": Check(
        bool,
        lambda rule, value, _stage: value is rule.expected,
        lambda value, _stage: "oui" if value else "non",
    ),
    # Accents, case, dashes and spaces do not count: « Télé-stage » is « TELESTAGE ».
    "prefix": Check(
        str,
        lambda rule, value, _stage: _letters(value).startswith(_letters(rule.prefix)),
        lambda value, _stage: quoted(value),
    ),
    "before_start": Check(
        date, lambda _rule, day, stage: day < stage.start, lambda day, _stage: plain_date(day)
    ),
}
"""Every check a rule can name."""
