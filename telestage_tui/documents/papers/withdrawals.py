"""The statement of withdrawals: of each access given, when and by whom it was withdrawn, and seen.

What is not withdrawn comes first, and stands out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...dossier.accesses import Access, Hour
from ...dossier.french import count
from ...programme.withdrawals import checks_left, checks_of, left_to_verify
from .accesses import check_box, nothing_else
from .setting import Data, Setting


def withdrawals(setting: Setting) -> Data:
    """The accesses still open, those withdrawn, and those never given."""
    words = setting.speech.words
    still_open, withdrawn, never = _sorted(setting)
    parts = (("not-withdrawn", still_open), ("withdrawn", withdrawn), ("never-given", never))
    warning = setting.speech.counted("still-open", len(still_open)) if still_open else ""
    return {
        **setting.head(warning, quotes_programme=bool(setting.dossier.accesses)),
        "parts": [
            {
                "title": words[key],
                "open": key == "not-withdrawn",
                "accesses": [_access(each, setting) for each in members],
            }
            for key, members in parts
            if members
        ],
        "nothing_else": nothing_else(setting),
    }


def has_no_withdrawal(setting: Setting) -> bool:
    """Whether nothing was ever given."""
    return not any(each.given_on for each in setting.dossier.accesses)


def missing_withdrawals(setting: Setting) -> Iterator[str]:
    """What the statement lacks, in French."""
    still_open, withdrawn, _ = _sorted(setting)
    for each in still_open:
        yield f"« {each.name} » n’est pas retiré."
    for each in withdrawn:
        if left := len(checks_left(setting.programme, each)):
            yield f"« {each.name} » : {count(left, 'vérification')} à faire."
        if seen := left_to_verify(setting.programme, each):
            yield f"« {each.name} » : le retrait reste à constater ({seen})."
    if setting.dossier.nothing_else is None:
        yield f"« {setting.programme.accesses.nothing_else} » n’est pas signé."


def _sorted(setting: Setting) -> tuple[list[Access], list[Access], list[Access]]:
    """The accesses still open, withdrawn, and never given."""
    accesses = setting.dossier.accesses
    return (
        [each for each in accesses if each.is_open],
        [each for each in accesses if each.withdrawn_on],
        [each for each in accesses if not each.given_on],
    )


def _access(access: Access, setting: Setting) -> Data:
    programme, speech = setting.programme, setting.speech
    about = (programme.accesses.kind_label(access.kind), access.account, access.manager)
    verified = _when(setting, access.verified_on, None, access.verified_by)
    return {
        "name": access.name,
        "about": " · ".join(filter(None, about)),
        "given": _when(setting, access.given_on, access.given_hour, access.given_by),
        "withdrawn": _when(
            setting, access.withdrawn_on, access.withdrawn_hour, access.withdrawn_by
        ),
        "asked": speech.say("asked-on", day=speech.date(access.asked_on))
        if access.asked_on
        else "",
        "verified": "\n".join(filter(None, (verified, access.verified_how))),
        "to_verify": bool(left_to_verify(programme, access)),
        "checks": [
            {"box": check_box(access, check.id), "label": check.label}
            for check in checks_of(programme, access)
            if access.given_on
        ],
    }


def _when(setting: Setting, on: date | None, hour: Hour | None, by: str) -> str:
    """A day, its hour when it is known, and who; each on a line."""
    speech = setting.speech
    day = speech.date(on)
    if hour:
        day = f"{day}, {speech.time(hour.at)} {speech.place(hour.zone)}"
    return "\n".join(filter(None, (day, by)))
