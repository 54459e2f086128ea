"""The amounts of a programme, each written once, and the texts that quote them.

A text quotes an amount by its name: `{gratification.minimum}` gives « 300 ». `{interviews:words}`
gives « deux », and `{interviews:Words}` « Deux », at the head of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..dossier.french import in_words, number, upper_first
from ..dossier.suggestions import closest, did_you_mean
from .amount import SourcedAmount
from .core import Core
from .rule import Rule

_QUOTE = re.compile(r"\{([a-z][a-z0-9.-]*)(?::(words|Words))?\}")

Amounts = Mapping[str, float | str]
"""The value of each amount, by its name; a text is quoted unchanged."""


def amounts_of(core: Core) -> dict[str, float | str]:
    """What texts can quote of `programme.toml`: its amounts, bounds of rules and counts."""
    bounds: dict[str, float | str] = {
        f"{rule.id}.{name}": value for rule in core.rules for name, value in bounds_of(rule).items()
    }
    counts = {
        "retention.years": core.retention.years,
        "retention.candidates.months": core.retention.candidates.months,
        "phases": sum(phase.opened_by is None for phase in core.phases),
    }
    amounts: dict[str, float | str] = {
        name: amount.value if isinstance(amount, SourcedAmount) else amount
        for name, amount in core.amounts.items()
    }
    return bounds | counts | amounts


def bounds_of(rule: Rule) -> dict[str, float | str]:
    """The bounds of a rule, as its own texts quote them: `{minimum}`."""
    bounds = {"minimum": rule.minimum, "maximum": rule.maximum}
    return {name: value for name, value in bounds.items() if value is not None}


def with_amounts(text: str, amounts: Amounts) -> str:
    """The text with the amounts it quotes.

    Raises:
        ValueError: with a French sentence, when it quotes an unknown one.
    """

    def replacement(quote: re.Match[str]) -> str:
        name, form = quote.groups()
        if name not in amounts:
            raise ValueError(
                f"montant « {name} » inconnu{did_you_mean(closest(name, amounts, 0.5))}"
            )
        value = amounts[name]
        if isinstance(value, str):
            return value
        if form is None:
            return number(value)
        return upper_first(in_words(value)) if form == "Words" else in_words(value)

    return _QUOTE.sub(replacement, text)


def filled(content: Any, amounts: Amounts) -> Any:
    """Tables, lists and texts as TOML gives them, each text with the amounts it quotes.

    Raises:
        ValueError: with a French sentence, when a text quotes an unknown one.
    """
    match content:
        case str():
            return with_amounts(content, amounts)
        case list():
            return [filled(item, amounts) for item in content]
        case dict():
            return {key: filled(item, amounts) for key, item in content.items()}
        case _:
            return content


def unquotable(content: Any, amounts: Amounts, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts that quote an unknown amount: the path of each, `tasks[2].title`, and why."""
    match content:
        case str():
            try:
                with_amounts(content, amounts)
            except ValueError as error:
                yield path, str(error)
        case list():
            for place, item in enumerate(content, 1):
                yield from unquotable(item, amounts, f"{path}[{place}]")
        case dict():
            for key, item in content.items():
                yield from unquotable(item, amounts, f"{path}.{key}" if path else key)
