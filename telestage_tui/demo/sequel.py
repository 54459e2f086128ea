"""A story with its sequel: what the sequel says more, or otherwise, of the same things."""

from __future__ import annotations

from typing import Any

_NAMES = ("name", "item", "criterion")
"""What tells the lines of a list from each other: one of the same name completes it."""


def with_sequel(story: dict[str, Any], sequel: dict[str, Any]) -> dict[str, Any]:
    """A story completed by its sequel, both as TOML gives them.

    Lines that have a name complete the line of that name, the others come after. An evaluation
    begins with the answers that the last one of its kind had already.
    """
    forms = {each["form"]["kind"]: each["form"] for each in story.get("evaluations", ())}
    later = [
        each | {"form": _completed(forms.get(each["form"]["kind"], {}), each["form"])}
        for each in sequel.get("evaluations", ())
    ]
    whole: dict[str, Any] = _completed(story, sequel | {"evaluations": later})
    return whole


def _completed(before: Any, after: Any) -> Any:
    if isinstance(before, dict) and isinstance(after, dict):
        both = {key: _completed(before[key], after[key]) for key in after if key in before}
        return before | after | both
    if isinstance(before, list) and isinstance(after, list):
        return _completed_lines(before, after)
    return after


def _completed_lines(before: list[Any], after: list[Any]) -> list[Any]:
    lines = list(before)
    for each in after:
        name = _name(each)
        ranks = [rank for rank, line in enumerate(lines) if name and _name(line) == name]
        if ranks:
            lines[ranks[0]] = _completed(lines[ranks[0]], each)
        else:
            lines.append(each)
    return lines


def _name(line: Any) -> str:
    if not isinstance(line, dict):
        return ""
    return next((line[key] for key in _NAMES if key in line), "")
