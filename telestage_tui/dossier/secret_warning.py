"""The warning given when a text that is kept looks like a secret."""

from __future__ import annotations

from collections.abc import Iterator

from .base import Frozen
from .secrets import looks_secret

WARNING = (
    "Ce texte est gardé, mais il ressemble à un mot de passe ou à un code secret. Le fichier peut "
    "être copié, prêté, restauré : si c’en est un, retirez-le du texte et changez-le."
)


def writes_secret(before: Frozen | None, after: Frozen) -> bool:
    """Whether a change wrote, in a text that is kept, something that looks like a secret.

    A text that was there before is not spoken of again.

    Args:
        before: The dossier, or the organisation, before the change; None for a new one.
        after: The same after it.
    """
    old = frozenset(_texts(before)) if before else frozenset()
    return any(looks_secret(text) for text in dict.fromkeys(_texts(after)) if text not in old)


def _texts(value: object) -> Iterator[str]:
    """The texts of a record, but those of its history, which repeat them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Frozen):
        for name, field in value:
            if name != "history":
                yield from _texts(field)
