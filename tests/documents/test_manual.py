"""The guide of docs/guide.md, as the program shows it."""

from __future__ import annotations

import re

from telestage_tui.documents.manual import chapters, search_chapters
from tests.test_docs import GUIDE, text_of


def test_every_chapter_of_the_guide_is_there_in_its_order() -> None:
    titles = re.findall(r"^## (.+)$", text_of(GUIDE), re.MULTILINE)
    assert [each.title for each in chapters()] == titles
    assert len({each.id for each in chapters()}) == len(titles)
    assert all(each.paragraphs for each in chapters())


def test_no_mark_of_markdown_is_left() -> None:
    for chapter in chapters():
        prose = [each for each in chapter.paragraphs if not each.startswith("    ")]
        left = re.findall(r".{0,12}(?:\*\*|`|\]\(|^\||^#).{0,12}", "\n".join(prose), re.MULTILINE)
        assert left == [], chapter.id


def test_a_table_is_read_row_by_row() -> None:
    (keys,) = (each for each in chapters() if each.id == "toutes-les-touches")
    assert any(
        line.startswith("– ") and " : " in line
        for paragraph in keys.paragraphs
        for line in paragraph.splitlines()
    )


def test_chapters_are_found_by_their_words_a_title_first() -> None:
    assert search_chapters("ACCES")[0].title == "Les accès"
    assert search_chapters("zzz") == ()
