"""A plugin of pytest: which functions of the package each test calls.

`python -m tests.tracing ANSWER TEST…` runs these tests and writes, in the file ANSWER, the names of
the functions by test, as JSON; its exit code is that of pytest.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

import telestage_tui

PACKAGE = Path(telestage_tui.__file__).parent


class Tracing:
    """Notes the functions of the package that are called while each test runs.

    Attributes:
        calls: By test, `dossier.french.count` and the like.
    """

    def __init__(self) -> None:
        self.calls: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Note what one test calls."""
        calls = self.calls.setdefault(item.nodeid.partition("[")[0], set())

        def note(frame: FrameType, _: str, __: object) -> None:
            """Note a call, and nothing of what follows in it, as None asks for."""
            if module := self._module(frame.f_code.co_filename):
                calls.add(f"{module}.{frame.f_code.co_name}")

        sys.settrace(note)
        try:
            return (yield)
        finally:
            sys.settrace(None)

    def _module(self, file: str) -> str:
        """The module of a file, without the name of the package; empty outside of it."""
        if file not in self._names:
            path = Path(file)
            inside = path.is_relative_to(PACKAGE)
            parts = path.relative_to(PACKAGE).with_suffix("").parts if inside else ()
            self._names[file] = ".".join(parts)
        return self._names[file]


if __name__ == "__main__":
    answer, *tests = sys.argv[1:]
    tracing = Tracing()
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-n", "0", *tests], [tracing])
    calls = {test: sorted(names) for test, names in tracing.calls.items()}
    Path(answer).write_text(json.dumps(calls), encoding="utf-8")
    sys.exit(code)
