"""What an organisation's own programme may say is bounded, and a file that is none is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from telestage_tui.programme.content_files import PACKAGED
from telestage_tui.programme.errors import ContentError
from telestage_tui.programme.loader import load_programme


def own(folder: Path, text: str) -> Path:
    folder.joinpath("programme.toml").write_text(f"extends = true\n{text}", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        '[[tasks]]\nid = "sel-offer"\ndue = { anchor = "start", days = 99999999999 }',
        '[[tasks]]\nid = "sel-offer"\ndue = { anchor = "start", days = -99999999999 }',
        "[withdrawal]\ndays = 99999999999",
        "[amounts]\nportion = inf",
        "[amounts]\nportion = nan",
        '[[rules]]\nid = "duration"\nmaximum = inf',
    ],
)
def test_a_number_out_of_bounds_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError):
        load_programme(None, own(tmp_path, text))


def test_a_link_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    tmp_path.joinpath("programme.toml").symlink_to(tmp_path / "absent")
    with pytest.raises(ContentError, match="ne mène nulle part"):
        load_programme(None, tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_and_hangs_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "programme.toml")
    with pytest.raises(ContentError, match="pas un fichier ordinaire"):
        load_programme(None, tmp_path)


def test_the_packaged_content_is_in_bounds() -> None:
    assert PACKAGED.is_dir()
    assert load_programme()
