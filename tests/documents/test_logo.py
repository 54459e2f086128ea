"""The logo: what is refused of it, by its first bytes, without ever waiting for a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from telestage_tui.documents.logo import LARGEST_LOGO, Logo, logo_problems, read_logo

PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = (
    PNG,
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    b"<svg/>",
    b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- un logo -->\n<svg viewBox="0 0 1 1"/>',
)
OTHERS = (b"", b"BM", b"%PDF-1.7", b"RIFF\x00\x00\x00\x00WAVE", b"<html></html>", b"un <svg>")


def refusal(path: Path) -> str:
    """Why it is refused when typed; empty when it is not."""
    return "".join(problem.message for problem in logo_problems(str(path)))


@pytest.mark.parametrize("content", PICTURES)
def test_a_picture_is_known_by_its_first_bytes(content: bytes, tmp_path: Path) -> None:
    logo = tmp_path / "logo"
    logo.write_bytes(content)
    assert refusal(logo) == ""
    assert read_logo(str(logo)) == Logo(content)


@pytest.mark.parametrize("content", OTHERS)
def test_anything_else_is_refused_whatever_its_name(content: bytes, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(content)
    assert refusal(logo) == "Ce logo n’est pas une image PNG, JPEG, GIF, WebP ou SVG."
    assert read_logo(str(logo)).content is None


def test_the_largest_logo_is_taken_and_no_larger_one(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG.ljust(LARGEST_LOGO))
    assert refusal(logo) == ""
    assert read_logo(str(logo)).content is not None
    logo.write_bytes(PNG.ljust(LARGEST_LOGO + 1))
    assert refusal(logo) == "Ce logo dépasse 5 Mo."
    assert read_logo(str(logo)).notice.endswith("dépasse 5 Mo : le document est sans logo.")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "Ce logo est un répertoire."
    assert refusal(tmp_path / "absent.png") == "Ce logo n’existe pas."
    assert refusal(Path("~personne-de-ce-nom/logo.png")) == "Ce logo ne se lit pas."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipe here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "logo.png"
    os.mkfifo(pipe)
    assert refusal(pipe) == "Ce logo n’est pas un fichier ordinaire."
    assert "n’est pas un fichier ordinaire" in read_logo(str(pipe)).notice


def test_no_logo_and_the_one_that_is_kept_are_not_looked_at() -> None:
    assert logo_problems("  ") == logo_problems("~/parti.png", "~/parti.png") == []
    assert read_logo("") == Logo()
