"""How a record is cut to be compared: which fields go together, and what tells two parts apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..accesses import Access
from ..agreement import PaidMonth, PointRecord, WeekPresence
from ..base import Frozen
from ..dossier import Dossier, ProgrammeRef
from ..evaluations import Evaluation, InternWord, OwnAnswer, Rating
from ..exports import Export
from ..letters import Release
from ..meetings import ClockReading, IndicatorLevel, Meeting, Minute, Slot
from ..onsite import Answer, Decision, FormRecord, Moment, Offer, Onsite, Payment, PermitStep
from ..organisation import Organisation
from ..people import Candidate, ClosedPeriod
from ..records import Reopening, TaskRecord, Transfer
from ..stage import Stage, Terms, Waiver
from ..work_plan import Deliverable, PeriodPlan

Path = tuple[str, ...]
"""Where a part is: names of fields, and `[key]` for one of the records of a list."""
Unit = tuple[str, ...]
"""Fields that are kept or taken together, the one that names them first."""

_KEYS: Mapping[type[Frozen], Unit] = {
    Answer: ("field",),
    Candidate: ("name",),
    Deliverable: ("name",),
    Evaluation: ("kind",),
    Export: ("audience",),
    FormRecord: ("form",),
    IndicatorLevel: ("id",),
    Minute: ("item",),
    OwnAnswer: ("question",),
    PaidMonth: ("month",),
    PeriodPlan: ("period",),
    PermitStep: ("state",),
    PointRecord: ("point",),
    Rating: ("criterion",),
    TaskRecord: ("task",),
    Waiver: ("rule", "field"),
    WeekPresence: ("week",),
}
"""What tells one record of a list from the others, where that is not its `id`."""
_WHOLE = (
    ProgrammeRef, Terms, Slot, ClockReading, ClosedPeriod, Release, InternWord, Reopening,
    Decision, Moment, Payment, Offer,
)  # fmt: skip
"""Records that make sense only as a whole."""
_BLANKS = (Evaluation, PeriodPlan, Rating, TaskRecord)
"""Records of which a dossier without one says the same as with a blank one."""
UNITS: Mapping[type[Frozen], Sequence[Unit]] = {
    Dossier: (("started_on", "closed_on", "reopenings"),),
    Stage: (
        ("start", "end"),
        (
            "financing",
            "financing_asked_on",
            "financing_validated_on",
            "financing_refused_on",
            "allowance_until",
        ),
    ),
    Candidate: (("chosen", "runner_up", "declined", "decided_on", "gave_up_on"),),
    Onsite: (("start", "end"),),
    TaskRecord: (("choice", "on", "reason"),),
    Access: (("given_on", "explained_on", "withdrawn_on", "withdrawn_by", "checks"),),
    Transfer: (("to", "done_on"),),
    Deliverable: (("delivered_on", "accepted_on"),),
    PointRecord: (("state", "on", "reason"),),
    PaidMonth: (("on", "amount"),),
    WeekPresence: (("missed", "unit"),),
    Rating: (("level", "applicable", "observed"),),
    Evaluation: (("completed_on", "reopenings"),),
    Meeting: (
        ("slot", "duration", "rule_day", "deviations", "moved_from", "move_reason"),
        ("status", "reason", "cancelled_by"),
    ),
}
"""Fields that bind one another: half of them from each version would say what nobody wrote."""
CARRIED: Mapping[type[Frozen], Mapping[str, str]] = {Meeting: {"reading": "slot"}}
"""Fields that are not compared, and follow the unit of that name."""
UNSEEN: Mapping[type[Frozen], frozenset[str]] = {
    Dossier: frozenset({"id", "version", "created_at", "history", "exports", "identity"}),
    Organisation: frozenset({"version", "history"}),
    Meeting: frozenset({"sequence", "reading"}),
}
"""Fields that are no choice of anybody; `differences` and `taking` see to them."""


def units_of(model: type[Frozen]) -> list[Unit]:
    """The units of a model, in the order of its fields."""
    grouped = {unit[0]: unit for unit in UNITS.get(model, ())}
    followers = {name for unit in grouped.values() for name in unit[1:]}
    left_out = followers | UNSEEN.get(model, frozenset()) | set(_key_fields(model))
    return [grouped.get(name, (name,)) for name in model.model_fields if name not in left_out]


def is_cut(mine: object, theirs: object) -> bool:
    """Whether two values are records to compare field by field."""
    return isinstance(mine, Frozen) and type(mine) is type(theirs) and not isinstance(mine, _WHOLE)


def keyed(*sides: object) -> list[dict[str, Frozen]] | None:
    """The records of lists by key, one mapping a list; None where they are values like others.

    Two records of a list with one key cannot be told apart: the list is then a value.
    """
    mappings = []
    for side in sides:
        if not isinstance(side, tuple) or not all(_has_key(item) for item in side):
            return None
        mapping = {key_of(item): item for item in side}
        if len(mapping) != len(side):
            return None
        mappings.append(mapping)
    return mappings if any(mappings) else None


def key_of(record: Frozen) -> str:
    """What tells a record from the others of its list, as a part of a path."""
    return f"[{' '.join(str(getattr(record, name)) for name in _key_fields(type(record)))}]"


def blank_beside(record: Frozen) -> Frozen | None:
    """The blank record that stands for none beside this one; None where none is another thing."""
    if not isinstance(record, _BLANKS):
        return None
    model = type(record)
    return model(**{name: getattr(record, name) for name in _key_fields(model)})


def value_of(record: Frozen, unit: Unit) -> Any:
    """The value of a unit: that of its field, or those of its fields by name."""
    if len(unit) == 1:
        return getattr(record, unit[0])
    return {name: getattr(record, name) for name in unit}


def default_of(model: type[Frozen], unit: Unit) -> Any:
    """The value of a unit in a record that says nothing there; None for a required field."""
    defaults = {
        name: None if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if name in unit
    }
    return defaults if len(unit) > 1 else defaults[unit[0]]


def part_at(record: Frozen, path: Iterable[str]) -> Any:
    """The record, or the list, at a path; None where there is none."""
    part: Any = record
    for name in path:
        if name.startswith("["):
            records = keyed(part)
            part = records[0].get(name) if records else None
        else:
            part = getattr(part, name)
        if part is None:
            return None
    return part


def _has_key(item: object) -> bool:
    is_record = isinstance(item, Frozen) and not isinstance(item, _WHOLE)
    return is_record and bool(_key_fields(type(item)))  # type: ignore[arg-type]


def _key_fields(model: type[Frozen]) -> Unit:
    if model in _KEYS:
        return _KEYS[model]
    return ("id",) if "id" in model.model_fields else ()
