"""Suite au Québec on the screens: who agrees, the sheet, the payment, the offer, the permit."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.onsite import Moment, Offer
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.messages.screen import MessagesScreen
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.onsite.large import LargeValue
from telestage_tui.screens.onsite.rows import (
    MESSAGE,
    OFFER,
    PAYMENT,
    PERMIT,
    PLAN,
    QUESTION,
    RULE,
    SHEET,
    SIGN_IN,
    TASK,
)
from telestage_tui.screens.onsite.screen import OnsiteScreen
from telestage_tui.screens.onsite.sheet import PortalSheetScreen
from telestage_tui.screens.onsite.sheet_rows import DECLARATIONS, WITHDRAWAL
from telestage_tui.widgets.dialog import Dialog
from telestage_tui.widgets.form_dialog import FormDialog
from telestage_tui.widgets.row_list import RowList

from .driving import LARGE, SMALL, Person, dossier, on_disk, opened, workspace_in

ON = date(2027, 2, 1)
PASSPORT = "12AB34567"


def agreed(*more: changes.Change) -> Dossier:
    """Léa's dossier, once both sides agree, and after some changes."""
    result = dossier()
    both = (
        changes.decide("host", agrees=True, on=ON),
        changes.decide("intern", agrees=True, on=ON),
    )
    for change in (*both, *more):
        result = change.apply(result)
    return result


async def chosen(person: Person, key: str) -> None:
    """Choose the line of that key."""
    assert person.app.screen.query_one(RowList).select(key)
    await person.press("enter")


async def answered(person: Person, text: str) -> None:
    """Write in the only line of a dialog, and send it."""
    await person.arrives(FormDialog)
    await person.write(text)
    await person.press("f2")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_journey_from_remote_to_on_site(tmp_path: Path, size: tuple[int, int]) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=size) as person:
        await person.press("Q")
        await person.arrives(OnsiteScreen)
        assert "Question préalable" not in person.words
        for side in ("side:host", "side:intern"):
            await chosen(person, side)
            await person.press("f2")
        await person.reads("Règles du stage sur place")
        await chosen(person, PLAN)
        await person.to_field("start")
        await person.write("6 septembre 2027")
        await person.to_field("end")
        await person.write("25 février 2028")
        await person.to_field("monthly_pay")
        await person.write("850")
        await person.press("f2")
        await person.reads("6 sept. 2027 – 25 févr. 2028", "850 $ par mois")
        await chosen(person, QUESTION)
        await person.press("1")
        await chosen(person, SIGN_IN)
        await person.press("right", "f2")
        await chosen(person, SHEET)
        await person.arrives(PortalSheetScreen)
        await chosen(person, "business-number")
        await answered(person, "1143920115")
        await person.reads("114392011")
        await person.press("space")
        await person.press("escape")
        await person.arrives(OnsiteScreen)
        await chosen(person, PAYMENT)
        await person.press("1")
        await person.reads("En signant, vous déclarez")
        await person.press("f2")
        await person.reads("2:00:00", "0:20:00")
        await chosen(person, PAYMENT)
        await person.press("1")
        await person.vanishes("2:00:00")
        await chosen(person, OFFER)
        await answered(person, "a1234567")
        await chosen(person, f"{PERMIT}asked")
        await person.press("f2")
        await person.reads("A1234567")
    after = on_disk(tmp_path, lea).onsite
    assert (after.start, after.end) == (date(2027, 9, 6), date(2028, 2, 25))
    assert (after.monthly_pay, after.exemption, after.sign_in) == (850, "none", "gckey")
    assert after.payment is not None
    assert after.payment.paid_on == date(2027, 2, 10)
    assert after.offer == Offer(number="A1234567", on=date(2027, 2, 10))
    assert [step.state for step in after.permit] == ["asked"]


async def test_a_refusal_closes_what_had_opened(tmp_path: Path) -> None:
    lea = agreed()
    async with opened(tmp_path, "onsite", lea) as person:
        await chosen(person, "side:intern")
        await person.press("right", "f2")
        await person.reads("ne le souhaite pas", "une fois que les deux sont d’accord")
        await person.open("portal-sheet", lea)
        await person.reads("La fiche s’ouvre une fois que les deux sont d’accord")


async def test_a_decision_is_not_of_a_day_to_come(tmp_path: Path) -> None:
    async with opened(tmp_path, "onsite", agreed()) as person:
        await chosen(person, "side:host")
        await person.to_field("on")
        await person.write("2027-03-01")
        await person.press("f2")
        await person.reads("Ce jour n’est pas encore venu.")


async def test_a_rule_leads_to_what_shows_it(tmp_path: Path) -> None:
    lea = agreed()
    async with opened(tmp_path, "onsite", lea) as person:
        await chosen(person, f"{RULE}passport")
        page = await person.arrives(PortalSheetScreen)
        assert page.query_one(RowList).key == "passport-until"


async def test_a_step_says_what_to_have_at_hand_and_is_ticked(tmp_path: Path) -> None:
    lea = agreed()
    async with opened(tmp_path, "onsite", lea, size=LARGE) as person:
        person.app.screen.query_one(RowList).select(f"{TASK}ons-key")
        await person.reads("À avoir sous la main", "cinq codes de récupération")
        await person.press("space")
        await person.until(lambda: on_disk(tmp_path, lea).task("ons-key").choice == "done")


async def test_no_secret_is_taken_for_the_one_who_enrolled(tmp_path: Path) -> None:
    lea = agreed()
    async with opened(tmp_path, "onsite", lea) as person:
        await chosen(person, f"{SIGN_IN}:user")
        await person.to_field("primary_user")
        await person.write("mot de passe : Boreal#2027")
        await person.press("f2")
        await person.reads("telestage ne garde jamais de mot de passe")
        await person.press("escape")
    assert "Boreal#2027" not in "".join(each.read_text() for each in tmp_path.glob("*.json"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_field_of_the_portal_is_on_the_sheet(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "portal-sheet", agreed(), size=size) as person:
        rows = person.app.screen.query_one(RowList).rows
        content = load_programme().onsite
        shown = [row.key for row in rows if row.key not in (None, DECLARATIONS, WITHDRAWAL)]
        assert shown == [field.id for field in content.fields]
        for field in content.fields:
            person.app.screen.query_one(RowList).select(field.id)
            await person.reads(" ".join(field.label.split()))


async def test_a_value_is_judged_while_it_is_typed(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed()) as person:
        await chosen(person, "noc")
        await person.arrives(FormDialog)
        await person.write("2123")
        await person.reads("un code CNP a 5 chiffres")
        await person.press("end", "4")
        await person.reads("→ 21234")


async def test_a_blank_value_is_again_what_the_dossier_knows(tmp_path: Path) -> None:
    lea = agreed(changes.answer_field("company-city", "Ville/Village", "Matane", on=ON))
    async with opened(tmp_path, "portal-sheet", lea, "company-city") as person:
        await person.press("enter")
        await person.arrives(FormDialog)
        await person.press("home", "ctrl+k", "f2")
        await person.vanishes("Matane")
        assert on_disk(tmp_path, lea).onsite.answer("company-city") is None


async def test_values_are_copied_one_after_the_other(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed()) as person:
        rows = person.app.screen.query_one(RowList)
        rows.select("registration-last-name")
        await person.press("k")
        assert person.app.clipboard == "Tremblay"
        assert rows.key == "company-phone"  # what the portal fills in itself is passed over
        await person.press("k")
        assert person.app.clipboard == "Tremblay"
        await person.reads("est vide")


async def test_a_value_is_shown_alone_in_large(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed(), "user-first-name") as person:
        await person.press("z")
        await person.arrives(LargeValue)
        await person.comes("█", "Maxime")
        await person.press("k", "k")
        assert person.app.clipboard == "Directeur numérique"
        await person.press("escape")
        page = await person.arrives(PortalSheetScreen)
        assert page.query_one(RowList).key == "user-phone"


async def test_a_field_the_portal_asks_and_nobody_filled_is_said_missing(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed(), "passport-number") as person:
        await person.press("z")
        await person.arrives(LargeValue)
        await person.reads("Manquant : Échap, puis Entrée sur ce champ")


async def test_an_identity_is_masked_until_a_key_asks(tmp_path: Path) -> None:
    lea = agreed(changes.answer_identity("passport-number", "Passeport", PASSPORT, on=ON))
    async with opened(tmp_path, "portal-sheet", lea, "passport-number") as person:
        assert PASSPORT not in person.seen
        await person.press("z")
        await person.arrives(LargeValue)
        assert PASSPORT not in person.seen
        await person.press("escape")
        await person.press("enter")
        await person.reads("y montre d’abord")
        await person.press("y")
        await person.comes(PASSPORT)
        await person.press("y")
        await person.vanishes(PASSPORT)


async def test_an_identity_that_is_typed_is_no_draft(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed(), "passport-number") as person:
        await person.press("enter")
        await person.arrives(FormDialog)
        await person.write(PASSPORT)
        await person.press("escape")
    assert PASSPORT not in "".join(each.read_text() for each in tmp_path.glob("*.json"))


async def test_a_form_goes_from_state_to_state(tmp_path: Path) -> None:
    lea = agreed()
    async with opened(tmp_path, "portal-sheet", lea, "noc") as person:
        for state in ("started", "done", "todo"):
            await person.press("space")
            assert on_disk(tmp_path, lea).onsite.form_state("job") == state
        person.app.screen.query_one(RowList).select("user-fax")
        await person.press("space")
        await person.reads("n’a pas")


async def test_what_is_missing_is_by_who_can_give_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed(), size=LARGE) as person:
        await person.press("n")
        await person.reads("À demander : tuteur", "À demander : RH (4 champs)")
        await person.press("n")
        await person.reads("Inscription au portail des employeurs")


async def test_the_sheet_and_the_convention_are_read_word_for_word(tmp_path: Path) -> None:
    title = changes.answer_field("job-title", "Titre", "Refonte", on=ON)
    async with opened(tmp_path, "portal-sheet", agreed(title), size=LARGE) as person:
        await person.press("w")
        person.app.screen.query_one(RowList).select("job-title")
        await person.reads("Seulement dans la convention : du")


async def test_what_is_declared_and_how_an_offer_is_withdrawn_are_recalled(tmp_path: Path) -> None:
    async with opened(tmp_path, "portal-sheet", agreed(), DECLARATIONS, size=LARGE) as person:
        await person.reads("véritablement actif dans l’entreprise")
        person.app.screen.query_one(RowList).select(WITHDRAWAL)
        await person.reads("Retirer la demande")


async def test_the_delays_go_on_while_the_program_is_closed(tmp_path: Path) -> None:
    began = Moment(day=date(2027, 2, 10), at=time(10, 30), zone="America/Toronto")
    lea = agreed(changes.start_payment(began))
    async with opened(tmp_path, "onsite", lea) as person:
        await person.reads("1:48:00", "0:08:00")
        await person.open("portal-sheet", lea)
        await person.reads("1:48:00", "0:08:00")


@pytest.mark.parametrize("place", ["onsite", "portal-sheet"])
async def test_saying_that_one_is_still_there_restarts_the_minutes(
    tmp_path: Path, place: Place
) -> None:
    began = Moment(day=date(2027, 2, 10), at=time(10, 30), zone="America/Toronto")
    lea = agreed(changes.start_payment(began))
    async with opened(tmp_path, place, lea) as person:
        await person.reads("1:48:00", "0:08:00", "Encore là")
        await person.press("o")
        await person.reads("1:48:00", "0:20:00")


async def test_nobody_is_on_the_payment_page_once_it_is_cancelled(tmp_path: Path) -> None:
    began = Moment(day=date(2027, 2, 10), at=time(10, 30), zone="America/Toronto")
    lea = agreed(changes.start_payment(began), changes.cancel_payment(began))
    async with opened(tmp_path, "onsite", lea) as person:
        assert "Encore là" not in person.words
        await person.press("o")
    kept = on_disk(tmp_path, lea).onsite.payment
    assert kept is not None
    assert kept.active is None


async def test_an_hour_is_waited_for_after_a_payment_is_cancelled(tmp_path: Path) -> None:
    began = Moment(day=date(2027, 2, 10), at=time(8, 0), zone="America/Toronto")
    lea = agreed(changes.start_payment(began))
    async with opened(workspace_in(tmp_path, lea), "onsite", lea) as person:
        await person.reads("0:00:00 délai passé")
        await chosen(person, PAYMENT)
        await person.press("2")
        await person.reads("1:00:00")


async def test_the_number_goes_to_the_intern_in_a_draft(tmp_path: Path) -> None:
    noc = changes.answer_field("noc", "CNP", "21234", on=ON)
    lea = agreed(noc, changes.note_offer("A1234567", on=ON))
    async with opened(tmp_path, "onsite", lea, size=LARGE) as person:
        await chosen(person, MESSAGE)
        await person.arrives(MessagesScreen)
        await person.reads("Numéro de l’offre d’emploi : A1234567", "Code CNP de l’emploi : 21234")
        await person.reads("les dates visées au Québec")


async def test_no_message_of_the_portal_before_both_agree(tmp_path: Path) -> None:
    async with opened(tmp_path, "messages", dossier(), size=LARGE) as person:
        assert "Numéro d’offre" not in person.seen


async def test_an_offer_is_withdrawn(tmp_path: Path) -> None:
    lea = agreed(changes.note_offer("A1234567", on=ON))
    async with opened(tmp_path, "onsite", lea) as person:
        await chosen(person, OFFER)
        await person.arrives(Dialog)
        await person.reads("Retirer la demande")
        await person.press("o")
        await person.reads("retirée le 10 février 2027")


async def test_a_wrong_number_of_offer_is_refused_at_its_field(tmp_path: Path) -> None:
    async with opened(tmp_path, "onsite", agreed()) as person:
        await chosen(person, OFFER)
        await answered(person, "A123")
        await person.reads("n’en est pas un.")
