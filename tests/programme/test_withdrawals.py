"""What is owed of an access: the day of its withdrawal, and the checks of it."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from telestage_tui.dossier import changes
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.models import Withdrawal
from telestage_tui.programme.withdrawals import (
    checks_in_words,
    checks_left,
    left_to_check,
    withdrawal_day,
)
from tests.factories import END, make_access, make_dossier

PROGRAMME = load_programme()
CHECKS = [check.id for check in PROGRAMME.accesses.checks]


def test_an_access_is_due_on_its_own_day_else_on_the_last_of_the_stage() -> None:
    own = make_access("VPN", withdraw_by=date(2027, 3, 1))
    dossier = make_dossier(accesses=(own, make_access("Figma")))
    days = [withdrawal_day(dossier, PROGRAMME, access) for access in dossier.accesses]
    assert days == [date(2027, 3, 1), END]


def test_the_day_of_the_programme_is_a_proposal_counted_from_a_day_of_the_stage() -> None:
    rule = PROGRAMME.withdrawal
    assert (rule.anchor, rule.days, rule.source) == ("end", 0, "proposed")
    with pytest.raises(ValidationError, match="un accès se retire d’après"):
        Withdrawal(anchor="week")


def test_what_was_not_checked_is_left_until_it_is() -> None:
    given = make_access("VPN")
    dossier = make_dossier(accesses=(given,))
    assert checks_left(PROGRAMME, given) == ()
    dossier = changes.withdraw(given, on=END, today=END, checks=CHECKS[:1]).apply(dossier)
    (left,) = left_to_check(dossier, PROGRAMME)
    assert left.access.id == given.id
    assert [check.id for check in left.checks] == CHECKS[1:]
    assert checks_in_words(left.checks).replace("\u00a0", " ") == (
        "invitations d’agenda retirées; mots de passe partagés changés"
    )
    dossier = changes.check_withdrawal(given, checks=CHECKS).apply(dossier)
    assert left_to_check(dossier, PROGRAMME) == ()
