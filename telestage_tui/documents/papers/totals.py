"""What a stage comes to, on the attestation and the bilan: hours done, gratification paid.

Where nothing was noted, the place of the figure is left blank, to be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.french import count
from ...planning.presence import PresenceTotals, presence_totals, week_hours
from ...programme.closing import unpaid_words
from ...programme.gratification import months_to_pay, pay_totals
from .setting import Data, Setting


def totals(setting: Setting) -> list[Data]:
    """Both figures, each under its label; an empty value is a blank."""
    words, speech = setting.speech.words, setting.speech
    presence, paid = _presence(setting), pay_totals(setting.dossier).paid
    return [
        {
            "label": words["total-hours"],
            "value": speech.hours(presence.done) if presence.noted else "",
        },
        {"label": words["total-paid"], "value": "" if paid is None else speech.dollars(paid)},
    ]


def missing_totals(setting: Setting) -> Iterator[str]:
    """What the figures lack, in French."""
    dossier, presence = setting.dossier, _presence(setting)
    if not presence.noted:
        yield "La présence n’est pas notée : le total des heures reste à écrire à la main."
    elif left := presence.weeks - presence.noted:
        yield unnoted_weeks(left)
    if pay_totals(dossier).paid is None:
        yield "Aucun versement n’est noté : le total de la gratification reste à écrire à la main."
    elif months := len(months_to_pay(dossier, setting.today)):
        yield unpaid_months(months)


def unnoted_weeks(number: int) -> str:
    """« 2 semaines sans présence notée : rien n’y est compté comme manqué. »."""
    return f"{count(number, 'semaine')} sans présence notée : rien n’y est compté comme manqué."


def unpaid_months(number: int) -> str:
    """« 2 mois sans versement noté : le total ne les compte pas. »."""
    them = "les" if number > 1 else "le"
    return f"{unpaid_words(number)} : le total ne {them} compte pas."


def _presence(setting: Setting) -> PresenceTotals:
    return presence_totals(week_hours(setting.dossier, setting.today))
