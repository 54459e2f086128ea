"""Departures: where a dossier leaves the rules of its programme.

A departure is kept and shown, and stops the stage from being marked *commencé* until the tutor
records a dérogation. A value not known yet is one too, *à savoir* before the first day, unless the
rule presumes it; so is a signature dated in the future, which is not one yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.fiche.fields import every_field
from ..dossier.french import de, number, plain_date
from ..dossier.stage import Financing, Stage, Waiver
from ..dossier.text import quoted
from .checks import CHECKS, agreed_words
from .programme import Programme
from .rule import Rule

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
        is_unknown: What is missing is a fact to learn, not a signature to obtain.
    """

    rule: str
    field: str
    message: str
    source: str
    value: str = ""
    waiver: Waiver | None = None
    former: Waiver | None = None
    is_awaited: bool = False
    is_unknown: bool = False

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


UNKNOWN: Financing = "inconnu"
"""The answer of a choice that says that nobody knows."""


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
        return None if value in ("", UNKNOWN) else value


_TYPES: dict[KindName, type] = {
    "text": str,
    "choice": str,
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


def departures(dossier: Dossier, programme: Programme, today: date) -> tuple[Departure, ...]:
    """Every departure of a dossier, waived or not, in the order of the programme's rules.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date: a signature of a later day is not one yet.
    """
    return tuple(filter(None, (departure(dossier, rule, today) for rule in programme.rules)))


def unwaived_departures(
    dossier: Dossier, programme: Programme, today: date
) -> tuple[Departure, ...]:
    """The departures without dérogation, which stop the stage from being marked *commencé*."""
    return tuple(each for each in departures(dossier, programme, today) if not each.waived)


def departure(dossier: Dossier, rule: Rule, today: date) -> Departure | None:
    """How a dossier departs from one rule; None when it does not."""
    value = _known(dossier, rule, today)
    if value is None and rule.presumed:
        return None
    if value is not None and CHECKS[rule.check].holds(rule, value, dossier):
        return None
    planned = RULE_FIELDS[rule.field].of(dossier) if value is None else None
    if planned is not None:
        message = _planned_message(rule, planned, dossier.stage)
    else:
        template = rule.message if value is not None else rule.missing
        message = (template or f"À savoir, pour la règle {quoted(rule.title)}.").format(
            value=value_words(dossier, rule, today),
            minimum=number(rule.minimum or 0),
            maximum=number(rule.maximum or 0),
            start=plain_date(dossier.stage.start),
            agreed=agreed_words(rule, dossier),
            intern=dossier.intern.first_name,
            of_intern=de(dossier.intern.first_name),
        )
    waiver = waiver_of(dossier, rule, today)
    awaits_answer = value is not None and rule.check == "settled"
    return Departure(
        rule.id,
        rule.field,
        message,
        rule.source,
        value_words(dossier, rule, today),
        waiver,
        None if waiver else _waiver_for(dossier, rule),
        is_awaited=awaits_answer
        or (value is None and (planned is None or planned < dossier.stage.start)),
        is_unknown=awaits_answer or (value is None and rule.check != "before_start"),
    )


def is_satisfied(dossier: Dossier, rule: Rule, today: date) -> bool:
    """Whether the value is right, or covered by a dérogation; when not known, only if presumed."""
    if dossier.waivers and waiver_of(dossier, rule, today):
        return True
    value = _known(dossier, rule, today)
    if value is None:
        return rule.presumed
    return CHECKS[rule.check].holds(rule, value, dossier)


def value_words(dossier: Dossier, rule: Rule, today: date) -> str:
    """The value a rule checks, in words: « 36 ans », « 80 »; empty when it is missing."""
    value = _known(dossier, rule, today)
    return "" if value is None else CHECKS[rule.check].words(value, dossier.stage)


def _known(dossier: Dossier, rule: Rule, today: date) -> Any:
    """The value a rule checks; None when it is not known, or is a signature still to come."""
    value = RULE_FIELDS[rule.field].of(dossier)
    if rule.check == "before_start" and value is not None and value > today:
        return None
    return value


def _planned_message(rule: Rule, day: date, stage: Stage) -> str:
    """What to say of a signature dated in the future."""
    noted = f"{rule.title} : la date notée, le {plain_date(day)}, est à venir"
    if day < stage.start:
        return f"{noted}; la signature comptera ce jour-là."
    return f"{noted}, et ne précède pas le premier jour, le {plain_date(stage.start)}."


def waiver_of(dossier: Dossier, rule: Rule, today: date) -> Waiver | None:
    """The dérogation that covers a rule, if any: recorded for it, and for its present value.

    One for 36 hours a week does not cover 80. But one for a missing signature covers a late one.
    """
    waiver = _waiver_for(dossier, rule)
    if waiver is None or waiver.accepted is None:
        return waiver
    came_late = waiver.accepted == "" and rule.check == "before_start"
    return waiver if came_late or waiver.accepted == value_words(dossier, rule, today) else None


def _waiver_for(dossier: Dossier, rule: Rule) -> Waiver | None:
    for waiver in dossier.waivers:
        if waiver.rule == rule.id and waiver.field == rule.field:
            return waiver
    return None
