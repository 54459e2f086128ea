"""The names of keys, as a French keyboard has them."""

from __future__ import annotations

from textual.keys import format_key

_NAMES = {
    "space": "Espace",
    "delete": "Suppr",
    "backspace": "Retour arrière",
    "escape": "Échap",
    "enter": "Entrée",
    "tab": "Tab",
    "home": "Début",
    "end": "Fin",
    "pageup": "Page préc.",
    "pagedown": "Page suiv.",
}
_MODIFIERS = {"ctrl": "Ctrl", "shift": "Maj", "alt": "Alt"}


def key_name(key: str) -> str:
    """A key as it is shown: `Ctrl+S` for `ctrl+s`, `Échap` for `escape`.

    Args:
        key: As Textual names it.
    """
    *modifiers, name = key.split("+")
    shown = _NAMES.get(name) or format_key(name)
    if modifiers or len(shown) > 1:
        shown = shown[:1].upper() + shown[1:]
    return "+".join((*(_MODIFIERS.get(each, each) for each in modifiers), shown))
