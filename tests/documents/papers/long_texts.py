"""A dossier whose every text is another one: a word without end, an address, a thousand words."""

from __future__ import annotations

from typing import Any

from telestage_tui.dossier.dossier import Dossier

_NAMES = frozenset(
    {"first_name", "last_name", "city", "name", "account", "manager", "item", "to", "assignee"}
)
"""Fields of one line."""
_TEXTS = frozenset(
    {"mandate", "tasks", "expectations", "training", "next_steps", "text", "notes", "objective",
     "comment", "strengths", "to_improve", "overall_why", "note", "reason", "title"}
)  # fmt: skip
"""Fields of several lines, or of one."""


def long_dossier(dossier: Dossier, name: str, text: str) -> Dossier:
    """The dossier with that name and that text in the place of each it has."""

    def numbered(deliverable: Any, number: int) -> Any:
        """By a name that no other has: those of the plan are those of the stage."""
        unique = f"{number} {name}"
        return unique if isinstance(deliverable, str) else deliverable | {"name": unique}

    def longer(value: Any, key: str = "") -> Any:
        match value:
            case dict():
                return {name: longer(each, name) for name, each in value.items()}
            case list() if key == "deliverables":
                return [numbered(each, n) for n, each in enumerate(value, 1)]
            case list():
                return [longer(each) for each in value]
            case str() if value and key in _NAMES:
                return name
            case str() if value and key in _TEXTS:
                return name if key == "title" else text
            case _:
                return value

    return Dossier.model_validate(longer(dossier.model_dump(mode="json")))
