"""Reads the values of a fiche into models, and reports every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from ..base import Frozen
from ..dossier import check_birth
from ..errors import FieldProblem, InvalidInput, field_path, french_problem
from ..kinds import KINDS
from ..parsing import parse_choice
from ..people import ClosedPeriod
from ..stage import todays_financing
from ..suggestions import closest, did_you_mean
from ..text import fold
from .fields import PERIOD, SECTIONS
from .sections import FicheField, FicheSection

Values = Mapping[str, Any]
"""Values by name, in the words of the fiche."""

_PATH = re.compile(r"([a-z_]+)\.([a-z_]+)")
_SECRET_FIELD = re.compile(
    r"pass(?:e$|w|phrase)|mdp|pwd|secret|jeton|token|(?:^|_)pin(?:_|$)|cle_(?:api|priv)|api_?key"
)
_NEVER_KEPT = (
    "Mot de passe, jeton ou code secret : telestage n’en garde jamais; retirez ce champ et "
    "transmettez le secret par le coffre-fort de mots de passe de votre service informatique."
)
_NAME_MAX = 60
"""How many characters of an unknown name are compared with the known ones."""
_UNREAD = object()
"""Replaces a value already refused, so that the models do not report it a second time."""


def read_sections(
    data: Values,
    today: date | None = None,
    earlier: Iterable[FieldProblem] = (),
    sections: Sequence[FicheSection] = SECTIONS,
) -> dict[str, Any]:
    """The fields of a record, a `Fiche` unless other sections are given, read from its sections.

    Args:
        data: Values by section then field, in the words of the fiche.
        today: The local date on which a person typed them; None for those of a file.
        earlier: Problems to report before those of the data.
        sections: The sections of the record.

    Raises:
        InvalidInput: with every problem, in the order of the data.
    """
    problems = list(earlier)
    values: dict[str, dict[str, Any]] = {}
    models: dict[str, Any] = {}
    by_name = {section.name: section for section in sections}
    for name in (*data, *(name for name in by_name if name not in data)):
        section = by_name.get(name)
        if section is None:
            problems.append(FieldProblem(name, _unknown_section(name, data[name], sections)))
        elif section.many:
            models[section.attribute] = _read_rows(section, data.get(name, []), today, problems)
        else:
            group = data.get(name, {})
            models[section.attribute], values[name] = _read_group(
                section, name, group, today, problems
            )
    try:
        check_birth(
            _date_or_none(values.get("stagiaire", {}), "born"),
            _date_or_none(values.get("stage", {}), "start"),
        )
    except ValueError as error:
        problems.append(FieldProblem("stagiaire.naissance", str(error)))
    if problems:
        raise InvalidInput(problems)
    return _nested(models)


def read_typed(
    texts: Mapping[str, str], today: date, sections: Sequence[FicheSection]
) -> dict[str, Any]:
    """The fields of a record, read from the texts a person typed.

    Args:
        texts: By path (`stagiaire.naissance`); a blank one is absent. A list is written one item
            a line. A section that repeats is never typed: its page asks it.
        today: The local date, from which `28 février` or `demain` is read.
        sections: The sections of the record.

    Raises:
        InvalidInput: with every problem.
    """
    by_name = {section.name: section for section in sections}
    data: dict[str, Any] = {}
    problems = []
    for path, raw in texts.items():
        match = _PATH.fullmatch(path)
        section = by_name.get(match[1]) if match else None
        if match is None or section is None or section.many:
            problems.append(FieldProblem(path, "Champ inconnu."))
        elif raw.strip():
            data.setdefault(section.name, {})[match[2]] = raw
    return read_sections(data, today, problems, sections)


def _nested(models: Mapping[str, Any]) -> dict[str, Any]:
    """The models by field of the record: that of `contacts.it` is inside `contacts`."""
    fields: dict[str, Any] = {}
    for attribute, model in models.items():
        outer, _, inner = attribute.partition(".")
        if inner:
            fields.setdefault(outer, {})[inner] = model
        else:
            fields[outer] = model
    return fields


def _read_rows(
    section: FicheSection, rows: Any, today: date | None, problems: list[FieldProblem]
) -> tuple[Frozen | None, ...]:
    if not isinstance(rows, list):
        message = f"Une liste est attendue; chaque élément commence par [[{section.name}]]."
        problems.append(FieldProblem(section.name, message))
        return ()
    models = []
    first_places: dict[Any, int] = {}
    for position, row in enumerate(rows, 1):
        path = f"{section.name}[{position}]"
        model, _ = _read_group(section, path, row, today, problems)
        models.append(model)
        if model and section.key:
            first = first_places.setdefault(getattr(model, section.key), position)
            if first != position:
                message = f"Déjà dit par [[{section.name}]] n° {first}."
                problems.append(FieldProblem(f"{path}.{section.word(section.key)}", message))
    problems.extend(_said_twice(section, models))
    return tuple(models)


def _said_twice(section: FicheSection, models: Sequence[Frozen | None]) -> Iterator[FieldProblem]:
    """The yes after the first one of each field where only one section may say it."""
    for field in section.fields:
        if not field.once:
            continue
        first, *others = [
            position
            for position, model in enumerate(models, 1)
            if model and getattr(model, field.attribute)
        ] or [0]
        for position in others:
            message = f"Une seule personne peut l’être : c’est déjà [[{section.name}]] n° {first}."
            yield FieldProblem(f"{section.name}[{position}].{field.name}", message)


def _read_group(
    section: FicheSection, path: str, raw: Any, today: date | None, problems: list[FieldProblem]
) -> tuple[Frozen | None, dict[str, Any]]:
    """The model of a section, None when it is refused, and its values by model attribute."""
    if not isinstance(raw, Mapping):
        problems.append(FieldProblem(path, "Un groupe de champs est attendu."))
        return None, {}
    group_problems: list[FieldProblem] = []
    values = _read_fields(section, path, raw, today, group_problems)
    model = _build(section, path, values, group_problems)
    names = list(raw)

    def rank(problem: FieldProblem) -> int:
        name = re.split(r"[.\[]", problem.field[len(path) + 1 :], maxsplit=1)[0]
        return names.index(name) if name in names else len(names)

    problems.extend(sorted(group_problems, key=rank))
    return model, values


def _build(
    section: FicheSection, path: str, values: dict[str, Any], problems: list[FieldProblem]
) -> Frozen | None:
    try:
        return section.model.model_validate(values, strict=True)
    except ValidationError as error:
        for entry in error.errors():
            attribute, *rest = entry["loc"] or ("",)
            if values.get(str(attribute)) is not _UNREAD:
                inside = field_path((section.word(str(attribute)), *rest))
                problems.append(FieldProblem(f"{path}.{inside}", french_problem(entry)))
        return None


def _read_fields(
    section: FicheSection, path: str, raw: Values, today: date | None, problems: list[FieldProblem]
) -> dict[str, Any]:
    """The values by model attribute; `_UNREAD` where one was refused."""
    values: dict[str, Any] = {}
    for name, value in raw.items():
        field = section.field(name)
        where = f"{path}.{name}"
        if field is None:
            problems.append(FieldProblem(where, _unknown_field(section, name)))
        elif KINDS[field.kind].is_list:
            items = _read_items(field, where, value, today, problems)
            values[field.attribute] = (*values.get(field.attribute, ()), *items)
        elif value != "" or KINDS[field.kind].blank == "":
            try:
                values[field.attribute] = _read_value(section, field, value, today)
            except ValueError as error:
                problems.append(FieldProblem(where, str(error)))
                values[field.attribute] = _UNREAD
    return values


def _read_value(section: FicheSection, field: FicheField, raw: Any, today: date | None) -> Any:
    """The value of a field that is not a list; only the models check what is not a text."""
    if not isinstance(raw, str):
        return raw
    if choices := section.choices(field):
        return parse_choice(todays_financing(raw), choices)
    return KINDS[field.kind].read(raw, today)


def _read_items(
    field: FicheField, path: str, raw: Any, today: date | None, problems: list[FieldProblem]
) -> Iterator[Any]:
    kind = KINDS[field.kind]
    if isinstance(raw, str) and (today is not None or kind.one_is_a_list):
        items: list[Any] = list(kind.items(raw))
    elif isinstance(raw, list):
        items = raw
    else:
        problems.append(FieldProblem(path, "Une liste est attendue, entre crochets."))
        return
    for position, item in enumerate(items, 1):
        where = f"{path}[{position}]"
        try:
            if field.kind == "names":
                yield item
            elif field.kind == "emails":
                yield kind.read(item, today) if isinstance(item, str) else item
            elif field.kind == "periods" and not isinstance(item, str):
                period, _ = _read_group(PERIOD, where, item, today, problems)
                if period:
                    yield period
            else:
                yield _read_day(item, today)
        except ValidationError as error:
            problems.append(FieldProblem(where, french_problem(error.errors()[0])))
        except ValueError as error:
            problems.append(FieldProblem(where, str(error)))


def _read_day(raw: Any, today: date | None) -> ClosedPeriod:
    """A closed day or period, as a period."""
    if isinstance(raw, str):
        raw = KINDS["days"].read(raw, today)
    if isinstance(raw, ClosedPeriod):
        return raw
    return ClosedPeriod.model_validate({"first": raw, "last": raw}, strict=True)


def _date_or_none(values: dict[str, Any], attribute: str) -> date | None:
    value = values.get(attribute)
    return value if type(value) is date else None


def _unknown_field(section: FicheSection, name: str) -> str:
    if _SECRET_FIELD.search(fold(name)):
        return _NEVER_KEPT
    names = [field.name for field in section.fields]
    return _suggestion("Champ inconnu", name, names, f"[{section.name}] accepte ")


def _unknown_section(name: str, value: Any, sections: Sequence[FicheSection]) -> str:
    homes = [section.name for section in sections if section.field(name)]
    if homes and not isinstance(value, Mapping):
        titles = " ou ".join(f"[{home}]" for home in homes)
        return f"Ce champ doit suivre le titre de sa section, {titles}."
    names = [section.name for section in sections]
    return _suggestion("Section inconnue", name, names, "une fiche accepte ")


def _suggestion(refusal: str, name: str, choices: list[str], otherwise: str) -> str:
    word = fold(name)[:_NAME_MAX].replace(" ", "_")
    matches = [choice for choice in choices if word and choice.startswith(word)]
    if match := matches[0] if matches else closest(word, choices):
        return f"{refusal}{did_you_mean(match)}"
    return f"{refusal}; {otherwise}{', '.join(choices)}."
