"""The documentation stays true: its commands, its keys, its examples and its links exist."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import ModalScreen

from telestage_tui.app import TelestageApp
from telestage_tui.app.demo import DemoApp
from telestage_tui.app.moving import MovingApp
from telestage_tui.app.touring import TouringApp
from telestage_tui.cli.main import main
from telestage_tui.dossier.fiche.model import read_fiche
from telestage_tui.dossier.french import NBSP
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.backups.recovery import RecoveryScreen
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.dossier_screen import DossierScreen
from telestage_tui.screens.navigation import DOSSIER_KEYS, Go, Place
from telestage_tui.screens.places import screen_for
from telestage_tui.widgets.row_list import RowList

ROOT = Path(__file__).parents[1]
GUIDE, README, JSON = ROOT / "docs/guide.md", ROOT / "README.md", ROOT / "docs/json.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
REMINDERS = ROOT / "docs/rappels.md"
LISEZMOI, CHANGELOG = ROOT / "LISEZMOI.md", ROOT / "CHANGELOG.md"
INSTALLATION = ROOT / "docs/installation.md"
FRENCH = (GUIDE, REMINDERS, LISEZMOI, CHANGELOG, INSTALLATION)
"""The pages that tutors read."""
DOCUMENTS = (*FRENCH, README, JSON, CONTRIBUTING)

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SHELL = re.compile(r"[|<>]")
HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def blocks(document: Path, language: str = "") -> list[str]:
    """The fenced blocks written in a language."""
    return [body for tag, body in FENCED.findall(text_of(document)) if tag == language]


def prose_of(document: Path) -> str:
    """What people read as French: neither code, nor the targets of links."""
    bare = SPAN.sub("", FENCED.sub("", text_of(document)))
    return LINK.sub("]", bare)


def section(text: str, title: str) -> str:
    """What stands under a heading, until the next one."""
    found = re.search(rf"^#+ {re.escape(title)}$\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


# --- commands -------------------------------------------------------------------------------------


def commands(document: Path) -> list[str]:
    """Every command line of telestage, in a block or in a sentence."""
    lines = [line.strip() for block in blocks(document) for line in block.splitlines()]
    spans = SPAN.findall(FENCED.sub("", text_of(document)))
    return [line for line in (*lines, *spans) if re.match(r"telestage(\s|$)", line)]


def unknown_word(line: str) -> str:
    """The first word of a command line that the program does not know, or nothing."""
    words = iter(shlex.split(SHELL.split(line)[0])[1:])
    command: click.Command = main
    context = click.Context(main)
    for word in words:
        if word.startswith("--") or word == "-o":
            option = next((p for p in command.params if word in p.opts), None)
            if option is None and word != "--help":
                return word
            if isinstance(option, click.Option) and not option.is_flag:
                next(words, None)
        elif isinstance(command, click.Group):
            found = command.get_command(context, word)
            if found is None:
                return word
            command = found
    return ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_named_exists(document: Path) -> None:
    lines = commands(document)
    assert lines
    assert [(line, word) for line in lines if (word := unknown_word(line))] == []


@pytest.mark.parametrize("line", ["telestage reticulate", "telestage list --loud"])
def test_a_command_that_does_not_exist_would_be_found(line: str) -> None:
    assert unknown_word(line)


def test_the_contents_of_the_guide_name_every_part_in_its_order() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    named = re.findall(r"^- \[(.+)\]\(#.+\)$", text.partition("\n## ")[0], re.MULTILINE)
    assert named == re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_every_command_is_in_the_guide() -> None:
    named = "\n".join(commands(GUIDE))
    known = main.list_commands(click.Context(main))
    assert [name for name in known if not re.search(rf" {name}\b", named)] == []


def test_every_make_target_named_exists() -> None:
    makefile = text_of(ROOT / "Makefile")
    for document in (GUIDE, README):
        for target in re.findall(r"^make (\w+)", "\n".join(blocks(document)), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_form_of_json_belongs_to_a_command_that_offers_it() -> None:
    titles = [title for title in HEADING.findall(text_of(JSON)) if title[0].islower()]
    assert titles
    for name in (name.strip() for title in titles for name in title.split(",")):
        command: click.Command = main
        for word in (word for word in name.split() if word.islower()):
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), word)
            assert found is not None, name
            command = found
        assert any("--json" in option.opts for option in command.params), name


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of one's own, a month into the stage of the guide's fiche."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TELESTAGE_DB", str(tmp_path / "telestage.json"))
    monkeypatch.setenv("TELESTAGE_TODAY", "2027-02-10T10:42")
    return tmp_path


def test_the_examples_of_the_guide_work_one_after_the_other(at_home: Path) -> None:
    """Each is run as it is written, ID standing for a dossier opened from the guide's fiche."""
    (fiche,) = blocks(GUIDE, "toml")
    (at_home / "lea.toml").write_text(fiche, encoding="utf-8")
    runner, ran = CliRunner(), 0
    opened = runner.invoke(main, ["--today", "2026-11-05", "new", "lea.toml"])
    dossier = opened.stdout[:8]
    for line in (line for block in blocks(GUIDE) for line in block.splitlines()):
        if not line.startswith("telestage ") or SHELL.search(line):
            continue
        words = [dossier if word == "ID" else word for word in shlex.split(line)[1:]]
        done = runner.invoke(main, words)
        assert (line, done.exit_code, done.stderr if done.exit_code else "") == (line, 0, "")
        ran += 1
    assert ran > 20


def test_the_fiche_of_the_guide_is_accepted() -> None:
    (fiche,) = blocks(GUIDE, "toml")
    assert read_fiche(fiche.encode()).intern.last_name == "Nguyễn"


# --- keys -----------------------------------------------------------------------------------------

KEYS = {
    "Espace": "space", "Entrée": "enter", "Échap": "escape", "Tab": "tab", "Suppr": "delete",
    "Retour arrière": "backspace", "Début": "home", "Fin": "end",
    "↑": "up", "↓": "down", "←": "left", "→": "right", "Pg↑": "pageup", "Pg↓": "pagedown",
    ">": "greater_than_sign", "<": "less_than_sign", "=": "equals_sign",
    "/": "slash", "?": "question_mark", "-": "minus", "+": "plus",
    "Maj+↑": "shift+up", "Maj+↓": "shift+down",
    "Ctrl+↑": "ctrl+up", "Ctrl+↓": "ctrl+down",
}  # fmt: skip
"""A key as the guide writes it, and its name."""


def keys_in(title: str) -> set[str]:
    """The keys of the table under a heading of the guide."""
    tables = text_of(GUIDE).partition("## Toutes les touches")[2]
    rows = re.findall(r"^\|(.*?)\|", section(tables, title), re.MULTILINE)
    written = [key for row in rows for key in SPAN.findall(row)]
    return {KEYS.get(key, key if len(key) == 1 else key.lower()) for key in written}


def bindings(nodes: Sequence[type[DOMNode]]) -> list[Binding]:
    """Every binding of these classes and of what they inherit from."""
    classes = {each for node in nodes for each in node.__mro__}
    given: list[BindingType] = [b for each in classes for b in vars(each).get("BINDINGS", ())]
    return [b if isinstance(b, Binding) else Binding(*b) for b in given]


def names(found: Sequence[Binding]) -> set[str]:
    return {key.strip() for binding in found for key in binding.key.split(",")}


def screens() -> Iterator[tuple[str, type[DOMNode]]]:
    """Each screen, by the name it bears."""
    for place in get_args(Place):
        screen = screen_for(Go(place))
        yield screen.HEADING, screen
    yield "Fichier illisible", RecoveryScreen


def widgets_of(screen: type[DOMNode]) -> list[type[DOMNode]]:
    """The widgets with keys of their own that the page of a screen works with."""
    found = vars(import_module(screen.__module__)).values()
    room = screen.__module__.rpartition(".")[0]
    return [
        each
        for each in found
        if isinstance(each, type)
        and issubclass(each, DOMNode)
        and not issubclass(each, WorkScreen | ModalScreen | RowList)
        and each.__module__.startswith(("telestage_tui.widgets", f"{room}."))
    ]


SCREENS = dict(screens())
COMMON: dict[str, list[type[DOMNode]]] = {
    "Partout": [TelestageApp],
    "La démonstration": [DemoApp],
    "Toutes les pages": [WorkScreen],
    "Les listes": [RowList],
    "Les parties d’un dossier": [DossierScreen],
    "Un stage clos": [DossierScreen],
}
"""The tables of keys that several screens share, and where those keys are bound."""


@pytest.mark.parametrize("title", COMMON)
def test_every_shared_key_of_the_guide_is_bound(title: str) -> None:
    keys = keys_in(title)
    assert keys
    assert keys - names(bindings(COMMON[title])) == set()


@pytest.mark.parametrize("title", SCREENS)
def test_every_key_of_the_guide_is_bound_on_its_screen(title: str) -> None:
    screen = SCREENS[title]
    assert keys_in(title) - names(bindings([screen, *widgets_of(screen)])) == set()


@pytest.mark.parametrize("title", SCREENS)
def test_every_key_of_a_screen_is_in_the_guide(title: str) -> None:
    screen = SCREENS[title]
    shared = set().union(*map(keys_in, COMMON))
    said = keys_in(title) | shared
    offered = [
        binding
        for binding in bindings([screen, *widgets_of(screen)])
        if binding.description and not binding.system and _ours(binding, screen)
    ]
    assert [b.description for b in offered if not names([b]) & said] == []


def _ours(binding: Binding, screen: type[DOMNode]) -> bool:
    """Whether this package bound it, rather than Textual."""
    classes = [each for each in screen.__mro__ if each.__module__.startswith("telestage_tui")]
    classes += widgets_of(screen)
    return any(binding in vars(each).get("BINDINGS", ()) for each in classes)


def test_every_key_of_the_demonstration_is_in_the_guide() -> None:
    own = names([b for each in (MovingApp, TouringApp, DemoApp) for b in vars(each)["BINDINGS"]])
    assert own == keys_in("La démonstration")


def test_the_letters_of_a_dossier_are_all_in_the_guide() -> None:
    letters = [binding for binding in DOSSIER_KEYS if isinstance(binding, Binding)]
    assert keys_in("Les parties d’un dossier") == names(letters)


# --- content --------------------------------------------------------------------------------------


def test_the_guide_names_every_rule_of_the_programme() -> None:
    rules = {rule.id for rule in load_programme().rules}
    table = section(text_of(GUIDE), "Les écarts au programme et les dérogations")
    assert set(re.findall(r"^\|[^|]*\| `([\w-]+)` \|", table, re.MULTILINE)) == rules


def test_the_guide_names_every_phase_of_the_programme() -> None:
    table = section(text_of(GUIDE), "Les cinq phases et leurs étapes")
    assert [
        phase.title for phase in load_programme().phases if f"| {phase.title} |" not in table
    ] == []


def test_the_guide_says_how_long_a_dossier_is_kept() -> None:
    assert load_programme().retention_years == 5
    assert "cinq ans après la fin du stage" in prose_of(GUIDE)


# --- links, paths, typography ---------------------------------------------------------------------


def slug(title: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.lower()))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(text_of(document)):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.is_file(), link
        if anchor:
            assert anchor in map(slug, HEADING.findall(text_of(target))), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_path_of_one_machine(document: Path) -> None:
    found = re.findall(
        r"(?<![\w.~/])/(?:work|tmp|home|root|Users|usr|var|opt)\b", text_of(document)
    )
    assert found == []


def test_every_part_of_the_code_in_the_readme_exists() -> None:
    tree = next(block for block in blocks(README) if block.startswith("telestage_tui/"))
    parent = ROOT
    for line in tree.splitlines():
        name = line.split()[0]
        parent = ROOT / "telestage_tui" if line.startswith(" ") else ROOT
        assert (parent / name).exists(), name


@pytest.mark.parametrize("document", [README, CONTRIBUTING], ids=lambda path: path.name)
def test_every_file_of_the_code_that_is_named_exists(document: Path) -> None:
    names = re.findall(r"`((?:telestage_tui|tests|docs|programme|clocks|cli|dossier|documents"
                       r"|screens)/[^`<]*)`", text_of(document))  # fmt: skip
    rooms = (ROOT, ROOT / "telestage_tui")
    assert len(names) > 12
    assert [name for name in names if not any((room / name).exists() for room in rooms)] == []


@pytest.mark.parametrize("document", FRENCH, ids=lambda path: path.name)
def test_what_tutors_read_is_typeset_as_french_is(document: Path) -> None:
    prose = prose_of(document)
    assert re.findall(r".{12}\w'\w.{12}", prose) == []
    assert re.findall(r".{12}(?<=[^\n|]) [:»](?=\s).{0,12}", prose) == []
    with_code = SPAN.sub("x", FENCED.sub("", text_of(document)))  # « x ; », where x is a key
    assert re.findall(r".{12}\w[ \u00a0\u202f][;?!](?=\s).{0,12}", with_code) == []
    assert re.findall(rf"«[^{NBSP}].{{12}}", prose) == []


async def test_the_picture_of_the_readme_is_that_of_today() -> None:
    picture = ROOT / "docs" / "today.svg"
    draw = runpy.run_path(str(ROOT / "docs" / "picture.py"))["draw"]
    assert text_in(await draw()) == text_in(picture.read_text(encoding="utf-8"))


def text_in(svg: str) -> list[str]:
    """What can be read in a picture; its identifiers change at each drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)
