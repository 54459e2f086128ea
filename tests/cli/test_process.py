"""The real command in a process of its own: what it loads, its streams, its signals, its demo."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import FICHES, plain
from tests.waiting import PATIENCE

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMAND = [sys.executable, "-m", "telestage_tui"]


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run the command to its end."""

    def run_to_its_end(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [*COMMAND, *args],
            **{"env": environment, "capture_output": True, "stdin": subprocess.DEVNULL} | options,
            timeout=PATIENCE,
            check=False,
        )

    return run_to_its_end


def test_status_loads_no_screen_and_no_holidays(environment: dict[str, str], run: Run) -> None:
    assert run("new", str(FICHES / "complete.toml")).returncode == 0
    script = (
        "import sys\n"
        "from telestage_tui.cli.main import main\n"
        "try:\n    main(['status'])\n"
        "finally:\n    print(sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )
    assert "Léa" in result.stdout.decode()
    modules = set(json.loads(result.stderr.decode().replace("'", '"')))
    assert modules & {"textual", "rich", "holidays", "icalendar", "babel", "docx", "lxml"} == set()
    assert "click" in modules


def test_a_change_loads_no_screen(environment: dict[str, str], run: Run) -> None:
    dossier = run("new", str(FICHES / "complete.toml")).stdout.split()[0].decode()
    script = (
        "import sys\n"
        "from telestage_tui.cli.main import main\n"
        f"try:\n    main(['tick', {dossier!r}, 'sel-offer'])\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )
    modules = result.stderr.decode().split()
    assert "telestage_tui.workspace" in modules
    assert [name for name in modules if name.startswith("telestage_tui.screens")] == []


def test_opening_the_screens_loads_nothing_of_the_command_line(
    environment: dict[str, str],
) -> None:
    script = (
        "import sys\n"
        "from telestage_tui.cli import open_screens\n"
        "import telestage_tui.app\n"
        "workspace = open_screens.workspace_of_environment()\n"
        "workspace.summaries.read()\n"
        "workspace.programme()\n"
        "print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )
    modules = set(result.stdout.decode().split())
    assert {"textual", "tinydb", "pydantic"} <= modules
    assert modules & {"click", "holidays", "icalendar", "docx", "lxml"} == set()


def test_the_first_page_loads_no_form(environment: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "import telestage_tui.app.telestage, telestage_tui.screens.today.screen\n"
        "print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )
    modules = set(result.stdout.decode().split())
    assert "telestage_tui.screens.base" in modules
    assert (
        modules & {"textual.document", "telestage_tui.widgets.fields", "typst", "jinja2"} == set()
    )


def test_a_locale_without_accents_still_speaks_french(run: Run) -> None:
    answer = run("new", str(FICHES / "complete.toml"))
    assert "Nguyễn-Œuvrard" in answer.stdout.decode("utf-8")
    refusal = run("show", "absent")
    assert "«" in refusal.stderr.decode("utf-8")


def test_no_letter_is_lost_where_the_locale_knows_none(
    environment: dict[str, str], run: Run, tmp_path: Path
) -> None:
    """Without UTF-8 mode, Python decodes each byte of an accent as one character."""
    environment |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment["TELESTAGE_DB"] = str(tmp_path / "dossiers d’été.json")
    fiche = tmp_path / "Léa.toml"
    fiche.write_bytes((FICHES / "complete.toml").read_bytes())
    dossier = run("new", str(fiche)).stdout.split()[0].decode()
    assert run("note", dossier, "Où ça? À l’été 😀").returncode == 0
    answer = json.loads(run("show", dossier, "--json").stdout)
    assert answer["notes"][0]["text"] == "Où ça? À l’été 😀"
    assert f"Fichier\u00a0: {tmp_path}/dossiers d’été.json" in run("check").stdout.decode()
    missing = run("new", str(tmp_path / "Zoé.toml"))
    assert (missing.returncode, b"Traceback" in missing.stderr) == (1, False)


def test_an_argument_that_is_not_utf8_is_refused(environment: dict[str, str], run: Run) -> None:
    dossier = run("new", str(FICHES / "complete.toml")).stdout.split()[0]
    before = Path(environment["TELESTAGE_DB"]).read_bytes()
    refusal = subprocess.run(
        [*COMMAND, "note", dossier, b"Entendu au caf\xe9"],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert refusal.returncode == 2
    assert "« Entendu au caf? » n’est pas en UTF-8" in plain(refusal.stderr.decode())
    assert Path(environment["TELESTAGE_DB"]).read_bytes() == before


def test_another_encoding_of_the_streams_is_overridden(
    environment: dict[str, str], run: Run
) -> None:
    environment["PYTHONIOENCODING"] = "ascii"
    assert "Énumérer" in run("list", "--help").stdout.decode("utf-8")


def test_without_a_terminal_the_status_is_printed_and_said(run: Run) -> None:
    result = run()
    assert result.returncode == 0
    assert "Pas de terminal" in result.stderr.decode()
    assert result.stdout == run("status").stdout


@pytest.mark.parametrize(
    "args", [("fiche",), ("new", str(FICHES / "complete.toml")), ("list", "--help")], ids=" ".join
)
def test_a_reader_that_leaves_early_hears_nothing(
    environment: dict[str, str], run: Run, args: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = run(*args, stdout=writing, stderr=subprocess.PIPE, capture_output=False)
    os.close(writing)
    lines = plain(result.stderr.decode()).splitlines()
    if args[0] == "new":
        assert lines.pop(0).startswith("Fichier nouveau : ")
        assert result.returncode == 0
        assert len(json.loads(run("list", "--json").stdout)) == 1
    assert lines == []


def test_an_answer_that_cannot_be_printed_does_not_undo_what_was_done(
    environment: dict[str, str], run: Run
) -> None:
    dossier = run("new", str(FICHES / "complete.toml")).stdout.split()[0].decode()
    with Path("/dev/full").open("wb") as full:
        options = {"stdout": full, "stderr": subprocess.PIPE, "capture_output": False}
        note_result = run("note", dossier, "Bonjour", **options)
        list_result = run("list", **options)
    assert note_result.returncode == 3
    assert plain(note_result.stderr.decode()) == (
        "La réponse n’a pas pu être imprimée : le disque est plein.\n"
        "Ce qui était demandé est fait et enregistré : ne le refaites pas.\n"
    )
    assert len(json.loads(run("show", dossier, "--json").stdout)["notes"]) == 1
    assert list_result.returncode == 1
    assert plain(list_result.stderr.decode()).startswith("La réponse n’a pas pu être imprimée")
    assert b"Error" not in note_result.stderr + list_result.stderr


@pytest.mark.parametrize(
    ("args", "closed", "code"),
    [
        ("", "<&-", 0),
        ("list", "<&- >&- 2>&-", 0),
        ("list", ">&-", 0),
        (f"new {FICHES / 'complete.toml'}", ">&- 2>&-", 0),
        ("new -", "<&-", 1),
        ("show zz", "2>&-", 1),
    ],
)
def test_a_stream_that_is_closed_is_no_error(
    environment: dict[str, str], args: str, closed: str, code: int
) -> None:
    line = f"{sys.executable} -m telestage_tui {args} {closed}"
    result = subprocess.run(
        ["sh", "-c", line], env=environment, capture_output=True, check=False, timeout=PATIENCE
    )
    assert result.returncode == code
    assert b"Traceback" not in result.stderr
    assert ("stage.debut" in result.stderr.decode()) == (args == "new -")


def test_ctrl_c_is_quiet(environment: dict[str, str], tmp_path: Path) -> None:
    fiche = tmp_path / "fiche.toml"
    os.mkfifo(fiche)
    process = subprocess.Popen(
        [*COMMAND, "new", str(fiche)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with fiche.open("wb"):  # opens once the command waits for the fiche
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert (output.strip(), errors.strip()) == (b"", b"")
    assert not Path(environment["TELESTAGE_DB"]).exists()


FROM_ITS_FIRST_LINES = """
import os
from telestage_tui.cli.signals import leave_quietly
leave_quietly()
os.write(1, b"!")
from telestage_tui.__main__ import main
main()
"""
"""The program as started from its entry point; « ! » is printed once Ctrl+C is handled."""


@pytest.mark.parametrize("moment", range(0, 240, 20))
def test_ctrl_c_is_quiet_from_the_very_beginning(environment: dict[str, str], moment: int) -> None:
    """Whether it comes during the imports, in a compiled library or at exit."""
    process = subprocess.Popen(
        [sys.executable, "-c", FROM_ITS_FIRST_LINES, "new", str(FICHES / "complete.toml")],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.read(1) == b"!"
    select.select([], [], [], moment / 1000)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, 130, -signal.SIGINT)
    lines = plain(errors.decode()).splitlines()  # the command may have told that the file is new
    assert [line for line in lines if not line.startswith("Fichier nouveau : ")] == []


def test_a_full_disk_loses_nothing(environment: dict[str, str], run: Run) -> None:
    run("new", str(FICHES / "complete.toml"))
    file = Path(environment["TELESTAGE_DB"])
    before = file.read_bytes()

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    full = run("new", str(FICHES / "minimale.toml"), preexec_fn=small_files_only)
    assert full.returncode == 1
    assert "Rien n’a été enregistré" in full.stderr.decode()
    assert b"Traceback" not in full.stderr
    assert file.read_bytes() == before


def test_the_demo_touches_nothing_of_the_user(environment: dict[str, str], run: Run) -> None:
    file = Path(environment["TELESTAGE_DB"])
    file.write_bytes(b"illisible")
    result = run("demo", "--today", "2028-05-17")
    assert result.returncode == 0
    text = plain(result.stdout.decode())
    assert text.startswith("Mercredi 17 mai 2028")
    assert "Dossiers (5)" in text
    assert file.read_bytes() == b"illisible"
    assert {path.name for path in file.parent.iterdir()} == {file.name, "tmp"}
    assert list((file.parent / "tmp").iterdir()) == []


def _demo_held_back(environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """A demonstration whose folder exists, and that is blocked on an output nobody reads."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b"x" * 4096)
    os.set_blocking(writing, True)
    process = subprocess.Popen(
        [*COMMAND, "demo"], env=environment, stdout=writing, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    assert process.stderr
    assert "Pas de terminal" in process.stderr.readline().decode()
    return process, reading


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_demo_that_is_ended_leaves_nothing(environment: dict[str, str], number: int) -> None:
    process, reading = _demo_held_back(environment)
    folder = Path(environment["TMPDIR"])
    assert len(list(folder.iterdir())) == 1
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE)
    os.close(reading)
    assert (process.returncode, errors) == (128 + number, b"")
    assert list(folder.iterdir()) == []


def test_what_a_killed_demo_left_goes_with_the_next_and_a_live_one_stays(
    environment: dict[str, str], run: Run
) -> None:
    folder = Path(environment["TMPDIR"])
    killed, dead_end = _demo_held_back(environment)
    (dead_folder,) = folder.iterdir()
    killed.kill()
    killed.communicate(timeout=PATIENCE)
    assert dead_folder.exists()
    alive, live_end = _demo_held_back(environment)
    assert not dead_folder.exists()
    (live_folder,) = folder.iterdir()
    others = [folder / name for name in ("telestage-demo-a-moi", "autre")]
    for each in others:
        each.mkdir()
    (folder / "telestage-demo-lien").symlink_to(others[1])

    assert run("demo").returncode == 0

    assert live_folder.exists()
    assert all(each.exists() for each in others)
    alive.terminate()
    alive.communicate(timeout=PATIENCE)
    os.close(dead_end)
    os.close(live_end)


def test_the_demo_follows_the_global_day(run: Run) -> None:
    assert plain(run("demo").stdout.decode()).startswith("Mercredi 10 février 2027, 10 h 42")
