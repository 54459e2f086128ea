"""Accès, driven as a person would."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.accesses.screen import AccessesScreen
from telestage_tui.widgets.form_dialog import FormDialog
from telestage_tui.workspace import Workspace

from ..factories import make_access
from .driving import another_program, dossier, on_disk, opened, workspace_in


async def test_an_access_is_not_withdrawn_on_a_day_to_come(tmp_path: Path) -> None:
    lea = dossier(accesses=(make_access("VPN"),))
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("space", *["backspace"] * 12)
        await pilot.write("11 février 2027")
        await pilot.press("f2")
        await pilot.comes("Cette date est à venir")
        assert on_disk(tmp_path, lea).accesses == lea.accesses
        await pilot.press("home", *["delete"] * 15)
        await pilot.write("9 février 2027")
        await pilot.press("f2")
    assert on_disk(tmp_path, lea).accesses[0].withdrawn_on == date(2027, 2, 9)


async def test_what_was_not_checked_stays_in_view_until_it_is(tmp_path: Path) -> None:
    slack = make_access(
        "Slack", kind="communication", withdrawn_on=date(2027, 2, 1), checks=("documents",)
    )
    lea = dossier(accesses=(slack,))
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.comes(
            "2 vérifications à faire", "Il reste à vérifier : invitations d’agenda retirées"
        )
        await pilot.press("space", "tab", "right", "tab", "right", "f2")
        await pilot.comes("retiré lun. 1er févr.")
        assert "Il reste à vérifier" not in pilot.seen
        assert set(on_disk(tmp_path, lea).accesses[0].checks) == {
            "documents", "calendar", "sessions",
        }  # fmt: skip
        await pilot.press("u")
        assert on_disk(tmp_path, lea).accesses == (slack,)


@pytest.mark.parametrize(
    ("life", "sign", "words"),
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
    tmp_path: Path, width: int, life: dict[str, object], sign: str, words: str
) -> None:
    lea = dossier(accesses=(make_access("VPN", **life),))
    async with opened(tmp_path, "accesses", lea, size=(width, 24)) as pilot:
        [line] = [row for row in pilot.seen.splitlines() if row.startswith(f" {sign} VPN")]
        assert words.removeprefix("à retirer depuis") in line
        assert width == 40 or words in line


async def test_a_withdrawn_access_is_opened_again(tmp_path: Path) -> None:
    slack = make_access("Slack", withdrawn_on=date(2027, 2, 1), withdrawn_by="TI")
    lea = dossier(accesses=(slack,))
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("o", "enter")
        await pilot.comes("Dites pourquoi l’accès est rouvert")
        assert on_disk(tmp_path, lea).accesses == (slack,)
        await pilot.write("Retiré trop tôt")
        await pilot.press("enter")
        assert on_disk(tmp_path, lea).accesses == (make_access("Slack"),)
        assert on_disk(tmp_path, lea).history[
            -1
        ].sentence == "Accès « Slack » rouvert (Retiré trop tôt)".replace(" »", "\u00a0»").replace(
            "« ", "«\u00a0"
        )
        await pilot.press("o")
        await pilot.comes("n’est pas retiré")
    assert on_disk(tmp_path, lea).accesses == (make_access("Slack"),)


async def test_an_access_never_given_is_removed_at_once_and_u_brings_it_back(
    tmp_path: Path,
) -> None:
    planned = make_access("VPN", given_on=None, explained_on=None)
    lea = dossier(accesses=(planned,))
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("delete")
        await pilot.arrives(AccessesScreen)
        assert on_disk(tmp_path, lea).accesses == ()
        await pilot.press("u")
        assert on_disk(tmp_path, lea).accesses == (planned,)


async def test_the_first_access_is_suggested_in_the_words_of_the_programme(tmp_path: Path) -> None:
    lea = dossier(accesses=())
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.comes(*(kind.example for kind in load_programme().accesses.kinds))


async def test_a_refused_secret_is_in_no_file(tmp_path: Path) -> None:
    secret = "mdp : Azerty123!x"
    lea = dossier(accesses=(make_access("VPN"),))
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "accesses", lea) as pilot:
        await pilot.press("space", "tab")
        await pilot.write(secret)
        await pilot.press("f2")
        await pilot.comes("ressemble à un mot de passe")
        await pilot.press("escape", "escape")
        for key, send in (("n", "f2"), ("s", "enter")):
            await pilot.open("dossier", lea, "bef-resources")
            await pilot.press(key)
            await pilot.arrives(FormDialog)
            await pilot.write(secret)
            await pilot.press(send)
            await pilot.comes("ressemble à un mot de passe")
            await pilot.press("escape")
    assert on_disk(tmp_path, lea) == workspace.repository.get(lea.id)
    contents = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(b"Azerty123" in content for content in contents)


# --- the usual set, several at once ---------------------------------------------------------------


async def test_the_usual_set_is_noted_in_one_key_and_given_in_another(tmp_path: Path) -> None:
    lea = dossier(accesses=(make_access("VPN"),))
    usual = load_programme().accesses.usual
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("w")
        noted = on_disk(tmp_path, lea).accesses
        assert len(noted) == len(usual)  # the VPN was there
        await pilot.press("p")
        assert {each.given_on for each in on_disk(tmp_path, lea).accesses[1:]} == {
            date(2027, 2, 10)
        }
        assert on_disk(tmp_path, lea).accesses[1].given_hour is not None
        await pilot.press("w")
        await pilot.comes("Les accès habituels sont")
        await pilot.press("p")
        await pilot.comes("Aucun accès n’est à remettre")
        await pilot.press("u", "u")
        assert on_disk(tmp_path, lea).accesses == lea.accesses


async def test_what_has_another_name_is_named_and_noted_only_when_asked(tmp_path: Path) -> None:
    own = make_access("VPN de l’entreprise", kind="vpn"), make_access("Boîte Léa", kind="courriel")
    lea = dossier(accesses=own)
    usual = load_programme().accesses.usual
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("w")
        await pilot.comes("Déjà là sous un autre nom")
        assert len(on_disk(tmp_path, lea).accesses) == len(usual)  # two of them were there
        await pilot.press("w")
        await pilot.comes("VPN, à côté de « VPN de l’entreprise »")
        await pilot.press("escape")
        assert len(on_disk(tmp_path, lea).accesses) == len(usual)
        await pilot.press("w", "2")
        assert on_disk(tmp_path, lea).accesses[-1].name == "VPN"
        await pilot.press("w", "1")
        assert len(on_disk(tmp_path, lea).accesses) == len(usual) + 2
        await pilot.press("w")
        await pilot.comes("Les accès habituels sont")


async def test_the_organisation_keeps_the_usual_set_for_the_next_intern(tmp_path: Path) -> None:
    lea = dossier(accesses=(make_access("Figma", monthly_cost=20, note="pour Léa"),))
    next_one = dossier(accesses=())
    workspace = workspace_in(tmp_path, lea, next_one)
    async with opened(workspace, "accesses", lea) as pilot:
        await pilot.press("W")
        await pilot.comes("Mon organisation garde 1 accès habituel")
        await pilot.open("accesses", next_one)
        await pilot.press("w")
        (figma,) = on_disk(tmp_path, next_one).accesses
        assert (figma.name, figma.monthly_cost, figma.note) == ("Figma", 20, "")
        assert figma.state == "planned"
    organisation = another_program(tmp_path).organisation()
    assert [each.name for each in organisation.usual_accesses] == ["Figma"]


async def test_a_long_absence_proposes_to_suspend_and_the_return_to_give_back(
    tmp_path: Path,
) -> None:
    away = ClosedPeriod(first=date(2027, 2, 1), last=date(2027, 3, 8))
    lea = dossier(accesses=(make_access("VPN"), make_access("Teams")))
    lea = lea.evolve(intern=lea.intern.evolve(absences=(away,)))
    async with opened(tmp_path, dossier=lea) as pilot:
        await pilot.comes("Deux accès à suspendre : absence jusqu’au 8 mars")
        await pilot.open("accesses", lea)
        await pilot.press("S")
        cut = on_disk(tmp_path, lea)
        assert [each.state for each in cut.accesses] == ["suspended", "suspended"]
        assert cut.accesses[0].suspensions[0].reason == "absence jusqu’au 8\u00a0mars"
        await pilot.press("s")
        assert [each.is_suspended for each in on_disk(tmp_path, lea).accesses].count(False) == 1
        await pilot.press("u")
    back = datetime(2027, 3, 9, 15, tzinfo=UTC)
    workspace = Workspace(tmp_path / "telestage.json", FrozenClock(back), backup_time=lambda: back)
    async with opened(workspace) as pilot:
        await pilot.comes("Deux accès suspendus à rétablir")
        await pilot.open("accesses", lea)
        await pilot.press("S")
        assert not any(each.is_suspended for each in on_disk(tmp_path, lea).accesses)


async def test_an_access_added_late_is_given_on_a_past_day(tmp_path: Path) -> None:
    lea = dossier(accesses=())
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Trello")
        await pilot.to_field("given_on")
        await pilot.write("demain")
        await pilot.press("f2")
        await pilot.comes("Cette date est à venir")
        await pilot.press("home", *["delete"] * 20)
        await pilot.write("hier")
        await pilot.press("f2")
        (trello,) = on_disk(tmp_path, lea).accesses
        assert (trello.state, trello.given_on) == ("given", date(2027, 2, 9))


async def test_space_goes_on_to_seeing_that_a_withdrawn_access_works_no_more(
    tmp_path: Path,
) -> None:
    vpn = make_access("VPN", kind="vpn", withdrawn_on=date(2027, 2, 9), checks=("sessions",))
    lea = dossier(accesses=(vpn,))
    async with opened(tmp_path, "accesses", lea) as pilot:
        await pilot.press("space")
        await pilot.comes("la connexion échoue", "Retirés et constatés (1)")
        assert on_disk(tmp_path, lea).accesses[0].verified_on == date(2027, 2, 10)
        await pilot.press("space")
        await pilot.comes("est déjà retiré")


async def test_an_access_given_on_the_last_day_says_what_it_owes(tmp_path: Path) -> None:
    bare = {"given_on": None, "explained_on": None}
    lea = dossier(accesses=tuple(make_access(name, **bare) for name in ("VPN", "Teams", "Figma")))
    evening = datetime(2027, 4, 9, 20, 45, tzinfo=UTC)
    before = workspace_in(tmp_path, lea)
    workspace = Workspace(before.path, FrozenClock(evening), backup_time=lambda: evening)
    async with opened(workspace, "accesses", lea) as pilot:
        await pilot.press("space")
        await pilot.comes("Le dernier jour est atteint", "« VPN")
        await pilot.press("p")
        await pilot.comes("accès sont")
        await pilot.press("n")
        await pilot.write("Zoom")
        await pilot.to_field("given_on")
        await pilot.write("hier")
        await pilot.press("f2")
        await pilot.comes("Accès « Zoom » noté", "« Zoom")
