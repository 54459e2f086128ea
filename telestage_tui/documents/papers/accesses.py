"""The accesses on paper, grouped by the person who manages them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dossier.accesses import Access
from ...programme.withdrawals import by_manager, checks_of, withdrawal_day
from .setting import Data, Setting


def accesses(setting: Setting) -> Data:
    """What each manager has to open, and to withdraw."""
    return {
        **setting.head(quotes_programme=bool(setting.dossier.accesses)),
        "managers": [
            {"name": group.manager or setting.speech.words["no-manager"],
             "parts": list(_parts(group.accesses, setting))}
            for group in by_manager(setting.dossier.accesses)
        ],
        "nothing_else": nothing_else(setting),
    }  # fmt: skip


def nothing_else(setting: Setting) -> Data:
    """The last line, signed by whoever manages the accounts; its name and its day once it is."""
    content, signed = setting.programme.accesses, setting.dossier.nothing_else
    moot = signed.moot if signed else ""
    return {
        "box": "☐" if signed is None else "–" if moot else "☑",
        "title": content.nothing_else,
        "hint": setting.speech.say("moot", reason=moot) if moot else content.nothing_else_hint,
        "by": signed.by if signed else "",
        "on": setting.speech.date(signed.on if signed else None),
        "moot": bool(moot),
    }


def check_box(access: Access, check: str) -> str:
    """The box of a check: made, *sans objet*, or still to make."""
    return "☑" if check in access.checks else "–" if check in access.moot else "☐"


def missing_managers(setting: Setting) -> Iterator[str]:
    """What the list lacks, in French."""
    if not setting.dossier.accesses:
        yield "Aucun accès n’est noté."
    for access in setting.dossier.accesses:
        if not access.manager:
            yield f"Qui gère « {access.name} » n’est pas noté."


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
    withdraw = speech.date(withdrawal_day(setting.dossier, setting.programme, access))
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
        "checks": [
            {"box": check_box(access, check.id), "label": check.label}
            for check in checks_of(setting.programme, access)
            if access.given_on
        ],
    }
