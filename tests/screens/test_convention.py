"""Convention, driven as a person would: points, signatures, gratification and presence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.stage import Convention

from .driving import dossier, on_disk, opened

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_signs_ticks_pays_and_notes_a_week(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = dossier(convention=Convention())
    async with opened(tmp_path, "convention", lea, size=size) as pilot:
        await pilot.comes("Signatures", "Espace : signée aujourd’hui")
        await pilot.press("space")
        await pilot.comes("10 février 2027", "Espace : retirer cette signature")
        await pilot.press(*["down"] * 3, "space")
        await pilot.comes("9 à vérifier")
        await pilot.press("end", "space")
        await pilot.comes("manqué : rien")
    kept = on_disk(tmp_path, lea)
    assert kept.convention.ofqj == date(2027, 2, 10)
    assert kept.agreed is not None
    assert [each.state for each in kept.convention_points] == ["ticked"]
    assert [each.missed for each in kept.presence] == [0]


async def test_a_point_is_moot_with_a_reason_alone(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "convention", lea) as pilot:
        await pilot.press(*["down"] * 3, "enter", "2")
        await pilot.comes("pourquoi est-ce sans objet")
        await pilot.press("enter")
        await pilot.comes("Dites pourquoi")
        await pilot.write("Un autre texte le dit")
        await pilot.press("enter")
        await pilot.comes("sans objet")
    (record,) = on_disk(tmp_path, lea).convention_points
    assert (record.state, record.reason) == ("moot", "Un autre texte le dit")


async def test_a_signature_to_come_is_refused(tmp_path: Path) -> None:
    lea = dossier(convention=Convention())
    async with opened(tmp_path, "convention", lea) as pilot:
        await pilot.press("enter")
        await pilot.write("12 mars 2027")
        await pilot.press("enter")
        await pilot.comes("est à venir")
    assert on_disk(tmp_path, lea).convention == Convention()


async def test_a_signature_that_was_planned_is_given_in_one_key(tmp_path: Path) -> None:
    lea = dossier(convention=Convention(ofqj=date(2027, 2, 24)))
    async with opened(tmp_path, "convention", lea) as pilot:
        await pilot.comes("prévue mer. 24 févr.", "Prévue le 24 février 2027. Espace : signée")
        await pilot.press("space")
        await pilot.comes("10 février 2027", "Espace : retirer cette signature")
    assert on_disk(tmp_path, lea).convention.ofqj == date(2027, 2, 10)


async def test_the_week_of_a_meeting_is_noted_in_one_key(tmp_path: Path) -> None:
    lea = dossier()
    meeting = next(each for each in lea.meetings if each.kind == "checkin")
    async with opened(tmp_path, "meeting", lea, str(meeting.id)) as pilot:
        await pilot.press("ctrl+r")
        await pilot.comes("Présence, semaine du")
        await pilot.write("3,5")
        await pilot.press("f2")
        await pilot.comes("3,5 h de manque")
    (record,) = on_disk(tmp_path, lea).presence
    assert (record.missed, record.unit) == (3.5, "hours")
