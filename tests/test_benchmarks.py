"""What the benchmarks do is what the product does today: a measure that cannot run proves nothing.

The measures themselves are for `make bench`.
"""

from __future__ import annotations

import pytest

from benchmarks import change, planning
from benchmarks.dossiers import main as write_files
from benchmarks.figures import Figure
from benchmarks.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A hundred dossiers, of which some are closed, and no program to launch."""
    folder = tmp_path_factory.mktemp("bench")
    write_files(str(folder), "100")
    return Workbench((), folder)


def test_the_change_that_is_measured_is_accepted(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change, "COUNTS", (100,))
    (figure,) = change.measure(bench)
    assert figure.value > 0  # it raised otherwise


def test_the_plan_that_is_measured_is_made(bench: Workbench) -> None:
    assert all(figure.value > 0 for figure in planning.measure(bench))


def test_of_turns_the_ratio_is_their_median_whatever_slowed_one_of_them() -> None:
    figure = Figure("", 300, "ms", reference=100, most_ratio=1.5, turns=(1.4, 1.45, 9.0))
    assert figure.ratio == 1.45
    assert figure.met
