"""Everything that a screen does, a command does: each action of each page has its command.

A new action of a page fails the first test until it has a command here, or the reason why a command
has nothing to do for it.
"""

from __future__ import annotations

import shlex

import click
import pytest

from telestage_tui.cli.main import main
from telestage_tui.screens.elsewhere import Function, functions

WHERE_TO_LOOK = "moves about, chooses or shows: a command is given what it is about"
ON_SCREEN_ONLY = "how things are laid out, or copied, on the screen"
DRAFTS = "a draft is of a form: a command is typed whole"
NOT_A_COMMAND: dict[str, str] = {
    "app.about": WHERE_TO_LOOK, "app.go": WHERE_TO_LOOK, "app.quit": WHERE_TO_LOOK,
    "back": WHERE_TO_LOOK, "filter": WHERE_TO_LOOK,
    "go": WHERE_TO_LOOK, "mark": WHERE_TO_LOOK, "mark_all": WHERE_TO_LOOK,
    "mark_group": WHERE_TO_LOOK, "next_missing": WHERE_TO_LOOK, "phase": WHERE_TO_LOOK,
    "read_on": WHERE_TO_LOOK, "scope": WHERE_TO_LOOK, "scroll_text": WHERE_TO_LOOK,
    "section": WHERE_TO_LOOK, "step": WHERE_TO_LOOK, "view": WHERE_TO_LOOK,
    "copy": ON_SCREEN_ONLY, "copy_subject": ON_SCREEN_ONLY, "copy_text": ON_SCREEN_ONLY,
    "large": ON_SCREEN_ONLY,
    "forget": DRAFTS, "restore": DRAFTS,
}  # fmt: skip
"""Why an action has no command, by its name."""
COMMANDS: dict[str, str] = {
    "absences": "absences import agenda.ics ID --side stagiaire",
    "add": "add-meeting ID 2027-03-04 10:00",
    "advance": "deliverable ID Bilan --delivered 2027-02-09 --accepted 2027-02-09",
    "answer": "review ID midpoint --set 1=4",
    "app.help": "--help",
    "app.search": "search mot",
    "arrange": "task ID bef-team --assignee Inès --due 2027-03-01",
    "ask_managers": "access ask ID vpn",
    "cancel": "meeting ID midpoint cancelled",
    "clear": "review ID midpoint --set overall=",
    "close_stage": "close ID --leaving 3",
    "compare": "onsite compare ID",
    "complete": "review ID midpoint --complete",
    "contents": "backup show NOM",
    "create": "backup create",
    "decide": "candidate choose ID 1",
    "earlier": "tick ID --before sel-offer",
    "erase": "erase ID",
    "erase_candidates": "erase ID --candidates",
    "export": "export ID ics --invite",
    "export_history": "history ID --csv",
    "fiche": "new lea.toml",
    "form_state": "onsite form ID job done",
    "give_all": "grant ID vpn",
    "hold": "hold ID",
    "identity": "onsite show ID --identity",
    "interviewed": "candidate edit ID 1 --interview 2027-02-09",
    "keep_usual": "access usual ID --keep",
    "language": "message ID invitation --lang en",
    "messages": "message ID",
    "miss": "meeting ID midpoint missed",
    "missing": "onsite missing ID",
    "move": "move-meeting ID midpoint 2027-03-04 10:00",
    "next_step": "explain ID vpn",
    "note": "task ID bef-team --note Dit",
    "observe": "minutes ID",
    "presence": "presence ID 0",
    "rank": "candidate edit ID 1 --rank 2",
    "redo": "undo ID --redo",
    "release": "letter ID --approve",
    "reopen": "review ID midpoint --reopen Raison",
    "reopen_stage": "reopen ID --why Raison",
    "replan": "replan ID --yes",
    "retention": "retention ID --until 2033-01-31",
    "save": "edit ID --set stage.fin=2027-04-16 --yes",
    "save_all": "message ID team-notice --eml documents",
    "save_file": "message ID invitation --eml documents",
    "save_messages": "message ID accesses-to-withdraw --eml documents",
    "second_folder": "backup folder documents",
    "settle": "withdraw ID vpn",
    "settle_by": "withdraw ID vpn --by Inès",
    "sign": "name Inès",
    "skip": "skip ID bef-team --why Raison",
    "start": "start ID",
    "suspend": "access suspend ID vpn",
    "suspend_all": "access suspend ID vpn",
    "take_filled": "import classeur.xlsx",
    "tick": "tick ID bef-team",
    "toggle_done": "transfer ID Journal --done 2027-02-09",
    "toggle_row": "convention tick ID tutor",
    "toggle_sentence": "letter ID --without 2",
    "undo": "undo ID --yes",
    "undo_line": "undo ID --line 2 --yes",
    "usual": "access usual ID",
    "withdraw": "candidate withdraw ID 1",
    "word": "review ID midpoint --read 2027-02-09 --agrees",
    "write": "export ID pdf",
    "write_all": "export ID all",
    "write_blank": "export ID xlsx",
}
"""A command that does it, by the name of the action."""
ELSEWHERE: dict[tuple[str, str], str] = {
    ("accesses", "edit"): "access edit ID vpn --note Dit",
    ("accesses", "forget"): "access remove ID vpn",
    ("accesses", "new"): "access add ID Figma",
    ("accesses", "reopen"): "access reopen ID vpn --why Raison",
    ("closing", "remove"): "remove ID --yes",
    ("evaluation", "write"): "review ID midpoint --comment 1=Bien",
    ("facts", "move"): "programme move ID",
    ("history", "note"): "note ID Dit",
    ("letter", "write"): "export ID docx --only letter",
    ("meeting", "save"): "meeting ID midpoint held --note Dit",
    ("messages", "edit"): "message ID invitation",
    ("new", "save"): "new lea.toml",
    ("onsite", "stay"): "onsite pay ID active",
    ("onsite", "tick"): "onsite form ID job done",
    ("organisation", "save"): "organisation --set structure.ville=Matane",
    ("portal-sheet", "stay"): "onsite pay ID active",
    ("portal-sheet", "write"): "export ID pdf --only portal-sheet",
    ("selection", "edit"): "candidate edit ID 1 --notes Dit",
    ("selection", "new"): "candidate add ID Nom",
    ("selection", "remove"): "candidate remove ID 1",
    ("today", "new"): "new lea.toml",
    ("transfers", "edit"): "transfer ID Journal --to Inès",
    ("transfers", "new"): "transfer ID Journal --new",
    ("transfers", "remove"): "transfer ID Journal --remove",
    ("work-plan", "edit"): "work-plan ID --mandate Dit",
    ("work-plan", "new"): "deliverable ID Bilan --new",
    ("work-plan", "remove"): "deliverable ID Bilan --remove",
}
"""The command of an action that does something else on that page."""


def name_of(function: Function) -> str:
    """The name of an action, without what it is given."""
    return function.action.partition("(")[0]


def way(function: Function) -> str:
    """The command of an action, or the reason why it has none; empty for neither."""
    name = name_of(function)
    by_page = ELSEWHERE.get((function.place, name), "")
    return by_page or COMMANDS.get(name, "") or NOT_A_COMMAND.get(name, "")


def test_every_action_of_every_page_has_a_command_or_a_reason() -> None:
    missing = {(each.place, each.action, each.words) for each in functions() if not way(each)}
    assert missing == set()


def test_no_line_is_about_an_action_that_is_gone() -> None:
    names = {name_of(each) for each in functions()}
    assert {*COMMANDS, *NOT_A_COMMAND} - names == set()
    pages = {(each.place, name_of(each)) for each in functions()}
    assert set(ELSEWHERE) - pages == set()


@pytest.mark.parametrize("line", sorted({*COMMANDS.values(), *ELSEWHERE.values()}))
def test_the_command_exists_and_takes_what_is_given(line: str) -> None:
    """Parsed as click does; nothing is run."""
    command: click.Command = main
    words, context = shlex.split(line), click.Context(main, info_name="telestage")
    if words == ["--help"]:
        return
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command, context = found, click.Context(found, parent=context)
    command.make_context(None, words, parent=context.parent)
