"""What the records of a file may say: the fields and the codes that a form has.

python -m tests.store.form      write the list again, once `writer_mark.FORM` has grown
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.store.writer_mark import FORM

LIST = Path(__file__).with_name("form.txt")


def listed() -> str:
    """The form, then each field and each code that it may hold, one a line."""
    seen: dict[type[Frozen], list[str]] = {}
    for record in (Dossier, Organisation):
        _list(record, seen)
    lines = sorted({line for lines in seen.values() for line in lines})
    return "\n".join((f"form {FORM}", *lines, ""))


def _list(model: type[Frozen], seen: dict[type[Frozen], list[str]]) -> None:
    """List a model, and those of its fields."""
    if model in seen:
        return
    lines = seen[model] = []
    for name, field in model.model_fields.items():
        lines.append(f"{model.__name__}.{name}")
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, Frozen):
                _list(part, seen)
            elif not isinstance(part, type):
                lines.append(f"{model.__name__}.{name} = {part}")


def _parts(annotation: Any) -> Iterator[Any]:
    """The models in a type, and the codes of its literals."""
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    elif isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    else:
        for each in get_args(annotation):
            yield from _parts(each)


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
