"""The style of a widget: Textual takes it from the first base of each class, and from no other."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from textual.dom import DOMNode

import telestage_tui


def _classes(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in base.__subclasses__():
        yield each
        yield from _classes(each)


def _styled_bases(node: type[DOMNode]) -> set[type[DOMNode]]:
    return {
        base for base in node.__mro__ if issubclass(base, DOMNode) and vars(base).get("DEFAULT_CSS")
    }


def test_no_widget_loses_the_style_of_one_of_its_bases() -> None:
    for module in walk_packages(telestage_tui.__path__, "telestage_tui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    ours = {each for each in _classes(DOMNode) if each.__module__.startswith("telestage_tui.")}
    assert len(ours) > 100
    lost = {
        f"{node.__qualname__} loses {base.__qualname__}"
        for node in ours
        for base in _styled_bases(node) - set(node._css_bases(node))
        if node._inherit_css
    }
    assert lost == set()
