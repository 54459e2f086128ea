"""The terms that bind on a day: those of an avenant from its last signature, others before it."""

from __future__ import annotations

from datetime import date

from .dossier import Dossier
from .stage import PARTIES, Amendment, Terms


def terms_on(dossier: Dossier, day: date) -> Terms:
    """The terms of a stage on a day (local to the host).

    An avenant binds from the day of its last signature: that is ours, no source says it. One that
    somebody is still to sign, or of an older file, which did not keep the terms it replaced, counts
    from the first day.
    """
    for each in dossier.amendments:
        bound = _bound_on(each, dossier)
        if each.replaced is not None and bound is not None and day < bound:
            return each.replaced
    return dossier.terms


def _bound_on(amendment: Amendment, dossier: Dossier) -> date | None:
    """The day of its last signature; None while one who signed the convention has not signed it."""
    signed = {party: getattr(amendment.signed, party) for party in PARTIES}
    if any(getattr(dossier.convention, party) and not signed[party] for party in PARTIES):
        return None
    return max((day for day in signed.values() if day), default=None)
