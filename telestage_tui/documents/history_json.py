"""The lines of a history as JSON: what was done as a code, and each value before and after.

Scripts depend on these shapes, described in `docs/json.md`: a key may be added, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from ..clocks.zones import utc_text
from ..dossier.deeds import Deed
from ..dossier.records import HistoryEntry


def history_json(entries: Iterable[HistoryEntry]) -> str:
    """Lines of a history, in the order wanted; ends with a line end."""
    shapes = list(map(history_shape, entries))
    return orjson.dumps(shapes, option=orjson.OPT_INDENT_2).decode() + "\n"


def history_shape(entry: HistoryEntry) -> dict[str, Any]:
    """One line of a history."""
    return {
        "at": utc_text(entry.at),
        "label": entry.sentence,
        "who": entry.who,
        "part": entry.deed.part,
        "deed": deed_shape(entry.deed),
        "changes": [
            {"path": list(each.path), "before": each.before, "after": each.after}
            for each in entry.changes
        ],
    }


def deed_shape(deed: Deed) -> dict[str, Any]:
    """What was done, as a code and its values."""
    return {
        "code": deed.code,
        "values": dict(deed.values),
        "parts": [deed_shape(each) for each in deed.parts],
        "also": [deed_shape(each) for each in deed.also],
    }
