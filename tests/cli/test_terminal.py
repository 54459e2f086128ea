"""The screens on a real terminal: several keys at once, signals, and what remains on disk."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import clock_from
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.store.check import inspect
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.tinydb_repository import TinyRepository

from ..factories import make_dossier
from .conftest import DURING, plain
from .terminal import CTRL_C, ENTER, ESCAPE, F2, F10, PASTE_END, PASTE_START, Terminal

WORDS = "Vu à l’été : tout va « très bien ». Où? Là."

Open = Callable[..., Terminal]
"""Opens the screens on a terminal."""


@pytest.fixture
def file(environment: dict[str, str]) -> Path:
    """The file of the dossiers."""
    return Path(environment["TELESTAGE_DB"])


@pytest.fixture
def lea(file: Path) -> Dossier:
    """A dossier in that file."""
    return TinyRepository(file, clock_from(DURING).now).add(make_dossier())


@pytest.fixture
def open_terminal(environment: dict[str, str]) -> Iterator[Open]:
    """Open the screens; those still running after the test are killed."""
    terminals: list[Terminal] = []

    def open_screens(*args: str, controls: bool = True, **variables: str) -> Terminal:
        terminals.append(Terminal(environment | variables, *args, controls=controls))
        return terminals[-1]

    yield open_screens
    for terminal in terminals:
        terminal.__exit__(None, None, None)


def on_disk(file: Path) -> tuple[Dossier, ...]:
    """The dossiers that a new program reads."""
    assert not file.exists() or inspect(file).ok
    return TinyRepository(file, clock_from(DURING).now).dossiers()


def at_a_new_note(terminal: Terminal) -> None:
    """Go to a new note of the journal, focused."""
    terminal.wait_for("Léa")
    terminal.send("j")
    terminal.wait_for("Notes et historique")
    terminal.send("n")
    terminal.wait_for("Datée du")


# --- opening and leaving ------------------------------------------------------------------------


def test_a_terminal_that_cannot_draw_gets_the_status(environment: dict[str, str]) -> None:
    with Terminal(environment, term="dumb") as terminal:
        assert terminal.exit_code() == 0
        assert "Ce terminal ne sait pas afficher d’écrans" in terminal.text
        assert "Aucun dossier" in terminal.text
        assert "\x1b" not in terminal.raw


def test_typed_alone_it_opens_the_screens(open_terminal: Open, file: Path) -> None:
    terminal = open_terminal()
    terminal.wait_for("Bienvenue")
    terminal.send("q")
    assert terminal.exit_code() == 0
    assert terminal.is_restored
    assert not file.exists()


def test_typed_alone_what_cannot_be_read_is_said(open_terminal: Open) -> None:
    terminal = open_terminal(TELESTAGE_TODAY="demain")
    assert terminal.exit_code() == 2
    assert "date « demain » illisible" in terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.torture
def test_a_demo_on_a_terminal_leaves_nothing(
    open_terminal: Open, environment: dict[str, str], file: Path
) -> None:
    terminal = open_terminal("demo")
    assert "DÉMONSTRATION" in terminal.wait_for("Chercher")
    terminal.send("q")
    assert terminal.exit_code() == 0
    assert list(Path(environment["TMPDIR"]).iterdir()) == []
    assert not file.exists()


# --- everything at once ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [WORDS, f"{PASTE_START}{WORDS}{PASTE_END}"], ids=["typed", "pasted"]
)
def test_a_text_and_the_key_that_saves_it_may_come_in_one_write(
    open_terminal: Open, file: Path, lea: Dossier, text: str
) -> None:
    terminal = open_terminal()
    at_a_new_note(terminal)
    terminal.send(text, F2)
    terminal.wait_for("✓ Note ajoutée")
    (dossier,) = on_disk(file)
    assert dossier.notes[-1].text == WORDS


def test_a_whole_form_may_come_in_one_write(open_terminal: Open, file: Path) -> None:
    terminal = open_terminal()
    terminal.wait_for("Bienvenue")
    fields = ("Zoé-Anne", "Roy", "Éditions de l’Orme", "2027-03-01", "2027-05-28")
    terminal.send("n", *(f"{text}{ENTER}" for text in fields), F2)
    terminal.wait_for("Dossier ouvert")
    (dossier,) = on_disk(file)
    assert (dossier.intern.full_name, dossier.host.name) == ("Zoé-Anne Roy", "Éditions de l’Orme")
    assert (str(dossier.stage.start), str(dossier.stage.end)) == fields[3:]


def test_a_text_and_the_key_that_quits_may_come_in_one_write(
    open_terminal: Open, file: Path, lea: Dossier
) -> None:
    terminal = open_terminal()
    at_a_new_note(terminal)
    terminal.send(WORDS, F10)
    assert terminal.exit_code() == 0
    assert WORDS in drafts(file)
    assert on_disk(file) == (lea,)


# --- what ends it ---------------------------------------------------------------------------------


def drafts(file: Path) -> str:
    """The file of the drafts, with plain spaces."""
    return plain(Drafts(file).path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_the_file_and_what_was_typed(
    open_terminal: Open, file: Path, lea: Dossier, number: signal.Signals
) -> None:
    terminal = open_terminal()
    at_a_new_note(terminal)
    terminal.send("À moitié écr")
    terminal.wait_for("À moitié écr")
    terminal.signal(number)
    assert terminal.exit_code() == 0
    assert terminal.is_restored
    assert "Traceback" not in terminal.text
    assert on_disk(file) == (lea,)

    again = open_terminal()
    at_a_new_note(again)
    again.wait_for("À moitié écr")


@pytest.mark.parametrize("controls", [True, False], ids=["window", "container"])
def test_a_window_that_is_closed_leaves_the_file_and_what_was_typed(
    open_terminal: Open, file: Path, controls: bool
) -> None:
    terminal = open_terminal(controls=controls)
    terminal.wait_for("Bienvenue")
    terminal.send("n")
    terminal.wait_for("prénom")
    terminal.send("Zoé")
    terminal.wait_for("Zoé")
    terminal.close()
    assert terminal.exit_code() == 0
    assert not file.with_name("telestage.erreur.txt").exists()
    assert on_disk(file) == ()

    again = open_terminal()
    again.wait_for("Bienvenue")
    again.send("n")
    again.wait_for("Zoé")
    again.wait_for("a été repris")


def test_ctrl_c_in_a_form_ends_nothing_and_writes_nothing(
    open_terminal: Open, file: Path, lea: Dossier
) -> None:
    before = file.read_bytes()
    terminal = open_terminal()
    at_a_new_note(terminal)
    terminal.send("À moitié écr", CTRL_C)
    terminal.wait_for("F10 pour quitter")
    assert file.read_bytes() == before
    terminal.send("it", F2)
    terminal.wait_for("✓ Note ajoutée")
    (dossier,) = on_disk(file)
    assert dossier.notes[-1].text == "À moitié écrit"
    terminal.send(ESCAPE)
    terminal.wait_for("Aujourd’hui")
    terminal.send(F10)
    assert terminal.exit_code() == 0
    assert terminal.is_restored


# --- a bad line -----------------------------------------------------------------------------------


def test_a_click_that_comes_in_two_parts_types_nothing(
    open_terminal: Open, file: Path, lea: Dossier
) -> None:
    terminal = open_terminal()
    terminal.wait_for("Léa")
    assert "\x1b[?1000h" in terminal.raw
    assert "\x1b[?1002h" not in terminal.raw
    assert "\x1b[?1003h" not in terminal.raw
    at_a_new_note(terminal)
    click = b"\x1b[<35;44;13M"
    terminal.send("Vu")
    for at in range(2, len(click)):
        terminal.send_bytes(click[:at], pause=0.2)
        terminal.send_bytes(click[at:])
    terminal.send(" à 5 h", F2)
    terminal.wait_for("✓ Note ajoutée")
    (dossier,) = on_disk(file)
    assert dossier.notes[-1].text == "Vu à 5 h"


def test_a_byte_that_is_no_text_is_shown_as_such(
    open_terminal: Open, file: Path, lea: Dossier
) -> None:
    terminal = open_terminal()
    at_a_new_note(terminal)
    terminal.send_bytes("Vu au café".encode("latin-1"))
    terminal.send(F2)
    terminal.wait_for("✓ Note ajoutée")
    (dossier,) = on_disk(file)
    assert dossier.notes[-1].text == "Vu au caf\ufffd"


def test_a_program_that_was_stopped_goes_on_and_ends(open_terminal: Open, lea: Dossier) -> None:
    terminal = open_terminal()
    terminal.wait_for("Léa")
    terminal.signal(signal.SIGSTOP)
    terminal.signal(signal.SIGCONT)
    terminal.wait_for("Léa")
    terminal.send("q")
    assert terminal.exit_code() == 0
    assert terminal.is_restored
