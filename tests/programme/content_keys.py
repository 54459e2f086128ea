"""Every key that the files of a content may have, as their models say."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from telestage_tui.dossier.base import Frozen
from telestage_tui.programme.content_files import START_UP
from telestage_tui.programme.core import Core
from telestage_tui.programme.texts import CONTENT_PARTS

FILES: dict[str, type[Frozen]] = {
    START_UP: Core,
    **{f"{part}.toml": model for part, model in CONTENT_PARTS.items()},
}


def keys_of(model: type[Frozen], path: str = "") -> Iterator[str]:
    """The keys of a model: `tasks[].due.days`, `sources.NOM.title`."""
    for name, field in model.model_fields.items():
        yield f"{path}{name}"
        for where, inner in _models_in(field.annotation, f"{path}{name}"):
            yield from keys_of(inner, f"{where}.")


def _models_in(annotation: Any, path: str) -> Iterator[tuple[str, type[Frozen]]]:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        yield path, annotation
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        arguments = arguments[:1]
    elif origin is dict:
        arguments, path = arguments[1:], f"{path}.NOM"
    elif origin in (tuple, list):
        path += "[]"
    elif origin not in (Union, UnionType):
        return
    for each in arguments:
        yield from _models_in(each, path)
