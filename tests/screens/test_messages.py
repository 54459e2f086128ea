"""Messages à envoyer, driven as a person would."""

from __future__ import annotations

from datetime import date
from email.parser import Parser
from email.policy import default
from pathlib import Path

import pytest

from telestage_tui.demo.builder import demo_dossiers, story_id
from telestage_tui.documents.messages.files import ADVICE
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.people import Candidate
from telestage_tui.screens.messages.screen import MessagesScreen
from telestage_tui.screens.selection.rows import CandidateKey
from telestage_tui.widgets.line_input import LineInput
from telestage_tui.widgets.paragraph import Paragraph
from telestage_tui.widgets.prose import ProseArea
from telestage_tui.widgets.row_list import RowList

from ..documents.messages.support import plain
from ..factories import make_access
from .driving import LARGE, SMALL, Person, dossier, on_disk, opened, workspace_in


def text(pilot: Person) -> str:
    return plain(pilot.app.screen.query_one("#text", ProseArea).text)


def chosen(pilot: Person) -> str:
    return str(pilot.app.screen.query_one("#messages", RowList).key).split()[0]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_list_says_whom_and_what_is_missing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "messages", dossier(), "ofqj-choice", size=size) as pilot:
        assert "Choix et second choix, à l’OFQJ" in pilot.words
        assert "○ 2 manques" in pilot.words
        assert "À : l’OFQJ (adresse à compléter)" in pilot.words
        assert "le nom de votre second choix" in pilot.words
        assert "Après les entretiens" in text(pilot)
        await pilot.press("end", "up")
        await pilot.comes("À : Léa Nguyễn-Œuvrard <lea@example.org>")
        assert "Bonjour Léa," in text(pilot)


async def test_the_key_of_a_dossier_opens_it_and_the_task_leads_to_its_message(
    tmp_path: Path,
) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, "mid-send") as pilot:
        await pilot.press("ctrl+e")
        await pilot.arrives(MessagesScreen)
        assert chosen(pilot) == "midpoint-form"
    async with opened(workspace_in(tmp_path), "history", lea) as pilot:
        await pilot.press("M")
        await pilot.arrives(MessagesScreen)


async def test_the_task_says_which_message_it_asks_for(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier(), "bef-team", size=LARGE) as pilot:
        await pilot.comes("Message à envoyer (Ctrl+E)")
        assert "Annonce à l’équipe" in pilot.words


async def test_what_is_changed_is_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "messages", lea, "thanks") as pilot:
        await pilot.press("enter", "O", "k", " ", "enter", "!")
        await pilot.press("escape")
        await pilot.comes("→ modifié")
        await pilot.press("escape")
    async with opened(workspace_in(tmp_path), "messages", lea, "thanks") as pilot:
        assert text(pilot).startswith("Ok \n!Bonjour Léa,")
        await pilot.press("up", "down")
        assert text(pilot).startswith("Ok \n!Bonjour Léa,")
        await pilot.press("o")
        await pilot.until(lambda: "→ modifié" not in pilot.words)
        assert text(pilot).startswith("Bonjour Léa,")


async def test_the_subject_is_changed_kept_copied_and_taken_back(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "messages", lea, "thanks") as pilot:
        assert pilot.app.screen.query_one("#subject", LineInput).value.startswith("Merci")
        await pilot.press("tab", "end")
        await pilot.write(", Léa")
        await pilot.press("enter")  # on to the text
        assert pilot.app.screen.query_one("#text").has_focus
        await pilot.press("escape")
        await pilot.comes("→ modifié", "Objet : Merci pour votre télé-stage, Léa")
    async with opened(workspace_in(tmp_path), "messages", lea, "thanks") as pilot:
        await pilot.comes("Objet : Merci pour votre télé-stage, Léa")
        await pilot.press("s")
        assert pilot.app.clipboard == "Merci pour votre télé-stage, Léa"
        await pilot.press("o")
        await pilot.vanishes("→ modifié")
        assert "télé-stage, Léa" not in pilot.seen
    assert workspace_in(tmp_path).drafts.text(f"subject.{lea.id}.thanks fr ") == ""


async def test_two_namesakes_have_each_their_own_answer(tmp_path: Path) -> None:
    same = [
        Candidate(name="Luc Roy", interviewed_on=day)
        for day in (date(2026, 11, 18), date(2026, 11, 20), None, None)
    ]
    lea = dossier(candidates=same)
    async with opened(tmp_path, "messages", lea, "candidates-answer", size=LARGE) as pilot:
        assert "Luc Roy, 18 nov." in pilot.words
        for letter in "ABCD":
            await pilot.press("enter", letter, "escape", "down")
        await pilot.press(*["up"] * 4)
        for letter in "ABCD":
            assert text(pilot).startswith(f"{letter}Bonjour")
            await pilot.press("down")


async def test_the_runner_up_noted_is_in_the_message(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "selection", lea) as pilot:
        pilot.app.screen.query_one(RowList).select(CandidateKey(2))
        await pilot.press("2")
        await pilot.until(lambda: on_disk(tmp_path, lea).candidates[1].runner_up)
        await pilot.open("messages", lea, "ofqj-choice")
        assert "en cas de désistement : Thomas Lefèvre" in text(pilot)


async def test_the_cursor_stays_where_one_types(tmp_path: Path) -> None:
    async with opened(tmp_path, "messages", dossier(), "thanks") as pilot:
        await pilot.press("enter", "a", " ")
        screen = pilot.app.screen
        assert isinstance(screen, MessagesScreen)
        screen.keep()
        await pilot.press("b", "space", "c")
        assert text(pilot).startswith("a b cBonjour")


async def test_a_message_that_was_not_changed_follows_the_dossier(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    async with opened(workspace, "messages", lea, "thanks") as pilot:
        await pilot.press("escape")
    assert workspace.drafts.text(f"message.{lea.id}.thanks fr ") == ""


async def test_the_text_and_the_subject_are_copied(tmp_path: Path) -> None:
    async with opened(tmp_path, "messages", dossier(), "thanks") as pilot:
        await pilot.press("k")
        assert pilot.app.clipboard.startswith("Bonjour Léa,")
        await pilot.press("s")
        assert pilot.app.clipboard == "Merci pour votre télé-stage"


async def test_english_where_there_is_a_translation(tmp_path: Path) -> None:
    async with opened(tmp_path, "messages", dossier(), "team-notice", size=LARGE) as pilot:
        await pilot.press("l")
        await pilot.until(lambda: "Hello everyone," in text(pilot))
        await pilot.press("down")
        await pilot.comes("Ce message n’existe qu’en français.")
        await pilot.press("up", "l")
        await pilot.until(lambda: "Bonjour à tous" in text(pilot))


async def test_a_message_is_saved_as_it_was_changed_with_what_goes_with_it(tmp_path: Path) -> None:
    lea = dossier()
    folder = tmp_path / "sortie"
    async with opened(tmp_path, "messages", lea, "midpoint-form", size=LARGE) as pilot:
        await pilot.press("enter", "Z", "escape", "tab", "end", "!", "escape", "f7")
        await pilot.comes("Enregistrer le message")
        await pilot.press(*["backspace"] * 3)
        await pilot.write(str(folder))
        await pilot.press("f2")
        await pilot.comes(ADVICE[:30])
        (path,) = folder.glob("*.eml")
        said = pilot.app.screen.query_one(".path", Paragraph).visual
        assert str(said) == str(path)
        await pilot.press("c")
        assert pilot.app.clipboard == str(path)
        await pilot.reads("Espace : cocher « Envoyer le formulaire", "une fois le message envoyé")
        await pilot.press("space")
        await pilot.comes("Quelle preuve?")
        await pilot.write("Courriel du 10 février")
        await pilot.press("f2")
        await pilot.arrives(MessagesScreen)
    record = on_disk(tmp_path, lea).task("mid-send")
    assert (record.choice, record.note) == ("done", "Courriel du 10 février")
    mail = Parser(policy=default).parsestr(path.read_bytes().decode())
    assert mail["Subject"].endswith("!")
    _, body, pdf = mail.walk()
    assert body.get_content().startswith("ZBonjour")
    assert pdf.get_content_type() == "application/pdf"


@pytest.mark.parametrize("kind", ["thanks", "accesses-to-withdraw", "reminder", "invitation"])
async def test_what_a_message_only_asks_for_is_not_offered_as_done(
    tmp_path: Path, kind: str
) -> None:
    async with opened(tmp_path, "messages", dossier(), kind) as pilot:
        await pilot.press("f7")
        await pilot.comes("Enregistrer le message")
        await pilot.press("backspace")
        await pilot.write(str(tmp_path / "sortie"))
        await pilot.press("f2")
        await pilot.comes(ADVICE[:30])
        assert "Espace : cocher" not in pilot.seen


async def test_the_footer_says_what_enter_does_where_one_is(tmp_path: Path) -> None:
    async with opened(tmp_path, "messages", dossier(), "thanks") as pilot:
        await pilot.comes("⏎ Modifier")
        await pilot.press("enter")
        await pilot.until(lambda: "⏎ Modifier" not in pilot.seen)


async def test_a_contact_with_several_addresses_is_named_once_in_the_list(tmp_path: Path) -> None:
    team = Contact(name="Équipe web", emails=("a@x.example", "b@x.example"))
    async with opened(tmp_path, "messages", dossier(contacts=Contacts(team=team))) as pilot:
        await pilot.comes("Équipe web")
        assert "Équipe web, Équ" not in pilot.seen


async def test_a_folder_that_cannot_be_is_refused_where_it_is_typed(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    async with opened(tmp_path, "messages", dossier(), "thanks") as pilot:
        await pilot.press("f7")
        await pilot.comes("Enregistrer le message")
        await pilot.press("backspace")
        await pilot.write(str(tmp_path / "fichier" / "x"))
        await pilot.press("f2")
        await pilot.comes("n’est pas un")


async def test_the_messages_of_one_kind_are_saved_in_one_key(tmp_path: Path) -> None:
    lea = dossier(
        accesses=(make_access("VPN", manager="Nadia"), make_access("Figma", manager="Marc"))
    )
    folder = tmp_path / "sortie"
    async with opened(tmp_path, "messages", lea, "accesses-to-withdraw") as pilot:
        await pilot.press("S")
        await pilot.comes("Enregistrer 2 messages")
        await pilot.press(*["backspace"] * 3)
        await pilot.write(str(folder))
        await pilot.press("f2")
        await pilot.comes("Deux fichiers dans :")
        assert len(list(folder.glob("*.eml"))) == 2
        await pilot.press("escape", "home", "S")
        await pilot.comes("Enregistrer le message")  # one person only


async def test_it_begins_on_a_message_of_the_phase_and_stays_where_one_goes(
    tmp_path: Path,
) -> None:
    alix = next(each for each in demo_dossiers(date(2027, 2, 10)) if each.id == story_id("before"))
    async with opened(tmp_path, "messages", alix) as pilot:
        assert chosen(pilot) == "invitation"
        await pilot.press("up")
        there = chosen(pilot)
        await pilot.press("l", "l")
        assert chosen(pilot) == there != "invitation"
