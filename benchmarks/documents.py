"""From a dossier to its papers as PDF files: the first one, all of one dossier, of a hundred.

Their ratio is to as many bare pages, laid out one by one between the dossiers: it says what our
templates and data cost on any machine, busy or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from time import perf_counter, process_time

from typst import Fonts, compile

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.documents.papers.catalogue import forms_of, is_empty, is_on_demand, paper_pdf
from telestage_tui.documents.papers.setting import Setting
from telestage_tui.documents.papers.writing import Asked, contents
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.loader import load_programme

from .figures import Figure
from .workbench import Workbench

_MANY = 100
_FONTS = Fonts(include_system_fonts=False)
_PAGES = 5
"""Bare pages laid out after each dossier."""
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
    yield Figure("First PDF", (opened - start) * 1000, "ms", most=_FIRST_MOST)
    yield Figure("Every PDF of a dossier", (one - start) * 1000, "ms", most=_ONE_MOST)
    yield from _many(dossier)


def _many(dossier: Dossier) -> Iterator[Figure]:
    """Every PDF of as many dossiers, in time and in time of the processors, beside bare pages.

    No two have the same name: typst lays each paper out anew.
    """
    elapsed = spent = bare = bare_spent = 0.0
    for number in range(_MANY):
        intern = dossier.intern.evolve(last_name=f"Roy-{number}")
        settings = _settings(dossier.evolve(intern=intern))
        pages = [f"{number}-{page}" for page in range(_PAGES)]
        times = _timed(lambda: _make(settings)), _timed(lambda: _bare(pages))  # noqa: B023
        elapsed, spent = elapsed + times[0][0], spent + times[0][1]
        share = len(settings) / _PAGES
        bare, bare_spent = bare + times[1][0] * share, bare_spent + times[1][1] * share
    label = f"Every PDF of {_MANY} dossiers"
    yield Figure(label, elapsed, "ms", bare, most=_MANY_MOST)
    yield Figure(f"{label}, processors", spent, "ms", bare_spent)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """The milliseconds of a work, and those that the processors spent on it."""
    start, spent = perf_counter(), process_time()
    work()
    return (perf_counter() - start) * 1000, (process_time() - spent) * 1000


def _bare(texts: Iterable[str]) -> None:
    """Lay a page of plain text out for each, without template nor data of ours."""
    for text in texts:
        compile(
            f"#set document(title: [{text}])\n#lorem(300) {text}".encode(),
            font_paths=_FONTS,
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=0,
        )


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
