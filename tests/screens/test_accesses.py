"""Accès, driven as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.programme.loader import load_programme
from telestage_tui.widgets.form_dialog import FormDialog

from ..factories import make_access
from .driving import (
    SMALL,
    dossier,
    in_view,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
    write,
)


async def test_an_access_is_not_withdrawn_on_a_day_to_come(tmp_path: Path) -> None:
    lea = dossier(accesses=(make_access("VPN"),))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "accesses", lea)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press(*["backspace"] * 12)
        await write(pilot, "11 février 2027")
        await pilot.press("f2")
        await settle(pilot)
        assert "Cette date est à venir" in seen(pilot)
        assert on_disk(workspace, lea).accesses == lea.accesses
        await pilot.press("home", *["delete"] * 15)
        await write(pilot, "9 février 2027")
        await pilot.press("f2")
        await settle(pilot)
    assert on_disk(workspace, lea).accesses[0].withdrawn_on == date(2027, 2, 9)


async def test_what_was_not_checked_stays_in_view_until_it_is(tmp_path: Path) -> None:
    slack = make_access("Slack", withdrawn_on=date(2027, 2, 1), checks=("documents",))
    lea = dossier(accesses=(slack,))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "accesses", lea)
        assert "2 vérifications à faire" in seen(pilot)
        assert "Il reste à vérifier : invitations d’agenda retirées" in seen(pilot)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("tab", "right", "tab", "right", "f2")
        await settle(pilot)
        assert "retiré lun. 1er févr." in seen(pilot)
        assert "Il reste à vérifier" not in seen(pilot)
        assert set(on_disk(workspace, lea).accesses[0].checks) == {
            "documents", "calendar", "shared-passwords",
        }  # fmt: skip
        await pilot.press("u")
        await settle(pilot)
        assert on_disk(workspace, lea).accesses == (slack,)


@pytest.mark.parametrize(
    ("life", "sign", "said"),
    [
        ({}, "●", "à retirer ven. 9 avr."),
        ({"explained_on": None}, "◐", "à retirer ven. 9 avr."),
        ({"withdraw_by": date(2027, 2, 9)}, "!", "à retirer depuis mar. 9 févr."),
        ({"withdraw_by": date(2027, 2, 10)}, "●", "à retirer mer. 10 févr."),
    ],
    ids=["explained", "to explain", "late", "today"],
)
@pytest.mark.parametrize("width", [40, 80, 120])
async def test_an_open_access_shows_the_day_of_its_withdrawal(
    tmp_path: Path, width: int, life: dict[str, object], sign: str, said: str
) -> None:
    lea = dossier(accesses=(make_access("VPN", **life),))
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=(width, 24)) as pilot:
        await open_at(pilot, "accesses", lea)
        [line] = [row for row in seen(pilot).splitlines() if row.startswith(f" {sign} VPN")]
        assert said.removeprefix("à retirer depuis") in line
        assert width == 40 or said in line


async def test_a_withdrawn_access_is_opened_again(tmp_path: Path) -> None:
    slack = make_access("Slack", withdrawn_on=date(2027, 2, 1), withdrawn_by="TI")
    lea = dossier(accesses=(slack,))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await open_at(pilot, "accesses", lea)
        await pilot.press("o")
        await settle(pilot)
        assert on_disk(workspace, lea).accesses == (make_access("Slack"),)
        await pilot.press("o")
        await settle(pilot)
        assert "n’est pas retiré" in seen(pilot)
    assert on_disk(workspace, lea).accesses == (make_access("Slack"),)


async def test_an_access_never_given_is_removed_at_once_and_u_brings_it_back(
    tmp_path: Path,
) -> None:
    planned = make_access("VPN", given_on=None, explained_on=None)
    lea = dossier(accesses=(planned,))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "accesses", lea)
        ledger = type(pilot.app.screen)
        await pilot.press("delete")
        await settle(pilot)
        assert in_view(pilot, ledger)
        assert on_disk(workspace, lea).accesses == ()
        await pilot.press("u")
        await settle(pilot)
        assert on_disk(workspace, lea).accesses == (planned,)


async def test_the_first_access_is_suggested_in_the_words_of_the_programme(tmp_path: Path) -> None:
    lea = dossier(accesses=())
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "accesses", lea)
        for kind in load_programme().accesses.kinds:
            assert kind.example in seen(pilot)


async def test_a_refused_secret_is_in_no_file(tmp_path: Path) -> None:
    secret = "mdp : Azerty123!x"
    lea = dossier(accesses=(make_access("VPN"),))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "accesses", lea)
        await pilot.press("space", "tab")
        await write(pilot, secret)
        await pilot.press("f2")
        await settle(pilot)
        assert "ressemble à un mot de passe" in seen(pilot)
        await pilot.press("escape", "escape")
        for key, send in (("n", "f2"), ("s", "enter")):
            await open_at(pilot, "dossier", lea, "bef-resources")
            await pilot.press(key)
            await settle(pilot)
            assert in_view(pilot, FormDialog)
            await write(pilot, secret)
            await pilot.press(send)
            await settle(pilot)
            assert "ressemble à un mot de passe" in seen(pilot)
            await pilot.press("escape")
            await settle(pilot)
    assert on_disk(workspace, lea) == workspace.repository.get(lea.id)
    written = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(b"Azerty123" in content for content in written)
