"""The words of the command: French help, aligned columns, names that may be shortened."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from uuid import UUID

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.cli.main import main
from telestage_tui.cli.output import CELL_MAX, display_width, table
from telestage_tui.cli.session import pick
from telestage_tui.cli.short_ids import short_ids
from telestage_tui.dossier.errors import TelestageError
from tests.cli.conftest import Telestage

ENGLISH = re.compile(r"\b(Usage|Commands|Show|this|message and|exit|Error|Missing|Try|required)\b")


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = [path]
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            paths += [(*path, name), *_commands(command, (*path, name))]
        else:
            paths.append((*path, name))
    return paths


@pytest.mark.parametrize("path", [(), *_commands(main)], ids=" ".join)
def test_the_help_is_french(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Utilisation\u00a0: telestage")
    assert "Afficher cette aide." in result.stdout
    assert not ENGLISH.search(result.stdout)
    assert "..." not in result.stdout  # every summary fits on its line
    assert not re.search(r" [;:?!»](?:\s|$)|« ", result.stdout)


def test_every_command_is_offered() -> None:
    names = {" ".join(path) for path in _commands(main)}
    assert names >= {
        "demo", "serve", "new", "fiche", "list", "show", "status", "tasks", "tick", "untick",
        "skip", "plan", "overlap", "start", "waive", "close", "note", "grant", "explain",
        "withdraw", "meeting", "export", "check", "backup list", "backup create", "backup restore",
    }  # fmt: skip


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_names_the_time_zones(option: str) -> None:
    result = CliRunner().invoke(main, [option])
    assert re.fullmatch(r"telestage \d+\.\d+\.\d+ \(tzdata 20\d\d[a-z]\)\n", result.stdout)


@pytest.mark.parametrize("command", [[], ["plan"], ["backup"], ["backup", "restore"]])
def test_a_letter_gives_the_help_of_every_command(command: list[str]) -> None:
    short, long = (CliRunner().invoke(main, [*command, each]) for each in ("-h", "--help"))
    assert short.exit_code == 0
    assert short.stdout == long.stdout
    assert "Utilisation" in short.stdout


def test_the_fiche_of_a_dossier_opens_the_next_one(telestage: Telestage, tmp_path: Path) -> None:
    first = telestage.new()
    fiche = telestage.ok("fiche", first)
    next_fiche = tmp_path / "suivant.toml"
    next_fiche.write_text(fiche.replace('nom = "', 'nom = "Autre ', 1), encoding="utf-8")
    second = telestage.ok("new", str(next_fiche)).splitlines()[0]
    assert telestage.ok("fiche", second) == next_fiche.read_text(encoding="utf-8")


def test_the_blank_fiche_is_printed_and_says_what_to_fill(telestage: Telestage) -> None:
    blank = telestage.run("fiche").stdout
    assert blank.startswith("# Fiche d’un télé-stage")
    refusal = telestage.run("new", "-", stdin=blank.encode()).stderr
    assert refusal.count("obligatoire") + refusal.count("vide") == 5
    fiche = re.sub(r'^(debut|fin) = ""$', r"\1 = 2027-01-11", blank, flags=re.MULTILINE)
    fiche = fiche.replace("fin = 2027-01-11", "fin = 2027-03-31").replace('= ""', '= "Alix"')
    assert telestage.run("new", "-", stdin=fiche.encode()).exit_code == 0


def test_the_texts_write_dates_in_french(telestage: Telestage) -> None:
    dossier = telestage.new()
    status = telestage.ok("status")
    assert status.startswith("Jeudi 5 novembre 2026, 9 h au Québec · 15 h en France\n")
    plan = telestage.ok("plan", dossier)
    assert "mardi 2 mars 2027" in plan
    assert "9 h 30 / 14 h 30" in plan  # in the weeks of five hours
    assert "Déplacée du vendredi 1er janvier 2027" in plan


def test_columns_are_aligned_for_accents_and_wide_characters() -> None:
    lines = table([("Léa", "W"), ("李小龙", "X"), ("e\u0301", "Y"), ("", "Z")])
    assert {display_width(line[: line.index(line[-1])]) for line in lines} == {8}
    assert all(line == line.rstrip() for line in lines)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=200)), max_size=6))
def test_no_column_of_a_terminal_grows_without_end(rows: list[tuple[str, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", Terminal())
        lines = table(rows)
    for line, (first, last) in zip(lines, rows, strict=True):
        assert display_width(line) <= CELL_MAX + 2 + display_width(last)
        if display_width(first) <= CELL_MAX:
            assert line.startswith(first.rstrip(" "))


@given(st.lists(st.uuids(), unique=True, min_size=1, max_size=20))
def test_short_identifiers_are_told_apart(ids: list[UUID]) -> None:
    beginnings = short_ids(ids)
    assert len(set(beginnings.values())) == len(ids)
    assert all(str(each).startswith(short) for each, short in beginnings.items())


def test_short_identifiers_grow_when_two_look_the_same() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert short_ids([one, other])[one] == str(one)


NAMES = {"title": 1, "title-short": 2, "VPN de l’équipe": 3, "vpn": 3, "été": 4}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("title", 1), ("TITLE-S", 2), ("titles", 2), ("vp", 3), ("vpn de l'e", 3), ("ete", 4)],
)
def test_a_name_may_be_shortened(wanted: str, expected: int) -> None:
    things: dict[int, object] = {n: object() for n in NAMES.values()}
    by_name = {name: things[n] for name, n in NAMES.items()}
    assert pick("règle", wanted, by_name) is things[expected]


@pytest.mark.parametrize("wanted", ["", "   ", "t", "titre"])
def test_a_name_that_is_not_one_is_refused(wanted: str) -> None:
    with pytest.raises(TelestageError):
        pick("règle", wanted, NAMES)


def test_nothing_is_cut_where_there_is_no_terminal() -> None:
    """A script, or a file, has no edge."""
    long = "x" * (CELL_MAX + 40)
    assert table([(long, "fin")]) == [f"{long}  fin"]
