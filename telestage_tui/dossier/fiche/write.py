"""Writes fiches: a blank one to fill, one that describes a dossier, the texts of a form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any

from ..base import Frozen
from ..dossier import Dossier
from ..hours import WorkHours
from ..kinds import KINDS
from ..people import ClosedPeriod
from .fields import PERIOD, SECTIONS, every_field
from .model import Fiche
from .sections import FicheField, FicheSection

_HEADER = """\
# Fiche d’un télé-stage, à remplir puis à donner à la commande : telestage new fiche.toml
#
# Cinq champs sont obligatoires : ceux dont la ligne ne commence pas par « # ».
# Pour remplir un autre champ, retirez le « # » au début de sa ligne et corrigez l’exemple.
# Les dates s’écrivent 2027-01-11 (année-mois-jour); les textes et les heures, entre guillemets.
# N’écrivez ici ni mot de passe, ni jeton, ni code secret : telestage les refuse.
"""


def blank_fiche() -> str:
    """A commented fiche, valid once its five required fields are filled."""
    groups = ("\n".join(_blank_group(section)) for section in SECTIONS)
    return "\n".join((_HEADER, "\n\n".join(groups), ""))


def _blank_group(section: FicheSection) -> Iterator[str]:
    yield from _comment(section.comment)
    yield f"# [[{section.name}]]" if section.many else f"[{section.name}]"
    for field in section.fields:
        yield from _comment(field.comment)
        if section.is_required(field) and not section.many:
            yield f'{field.name} = ""'
        else:
            yield f"# {field.name} = {field.example or _value(section.default(field))}"


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in text.splitlines())


def form_texts(record: Frozen, sections: Sequence[FicheSection] = SECTIONS) -> dict[str, str]:
    """The texts a person would have typed, by path; `read_typed` reads them back.

    Args:
        record: A fiche, or the record that has these sections.
        sections: Its sections.
    """
    return {
        f"{path}.{field.name}": KINDS[field.kind].text(getattr(model, field.attribute))
        for section in sections
        for path, model in _models(section, record)
        for field in section.fields
        if field.kind != "days"  # « absences » has these days, with their reason
    }


def default_texts() -> dict[str, str]:
    """The first texts of the form of a new dossier, by path: the defaults of the models."""
    return {
        path: KINDS[field.kind].text(section.default(field))
        for path, section, field in every_field()
        if field.kind != "days" and not section.many and not section.is_required(field)
    }


def _models(section: FicheSection, record: Frozen) -> Iterator[tuple[str, Frozen]]:
    """The models of a section of a record, with their paths: `candidats[1]`."""
    value = section.value_in(record)
    if section.many:
        for rank, model in enumerate(value, 1):
            yield f"{section.name}[{rank}]", model
    else:
        yield section.name, value


def to_fiche(dossier: Dossier) -> str:
    """The fiche that describes a dossier: `read_fiche` gives `Fiche.of(dossier)` back."""
    return to_toml(Fiche.of(dossier), SECTIONS)


def to_toml(record: Frozen, sections: Sequence[FicheSection]) -> str:
    """A record in the words of a fiche, without what is blank.

    Args:
        record: The record that has these sections.
        sections: Its sections.
    """
    groups = [
        "\n".join(_group(section, model))
        for section in sections
        for _, model in _models(section, record)
    ]
    return "\n\n".join(group for group in groups if group) + "\n"


def _group(section: FicheSection, model: Frozen) -> Iterator[str]:
    lines = [
        f"{field.name} = {_value(value)}"
        for field in section.fields
        if (value := _field_value(field, getattr(model, field.attribute))) not in (None, "", ())
    ]
    if lines:
        yield f"[[{section.name}]]" if section.many else f"[{section.name}]"
        yield from lines


def _field_value(field: FicheField, value: Any) -> Any:
    """The value of a field to write; closed periods go to one of two fields, None to the other."""
    if field.kind not in ("days", "periods"):
        return value
    if all(period.first == period.last and not period.label for period in value):
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
