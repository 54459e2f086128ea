"""The day of the withdrawals, driven as a person would on the last day of a stage."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.screens.withdrawals.screen import WithdrawalsScreen
from telestage_tui.widgets.paragraph import Paragraph
from telestage_tui.workspace import Workspace

from ..factories import END, make_access
from .driving import Person, dossier, on_disk, opened, workspace_in

LAST_DAY = datetime(2027, 4, 9, 20, 30, tzinfo=UTC)
"""16 h 30 in Québec, four hours and a half after the intern's last day of work."""
NINE = (
    ("VPN", "vpn", "Nadia"), ("Courriel", "courriel", "Nadia"), ("Session", "code", "Nadia"),
    ("Teams", "communication", "Nadia"), ("Espace partagé", "partage", "Nadia"),
    ("Figma", "licence", "Marc"), ("Trello", "taches", "Marc"),
    ("Compte @boreal", "compte-partage", "Inès"), ("Casque", "materiel", "Inès"),
)  # fmt: skip


def nine_accesses() -> Dossier:
    """Léa's dossier on her last day, with nine accesses that three people manage."""
    return dossier(
        accesses=tuple(make_access(n, kind=k, manager=m, monthly_cost=5) for n, k, m in NINE)
    )


def on_the_last_day(folder: Path, *dossiers: Dossier, at: datetime = LAST_DAY) -> Workspace:
    """A workspace at the end of that day."""
    before = workspace_in(folder, *dossiers)
    return Workspace(before.path, FrozenClock(at), backup_time=lambda: at)


class Counted:
    """Counts the keys that somebody presses."""

    def __init__(self, pilot: Person) -> None:
        self.pilot = pilot
        self.number = 0

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        self.number += len(keys)


async def test_nine_accesses_are_withdrawn_and_checked_in_fourteen_keys(tmp_path: Path) -> None:
    lea = nine_accesses()
    async with opened(on_the_last_day(tmp_path, lea)) as pilot:
        counted = Counted(pilot)
        await pilot.comes("▲ D’abord (9)")
        await counted.press("R")
        await pilot.arrives(WithdrawalsScreen)
        await pilot.reads("9 accès à retirer, 45 $ par mois", "encore 19 heures")
        await counted.press("m", "m", "m", "s")
        await pilot.reads("Retirés : le constater plus tard (7)")
        after = on_disk(tmp_path, lea)
        assert after.open_accesses == ()
        for access in after.accesses:
            assert (access.withdrawn_on, access.withdrawn_by) == (END, access.manager)
            assert access.withdrawn_hour is not None
            assert access.withdrawn_hour.at.isoformat("minutes") == "16:30"
            assert access.checks
        await counted.press("end", "enter")
        await pilot.write("Nadia")
        await counted.press("enter")
        await pilot.reads("signé par Nadia")
        assert counted.number <= 14
        await pilot.press("u", "u")
        assert on_disk(tmp_path, lea).accesses == lea.accesses


async def test_two_forgotten_are_done_at_once_and_somebody_away_is_replaced(tmp_path: Path) -> None:
    vpn = make_access("VPN", kind="vpn", manager="Nadia", withdrawn_on=END, checks=())
    figma = make_access("Figma", kind="licence", manager="Marc")
    lea = dossier(accesses=(vpn, figma))
    async with opened(on_the_last_day(tmp_path, lea), "withdrawals", lea) as pilot:
        await pilot.comes("Marc (1)", "Nadia (1)", "Sessions et mots de passe")
        await pilot.press("m", "p")
        await pilot.write("mdp : Azerty123!x")
        await pilot.press("enter")
        await pilot.comes("ressemble à un mot de passe")
        await pilot.press("home", *["delete"] * 20)
        await pilot.write("Inès")
        await pilot.press("enter")
        after = on_disk(tmp_path, lea).accesses[1]
        assert (after.withdrawn_on, after.withdrawn_by) == (END, "Inès")
        assert after.checks == ("licence-freed",)
        await pilot.press("enter")  # the session of the VPN
        await pilot.comes("VPN : la connexion échoue?")
        await pilot.press("home", "enter")
        verified = on_disk(tmp_path, lea).accesses[0]
        assert (verified.state, verified.verified_how) == ("verified", "la connexion échoue")
        await pilot.comes("✓ Tout est retiré et vérifié.")


async def test_each_access_and_each_check_is_one_key(tmp_path: Path) -> None:
    lea = dossier(accesses=(make_access("VPN", kind="vpn", manager="Nadia"),))
    async with opened(on_the_last_day(tmp_path, lea), "withdrawals", lea) as pilot:
        await pilot.press("down", "enter")
        assert on_disk(tmp_path, lea).accesses[0].checks == ("sessions",)
        assert on_disk(tmp_path, lea).accesses[0].is_open
        await pilot.press("home", "enter")
        assert on_disk(tmp_path, lea).accesses[0].checks == ("sessions",)
        assert on_disk(tmp_path, lea).accesses[0].state == "withdrawn"


async def test_a_person_is_asked_for_all_that_is_hers(tmp_path: Path) -> None:
    lea = nine_accesses()
    async with opened(tmp_path, "withdrawals", lea) as pilot:
        await pilot.reads("dès ven. 9 avr., 12 h")
        await pilot.press("k")
        await pilot.reads("demandé, dès ven. 9 avr., 12 h")
        asked = {each.name for each in on_disk(tmp_path, lea).accesses if each.asked_on}
        assert asked == {"Compte @boreal", "Casque"}


async def test_marks_come_and_go(tmp_path: Path) -> None:
    lea = nine_accesses()
    async with opened(tmp_path, "withdrawals", lea, size=(100, 40)) as pilot:
        await pilot.press("space")
        assert pilot.seen.count("[x]") == 1
        await pilot.press("home", "m")
        assert pilot.seen.count("[x]") == 5
        await pilot.press("home", "m")
        assert "[x]" not in pilot.seen
        await pilot.press("end", "space")
        await pilot.reads("Choisissez une ligne à marquer")
        await pilot.press("m")
        await pilot.reads("Choisissez d’abord une ligne du groupe")


async def test_nothing_is_owed_of_a_dossier_without_accesses(tmp_path: Path) -> None:
    lea = dossier(accesses=())
    async with opened(tmp_path, "withdrawals", lea) as pilot:
        await pilot.comes("Aucun accès n’est remis", "Rien d’autre trouvé")
        await pilot.press("s", "escape", "m", "k")
        assert on_disk(tmp_path, lea).accesses == ()


async def test_a_closed_stage_refuses_before_anything_is_typed(tmp_path: Path) -> None:
    lea = dossier(accesses=(make_access("VPN", withdrawn_on=END),), closed_on=date(2027, 4, 12))
    async with opened(tmp_path, "withdrawals", lea) as pilot:
        await pilot.press("end", "enter")
        await pilot.comes("Ce stage est clos")


async def test_today_proposes_the_day_a_fortnight_before_and_not_earlier(tmp_path: Path) -> None:
    lea = nine_accesses()
    early = datetime(2027, 3, 25, 15, tzinfo=UTC)
    async with opened(on_the_last_day(tmp_path, lea, at=early)) as pilot:
        assert "Journée des retraits" not in pilot.seen
    near = datetime(2027, 3, 26, 15, tzinfo=UTC)
    workspace = Workspace(tmp_path / "telestage.json", FrozenClock(near), backup_time=lambda: near)
    async with opened(workspace) as pilot:
        await pilot.comes("Journée des retraits à préparer : neuf accès")


async def test_the_groups_are_marked_in_a_round_from_wherever_the_page_opened(
    tmp_path: Path,
) -> None:
    lea = nine_accesses()
    nadia = lea.accesses[0]
    async with opened(
        on_the_last_day(tmp_path, lea), "withdrawals", lea, str(nadia.id), size=(100, 40)
    ) as pilot:
        await pilot.comes("9 accès à retirer")
        await pilot.press("m", "m", "m", "s")
        await pilot.reads("Retirés : le constater plus tard (7)")
        assert on_disk(tmp_path, lea).open_accesses == ()


async def test_messages_and_documents_open_on_what_is_asked_of_that_person(tmp_path: Path) -> None:
    lea = nine_accesses()
    workspace = on_the_last_day(tmp_path, lea)
    async with opened(workspace, "withdrawals", lea, str(lea.accesses[0].id)) as pilot:
        await pilot.press("k")
        await pilot.comes("demandé, encore 19 heures")
        await pilot.press("M")
        await pilot.comes("À : Nadia")
    async with opened(workspace_in(tmp_path), "withdrawals", lea) as pilot:
        await pilot.press("D")
        await pilot.comes("Demandé par l’étape « Retirer tous les accès")


async def test_the_message_to_each_person_is_saved_in_one_key(tmp_path: Path) -> None:
    lea, folder = nine_accesses(), tmp_path / "sortie"
    workspace = on_the_last_day(tmp_path, lea)
    async with opened(workspace, "withdrawals", lea) as pilot:
        await pilot.press("M")
        await pilot.comes("À : Inès")
        await pilot.press("enter", "Z", "escape", "R")
        await pilot.arrives(WithdrawalsScreen)
        await pilot.press("f7")
        await pilot.comes("Enregistrer 3 messages")
        await pilot.press(*["backspace"] * 3)
        await pilot.write(str(folder))
        await pilot.press("f2")
        await pilot.comes("Trois fichiers dans :")
        said = pilot.app.screen.query_one(".path", Paragraph).visual
        assert str(said) == str(folder)
    mails = [message_from_bytes(path.read_bytes(), policy=default)
             for path in folder.glob("*.eml")]  # fmt: skip
    bodies = [
        str(part.get_content())
        for mail in mails
        for part in mail.walk()
        if part.get_content_type() == "text/plain"
    ]
    for one, other in (("VPN", "Trello"), ("Trello", "Casque"), ("Casque", "VPN")):
        assert [other not in body for body in bodies if one in body] == [True]
    assert sum(body.startswith("Z") for body in bodies) == 1  # changed among the messages


async def test_no_message_is_saved_where_nothing_is_left_to_withdraw(tmp_path: Path) -> None:
    lea = dossier(accesses=())
    async with opened(tmp_path, "withdrawals", lea) as pilot:
        await pilot.press("f7")
        await pilot.comes("Il ne reste aucun retrait")
