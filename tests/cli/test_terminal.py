"""The screens on a real terminal: what arrives at once, what ends them, what they leave behind."""

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
from .terminal import CTRL_C, ENTER, ESCAPE, F2, F10, PASTE, PASTED, Terminal

WORDS = "Vu à l’été : tout va « très bien ». Où ? Là."

Open = Callable[..., Terminal]
"""Opens the screens on a terminal."""


@pytest.fixture
def file(environment: dict[str, str]) -> Path:
    """The file of the dossiers."""
    return Path(environment["TELESTAGE_DB"])


@pytest.fixture
def lea(file: Path) -> Dossier:
    """A dossier in that file."""
    return TinyRepository(file, clock_from(DURING).now).add(make_dossier(), "Dossier ouvert")


@pytest.fixture
def opened(environment: dict[str, str]) -> Iterator[Open]:
    """Open the screens; what still runs at the end is stopped."""
    terminals: list[Terminal] = []

    def open_screens(*args: str, **variables: str) -> Terminal:
        terminals.append(Terminal(environment | variables, *args))
        return terminals[-1]

    yield open_screens
    for terminal in terminals:
        terminal.__exit__(None, None, None)


def on_disk(file: Path) -> tuple[Dossier, ...]:
    """What a program that starts now reads."""
    assert not file.exists() or inspect(file).ok
    return TinyRepository(file, clock_from(DURING).now).dossiers()


def at_a_new_note(terminal: Terminal) -> None:
    """In the note of a journal, the keyboard in it."""
    terminal.wait_for("Léa")
    terminal.send("j")
    terminal.wait_for("Nouvelle note")
    terminal.send("n")
    terminal.wait_for("Datée du")


# --- opening and leaving ------------------------------------------------------------------------


def test_a_terminal_that_cannot_draw_gets_the_status(environment: dict[str, str]) -> None:
    with Terminal(environment, term="dumb") as terminal:
        assert terminal.ended() == 0
        assert "Ce terminal ne sait pas afficher d’écrans" in terminal.shown
        assert "Aucun dossier" in terminal.shown
        assert "\x1b" not in terminal.raw


def test_typed_alone_it_opens_the_screens(opened: Open, file: Path) -> None:
    terminal = opened()
    terminal.wait_for("Bienvenue")
    terminal.send("q")
    assert terminal.ended() == 0
    assert terminal.is_restored
    assert not file.exists()


def test_typed_alone_what_cannot_be_read_is_said(opened: Open) -> None:
    terminal = opened(TELESTAGE_TODAY="demain")
    assert terminal.ended() == 2
    assert "date « demain » illisible" in terminal.shown
    assert "Traceback" not in terminal.shown


@pytest.mark.torture
def test_a_demo_on_a_terminal_leaves_nothing(
    opened: Open, environment: dict[str, str], file: Path
) -> None:
    terminal = opened("demo")
    assert "DÉMONSTRATION" in terminal.wait_for("Chercher")
    terminal.send("q")
    assert terminal.ended() == 0
    assert list(Path(environment["TMPDIR"]).iterdir()) == []
    assert not file.exists()


# --- everything at once ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", [WORDS, f"{PASTE}{WORDS}{PASTED}"], ids=["typed", "pasted"])
def test_a_text_and_the_key_that_saves_it_may_come_in_one_write(
    opened: Open, file: Path, lea: Dossier, text: str
) -> None:
    terminal = opened()
    at_a_new_note(terminal)
    terminal.send(text, F2)
    terminal.wait_for("✓ Note ajoutée")
    (kept,) = on_disk(file)
    assert kept.notes[-1].text == WORDS


def test_a_whole_form_may_come_in_one_write(opened: Open, file: Path) -> None:
    terminal = opened()
    terminal.wait_for("Bienvenue")
    fields = ("Zoé-Anne", "Roy", "Éditions de l’Orme", "2027-03-01", "2027-05-28")
    terminal.send("n", *(f"{text}{ENTER}" for text in fields), F2)
    terminal.wait_for("Dossier ouvert")
    (kept,) = on_disk(file)
    assert (kept.intern.full_name, kept.host.name) == ("Zoé-Anne Roy", "Éditions de l’Orme")
    assert (str(kept.stage.start), str(kept.stage.end)) == fields[3:]


def test_a_text_and_the_key_that_quits_may_come_in_one_write(
    opened: Open, file: Path, lea: Dossier
) -> None:
    terminal = opened()
    at_a_new_note(terminal)
    terminal.send(WORDS, F10)
    assert terminal.ended() == 0
    assert WORDS in drafts(file)
    assert on_disk(file) == (lea,)


# --- what ends it ---------------------------------------------------------------------------------


def drafts(file: Path) -> str:
    """The texts typed and not saved, as a program that starts now takes them up again."""
    return plain(Drafts(file).path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_the_file_and_what_was_typed(
    opened: Open, file: Path, lea: Dossier, number: signal.Signals
) -> None:
    terminal = opened()
    at_a_new_note(terminal)
    terminal.send("À moitié écr")
    terminal.wait_for("À moitié écr")
    terminal.signal(number)
    assert terminal.ended() == 0
    assert terminal.is_restored
    assert "Traceback" not in terminal.shown
    assert on_disk(file) == (lea,)

    again = opened()
    at_a_new_note(again)
    again.wait_for("À moitié écr")


def test_a_window_that_is_closed_leaves_the_file_and_what_was_typed(
    opened: Open, file: Path
) -> None:
    terminal = opened()
    terminal.wait_for("Bienvenue")
    terminal.send("n")
    terminal.wait_for("prénom")
    terminal.send("Zoé")
    terminal.wait_for("Zoé")
    terminal.close()
    terminal.ended()
    assert on_disk(file) == ()

    again = opened()
    again.wait_for("Bienvenue")
    again.send("n")
    again.wait_for("Zoé")
    again.wait_for("a été repris")


def test_ctrl_c_in_a_form_ends_nothing_and_writes_nothing(
    opened: Open, file: Path, lea: Dossier
) -> None:
    before = file.read_bytes()
    terminal = opened()
    at_a_new_note(terminal)
    terminal.send("À moitié écr", CTRL_C)
    terminal.wait_for("F10 pour quitter")
    assert file.read_bytes() == before
    terminal.send("it", F2)
    terminal.wait_for("✓ Note ajoutée")
    (kept,) = on_disk(file)
    assert kept.notes[-1].text == "À moitié écrit"
    terminal.send(ESCAPE)
    terminal.wait_for("Aujourd’hui")
    terminal.send(F10)
    assert terminal.ended() == 0
    assert terminal.is_restored
