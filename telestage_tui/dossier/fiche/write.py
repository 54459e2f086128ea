"""Fiches written: a blank one to fill, or one that describes a dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, time
from importlib import resources
from typing import Any

from ..base import Frozen
from ..dossier import Dossier
from ..hours import WorkHours
from ..people import ClosedPeriod
from .fields import (
    PERIOD,
    SECTIONS,
    FicheField,
    FicheSection,
)
from .model import Fiche


def blank_fiche() -> str:
    """A commented fiche, valid once its five required fields are filled."""
    return resources.files(__package__).joinpath("blank.toml").read_text(encoding="utf-8")


def to_fiche(dossier: Dossier) -> str:
    """The fiche that describes a dossier: `read_fiche` gives `Fiche.of(dossier)` back."""
    fiche = Fiche.of(dossier)
    groups = [
        "\n".join(_group(section, model))
        for section in SECTIONS
        for model in _models(section, getattr(fiche, section.attribute))
    ]
    return "\n\n".join(group for group in groups if group) + "\n"


def _models(section: FicheSection, value: Any) -> tuple[Frozen, ...]:
    return value if section.many else (value,)


def _group(section: FicheSection, model: Frozen) -> Iterator[str]:
    lines = [
        f"{field.name} = {_value(value)}"
        for field in section.fields
        if (value := _written(field, getattr(model, field.attribute))) not in (None, "", ())
    ]
    if lines:
        yield f"[[{section.name}]]" if section.many else f"[{section.name}]"
        yield from lines


def _written(field: FicheField, value: Any) -> Any:
    """The value a field shows: the closed periods are written in one of two fields."""
    if field.kind not in ("days", "periods"):
        return value
    plain = all(period.first == period.last and not period.label for period in value)
    if plain:
        return tuple(period.first for period in value) if field.kind == "days" else None
    return value if field.kind == "periods" else None


def _value(value: Any) -> str:
    match value:
        case bool() | int() | date():
            return str(value).lower()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case time():
            return f'"{value:%H:%M}"'
        case WorkHours() | str():
            return _text(str(value))
        case ClosedPeriod():
            fields = (f"{f.name} = {_value(getattr(value, f.attribute))}" for f in PERIOD.fields)
            return f"{{ {', '.join(fields)} }}"
        case _:
            return f"[{', '.join(map(_value, value))}]"


def _text(text: str) -> str:
    """A TOML text; JSON escapes the same characters in the same way."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    lines = (json.dumps(line, ensure_ascii=False)[1:-1] for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'
