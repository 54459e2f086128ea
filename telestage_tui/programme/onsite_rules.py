"""The rules of a stage on site, checked like those of the télé-stage [ofqj].

No sentence repeats a value of an identity: it is printed with the others.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import number
from ..dossier.text import fold
from .checks import age_on, last_day
from .onsite import OnsiteContent
from .portal_sheet import FRENCH, Sheet
from .portal_sources import duration_words

FindingState = Literal["holds", "departs", "unknown", "erased"]
"""Of a rule: respected, not respected, not known yet, or about an identity erased since."""


RuleName = Literal["pay", "length", "age", "nationality", "passport"]
"""A rule of an on-site stage."""


class Finding(NamedTuple):
    """What a rule says of a dossier.

    Attributes:
        rule: Which one.
        state: Whether it is respected.
        message: In French: the value and the rule.
        source: Tag of its source.
    """

    rule: RuleName
    state: FindingState
    message: str
    source: str


def findings(dossier: Dossier, content: OnsiteContent) -> tuple[Finding, ...]:
    """What each rule of an on-site stage says, in the order of the programme."""
    sheet = Sheet(dossier, content)
    return (
        _pay(dossier, content),
        _length(dossier, content),
        _age(dossier, content),
        _nationality(sheet),
        _passport(sheet),
    )


def _state(holds: bool) -> FindingState:
    return "holds" if holds else "departs"


def _amount(content: OnsiteContent, fact: str) -> str:
    return number(content.facts[fact].value)


def _pay(dossier: Dossier, content: OnsiteContent) -> Finding:
    fact, pay = content.facts["monthly-pay"], dossier.onsite.monthly_pay
    if pay is None:
        return Finding("pay", "unknown", f"{fact.sentence} : à convenir.", fact.source)
    message = f"{fact.sentence} : {number(pay)} $."
    return Finding("pay", _state(pay >= fact.value), message, fact.source)


def _length(dossier: Dossier, content: OnsiteContent) -> Finding:
    shortest, longest = content.facts["shortest"], content.facts["longest"]
    rule = f"Stage de {number(shortest.value)} à {_amount(content, 'longest')} mois"
    start, end = dossier.onsite.start, dossier.onsite.end
    if not (start and end):
        return Finding("length", "unknown", f"{rule} : dates à convenir.", shortest.source)
    first, last = last_day(start, int(shortest.value)), last_day(start, int(longest.value))
    message = f"{rule} : {duration_words(start, end)}."
    return Finding("length", _state(first <= end <= last), message, shortest.source)


def _age(dossier: Dossier, content: OnsiteContent) -> Finding:
    youngest, oldest = content.facts["youngest"], content.facts["oldest"]
    rule = f"De {number(youngest.value)} à {number(oldest.value)} ans au départ"
    born, start = dossier.intern.born, dossier.onsite.start
    if not (born and start):
        missing = "naissance" if born is None else "date de début"
        return Finding("age", "unknown", f"{rule} : {missing} à savoir.", youngest.source)
    holds = youngest.value <= age_on(born, start) <= oldest.value
    word = "respecté" if holds else "non respecté"
    return Finding("age", _state(holds), f"{rule} : {word}.", youngest.source)


def _nationality(sheet: Sheet) -> Finding:
    rule, source = "Nationalité française", sheet.content.facts["passport"].source
    row = sheet.row("citizenship")
    if row.needs_answer:
        return _unanswered(sheet, "nationality", rule, source)
    holds = fold(row.value) in (fold(FRENCH), "francaise", "francais")
    word = "oui" if holds else "non"
    return Finding("nationality", _state(holds), f"{rule} : {word}.", source)


def _passport(sheet: Sheet) -> Finding:
    fact = sheet.content.facts["passport"]
    row, end = sheet.row("passport-until"), sheet.dossier.onsite.end
    if row.state != "typed" or end is None:
        return _unanswered(sheet, "passport", fact.sentence, fact.source)
    needed = last_day(end + ONE_DAY, int(fact.value))
    holds = date.fromisoformat(row.value) >= needed
    word = "respecté" if holds else "non respecté"
    return Finding("passport", _state(holds), f"{fact.sentence} : {word}.", fact.source)


def _unanswered(sheet: Sheet, name: RuleName, rule: str, source: str) -> Finding:
    """What a rule about the identity says where the sheet has no answer.

    Once the offer has its number the identity is erased, and nothing is left to ask.
    """
    if sheet.dossier.onsite.offer and not sheet.dossier.identity.answers:
        return Finding(name, "erased", f"{rule} : effacé, l’offre a son numéro.", source)
    return Finding(name, "unknown", f"{rule} : à savoir.", source)
