"""The fields that `--set` changes, by the names that a fiche gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ...dossier.errors import Refused
from ...dossier.text import quoted
from ..session import pick


def typed_settings(
    settings: Sequence[str], known: Mapping[str, str], is_list: Callable[[str], bool]
) -> dict[str, str]:
    """The texts by path; those of a list, given several times, under one another.

    Args:
        settings: Each `FIELD=VALUE`; a field is named by its beginning too.
        known: The fields there are, by path.
        is_list: Whether the field of a path has several values.

    Raises:
        UnknownId: when there is no such field.
        Refused: when a setting has no « = », or when a field has two values.
    """
    texts: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise Refused(f"{quoted(setting)} n’a pas la forme CHAMP=VALEUR.")
        path = pick("champ", name, {each: each for each in known})
        if path in texts and not is_list(path):
            raise Refused(f"Le champ {quoted(path)} est donné deux fois.")
        texts[path] = f"{texts[path]}\n{value}" if path in texts else value
    return texts
