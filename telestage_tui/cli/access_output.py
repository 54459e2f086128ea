"""An access as the commands answer it: words of French, or JSON."""

from __future__ import annotations

from datetime import date, datetime

from ..clocks.zones import utc_text
from ..dossier.accesses import Access
from ..dossier.dossier import Dossier
from ..dossier.french import plain_date
from ..programme.programme import Programme
from ..programme.withdrawals import (
    checks_in_words,
    checks_left,
    term,
    unmade_checks,
    withdrawal_day,
)
from ..wording import ACCESS_WORDS
from .output import Json


def access_shape(access: Access, dossier: Dossier, programme: Programme, now: datetime) -> Json:
    """One line of `access list`: what is kept of it, and what is owed at that UTC instant."""
    found = term(dossier, programme, access)
    return access.model_dump(mode="json") | {
        "state": access.state,
        "critical": found.is_critical,
        "due_utc": utc_text(found.hour),
        "deadline_utc": utc_text(found.deadline),
        "overdue": access.is_open and found.is_overdue(now),
        "checks_left": [check.id for check in unmade_checks(programme, access)]
        if access.given_on
        else [],
    }


def access_words(dossier: Dossier, programme: Programme, access: Access, today: date) -> str:
    """The state of an access, and what remains to be done about it."""
    suspended = access.suspensions[-1].since if access.is_suspended else None
    steps = (access.verified_on, access.withdrawn_on, suspended, access.explained_on)
    when = next(filter(None, steps), access.given_on)
    words = ACCESS_WORDS[access.state] + (f" le {plain_date(when)}" if when else "")
    if access.is_open:
        due = withdrawal_day(dossier, programme, access)
        late, since = ("! ", "depuis ") if due < today else ("", "")
        to_explain = "" if access.explained_on else "à expliquer, "
        return f"{words}; {to_explain}{late}à retirer {since}le {plain_date(due)}"
    checks = checks_left(programme, access)
    return f"{words}; reste à vérifier : {checks_in_words(checks)}" if checks else words
