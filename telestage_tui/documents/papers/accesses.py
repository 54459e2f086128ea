"""The accesses on paper, grouped by the person who manages them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...dossier.accesses import Access
from ...dossier.text import fold
from .setting import Data, Setting


def accesses(setting: Setting) -> Data:
    """What each manager has to open, and to withdraw."""
    managed = sorted(setting.dossier.accesses, key=_manager)
    return {
        **setting.head(quotes_programme=bool(managed)),
        "managers": [
            {"name": name or setting.speech.words["no-manager"],
             "parts": list(_parts(list(group), setting))}
            for name, group in ((g[0].manager, g) for g in map(list, _by_manager(managed)))
        ],
    }  # fmt: skip


def missing_managers(setting: Setting) -> Iterator[str]:
    """What the list lacks, in French."""
    if not setting.dossier.accesses:
        yield "Aucun accès n’est noté."
    for access in setting.dossier.accesses:
        if not access.manager:
            yield f"Qui gère « {access.name} » n’est pas noté."


def _manager(access: Access) -> tuple[bool, str]:
    return not access.manager, fold(access.manager)


def _by_manager(managed: Sequence[Access]) -> Iterator[Iterator[Access]]:
    for _, group in groupby(managed, key=_manager):
        yield group


def _parts(accesses: Sequence[Access], setting: Setting) -> Iterator[Data]:
    for key, chosen in (
        ("to-open", [each for each in accesses if each.given_on is None]),
        ("to-withdraw", [each for each in accesses if each.is_open]),
        ("withdrawn", [each for each in accesses if each.withdrawn_on]),
    ):
        if chosen:
            yield {
                "title": setting.speech.words[key],
                "accesses": [_access(each, setting) for each in chosen],
            }


def _access(access: Access, setting: Setting) -> Data:
    speech = setting.speech
    withdraw = speech.date(access.withdraw_by or setting.dossier.stage.end)
    if access.withdrawn_on:
        key = "withdrawn-by" if access.withdrawn_by else "withdrawn-on"
        withdraw = speech.say(key, day=speech.date(access.withdrawn_on), who=access.withdrawn_by)
    return {
        "box": "☑" if access.withdrawn_on else "☐",
        "name": access.name,
        "kind": setting.programme.accesses.kind_label(access.kind),
        "account": access.account,
        "given": speech.date(access.given_on),
        "withdraw": withdraw,
    }
