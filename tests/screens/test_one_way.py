"""Every change of a page is made where another program may have changed the same thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import telestage_tui.screens

ROOT = Path(telestage_tui.screens.__file__).parent
WRITES = {"change", "bring_in", "keep_organisation"}
BASE = "base.py: _change_where_alone: change"
OTHERS = {
    # What a calendar was told is no field, and adds to whatever is there.
    "meetings/export.py: save: change",
    "messages/saving.py: save: change",
    # They say what was seen, and are refused when it has changed.
    "accesses/several.py: action_keep_usual: keep_organisation",
    "organisation/screen.py: _keep: keep_organisation",
}


def writes() -> Iterator[str]:
    """Each place where a page calls the repository to change what is kept."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for name in _called(function):
                    yield f"{path.relative_to(ROOT).as_posix()}: {function.name}: {name}"


def _called(function: ast.FunctionDef) -> Iterator[str]:
    """The methods of a repository that a function calls, those within left out."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Attribute) and node.attr in WRITES and _is_repository(node.value):
            yield node.attr


def _is_repository(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name == "repository"


def test_pages_change_dossiers_in_one_place() -> None:
    assert set(writes()) == {BASE, *OTHERS}
