"""The facts of a programme: what is so, since when, by whose word, and how sure it is.

A rule, an amount and a line of `facts.toml` are all facts. What one of them does not say of its
origin is what its source says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ..dossier.french import number, plain_date, sentence, upper_first
from ..wording import CONFIDENCE_WORDS
from .amount import SourcedAmount
from .checks import last_day
from .fact import Fact
from .programme import Programme
from .provenance import Provenance, since_words, until_words
from .rule import Rule
from .sources import PROPOSED


def every_fact(programme: Programme) -> tuple[Fact, ...]:
    """The facts of a programme: its rules, its amounts, what it proposes, then what changed.

    Raises:
        ContentError: when `facts.toml` or `onsite.toml` cannot be read.
    """
    return (
        *core_facts(programme),
        *convention_facts(programme),
        *portal_facts(programme),
        *changed_facts(programme),
    )


def portal_facts(programme: Programme) -> tuple[Fact, ...]:
    """The rules and delays of what follows in Québec; none while the dossier does not open it.

    Raises:
        ContentError: when `onsite.toml` cannot be read.
    """
    tasks = tuple(
        task.id for task in programme.tasks if programme.phase(task.phase).opened_by == "onsite"
    )
    if not tasks:
        return ()
    return tuple(
        Fact(id=f"portal.{name}", title=fact.sentence, tasks=tasks, **_provenance(fact))
        for name, fact in programme.onsite.facts.items()
    )


def convention_facts(programme: Programme) -> tuple[Fact, ...]:
    """How a month that is not whole is paid.

    Raises:
        ContentError: when `convention.toml` cannot be read.
    """
    rule = programme.convention.proration
    fact = Fact(
        id="convention.proration",
        title="Gratification d’un mois entamé",
        value=rule.text,
        pages=("convention",),
        **_provenance(rule),
    )
    return (_with_origin(fact, programme),)


def core_facts(programme: Programme) -> tuple[Fact, ...]:
    """Its rules, its amounts, and the delays it sets."""
    return tuple(_with_origin(fact, programme) for fact in _core_facts(programme))


def changed_facts(programme: Programme) -> tuple[Fact, ...]:
    """What changed since the documents, the latest first, those of no known date at the end.

    Raises:
        ContentError: when `facts.toml` cannot be read.
    """
    facts = [_with_origin(fact, programme) for fact in programme.facts.facts]
    return tuple(sorted(facts, key=lambda fact: fact.valid_from, reverse=True))


def facts_about(programme: Programme, subject: str) -> tuple[Fact, ...]:
    """The facts about a subject; see `Fact.concerns`. A task is about its fields too.

    Raises:
        ContentError: when `facts.toml` cannot be read.
    """
    subjects = [subject]
    if programme.has_task(subject):
        subjects += programme.task(subject).fields
    return tuple(
        fact for fact in every_fact(programme) if any(fact.concerns(each) for each in subjects)
    )


def is_stale(fact: Fact, programme: Programme, today: date) -> bool:
    """Whether a fact was last read too long ago, or nobody knows when.

    What the content proposes of its own is not read anywhere: it never is.
    """
    if fact.source == PROPOSED:
        return False
    return fact.seen_on is None or today > last_day(fact.seen_on, programme.facts.fresh_months)


def dating_words(fact: Fact) -> str:
    """Of when a fact is and how sure: « Depuis 2024; lu le 28 novembre 2026; confirmé. »."""
    since = since_words(fact.valid_from) if fact.valid_from else ""
    until = until_words(fact.valid_until) if fact.valid_until else ""
    read = f"lu le {plain_date(fact.seen_on)}" if fact.seen_on else "jour de lecture inconnu"
    sure = CONFIDENCE_WORDS[fact.confidence or "to-check"]
    span = f"{since} {until}".strip()
    return sentence(upper_first("; ".join(filter(None, (span, read, sure)))))


def origin_words(fact: Fact, programme: Programme) -> str:
    """By whose word a fact is so, then of when it is."""
    name = sentence(programme.source(fact.source).name)
    return name if fact.source == PROPOSED else f"{name} {dating_words(fact)}"


# --- what a programme says of itself ------------------------------------------------------------


def _core_facts(programme: Programme) -> Iterator[Fact]:
    for rule in programme.rules:
        if rule.check != "agreed":  # about a change of the dossier, no value of the programme
            yield _of_rule(rule)
    for name, amount in programme.sourced_amounts.items():
        yield _of_amount(name, amount)
    retention, withdrawal = programme.retention, programme.withdrawal
    yield Fact(
        id="retention",
        title="Conservation d’un dossier clos",
        value=f"{number(retention.years)} ans après le dernier jour",
        source=retention.source,
        note=retention.limits,
        tasks=("end-archive",),
        pages=("closing",),
    )
    yield Fact(
        id="withdrawal",
        title="Délais pour retirer un accès",
        value=f"{withdrawal.critical_hours} h pour un accès critique, "
        f"{withdrawal.working_days} jours ouvrables pour un autre",
        source=withdrawal.source,
        tasks=("end-access",),
        pages=("accesses", "withdrawals"),
    )


def _of_rule(rule: Rule) -> Fact:
    return Fact(id=f"rule.{rule.id}", title=rule.title, fields=(rule.field,), **_provenance(rule))


def _of_amount(name: str, amount: SourcedAmount) -> Fact:
    about = {name: getattr(amount, name) for name in ("tasks", "fields", "pages")}
    return Fact(
        id=f"amount.{name}",
        title=amount.title or name,
        value=number(amount.value),
        **about,
        **_provenance(amount),
    )


def _provenance(of: Provenance) -> dict[str, Any]:
    """What something says of its own origin."""
    return {name: getattr(of, name) for name in Provenance.model_fields}


def _with_origin(fact: Fact, programme: Programme) -> Fact:
    """The fact, with what its source says where it says nothing itself."""
    source = programme.source(fact.source)
    return fact.evolve(
        valid_from=fact.valid_from or source.valid_from,
        seen_on=fact.seen_on or source.seen_on,
        confidence=fact.confidence or source.confidence,
    )


# --- from one version to another ----------------------------------------------------------------


class Difference(NamedTuple):
    """What another version of a programme says otherwise.

    Attributes:
        title: Of what it is said, in French.
        before: What the first version says; empty when it says nothing of it.
        after: What the other says; empty when it says nothing of it.
    """

    title: str
    before: str
    after: str


def version_differences(before: Programme, after: Programme) -> tuple[Difference, ...]:
    """The rules, amounts, delays and tasks that two versions do not have alike."""
    differences: list[Difference] = []
    for said in (_said, _steps):
        old, new = said(before.whole), said(after.whole)
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key), new.get(key)
            if was != now:
                title = (now or was or ("", ""))[0]
                differences.append(Difference(title, was[1] if was else "", now[1] if now else ""))
    return tuple(differences)


def _said(programme: Programme) -> dict[str, tuple[str, str]]:
    return {
        fact.id: ("Règle" if fact.id.startswith("rule.") else fact.title, fact.value or fact.title)
        for fact in _core_facts(programme)
    }


def _steps(programme: Programme) -> dict[str, tuple[str, str]]:
    return {
        task.id: ("Étape", f"{task.title}{' ◆' if task.required else ''}")
        for task in programme.tasks
    }
