"""From a dossier to its papers as PDF files: the first one, all of one dossier, of a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from time import perf_counter

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.papers.catalogue import forms_of, is_empty, is_on_demand, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.documents.papers.writing import Asked, contents
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.loader import load_programme

from .figures import Figure
from .workbench import Workbench

_MANY = 100
_FIRST_MOST, _ONE_MOST, _MANY_MOST = 250.0, 2_000.0, 20_000.0
"""Milliseconds."""


def measure(_bench: Workbench) -> Iterator[Figure]:
    """Write the papers of the demo dossier that has the most in it."""
    dossier = max(demo_dossiers(date(2026, 11, 27)), key=lambda each: len(each.evaluations))
    first, *others = _settings(dossier)
    start = perf_counter()
    paper_pdf(first)
    opened = perf_counter()
    _make(others)
    one = perf_counter()
    for number in range(_MANY):  # each with another name: typst remembers what it has laid out
        intern = dossier.intern.evolve(last_name=f"Roy-{number}")
        _make(_settings(dossier.evolve(intern=intern)))
    many = perf_counter()
    yield Figure("First PDF", (opened - start) * 1000, "ms", most=_FIRST_MOST)
    yield Figure("Every PDF of a dossier", (one - start) * 1000, "ms", most=_ONE_MOST)
    yield Figure(f"Every PDF of {_MANY} dossiers", (many - one) * 1000, "ms", most=_MANY_MOST)


def _make(settings: Iterable[Setting]) -> int:
    """Make papers as those of a dossier are, several at a time; how many."""
    return sum(1 for _ in contents(Asked(setting, "pdf") for setting in settings))


def _settings(dossier: Dossier) -> list[Setting]:
    programme = load_programme()
    settings = [Setting(dossier, programme, paper) for paper in programme.papers.papers]
    return [
        each
        for each in settings
        if "pdf" in forms_of(each.paper) and not is_empty(each) and not is_on_demand(each.paper)
    ]
