"""The program in a real browser, used as somebody who hosts an intern would."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from . import chromium as browser
from .chromium import Page, chromium
from .serving import serving

pytestmark = pytest.mark.skipif(
    browser.executable() is None, reason="Chromium n’est pas installé : apt-get install chromium"
)


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """A page of a new browser."""
    folder = tmp_path / "chromium"
    folder.mkdir()
    async with chromium(folder) as opened:
        yield opened


async def test_it_opens_with_the_keyboard_in_it_and_asks_nothing_elsewhere(page: Page) -> None:
    async with serving() as address:
        await page.open(address)
        await page.shows("DÉMONSTRATION")
        await page.becomes("document.activeElement.matches('.xterm-helper-textarea')")
        assert await page.evaluate("document.documentElement.lang") == "fr"
        assert await page.evaluate("document.fonts.check('16px \"Roboto Mono\"')")
        await page.press("F1")
        await page.shows("Aide")
        host = address.removeprefix("http://")
        assert {each.split("/")[2] for each in page.requests if ":" in each[:6]} <= {host, ""}
        assert page.problems == []


async def test_letters_with_accents_are_typed_and_pasted(page: Page) -> None:
    async with serving() as address:
        await page.open(address)
        await page.shows("DÉMONSTRATION")
        await page.becomes("document.activeElement.matches('.xterm-helper-textarea')")
        await page.type("n")
        await page.shows("Nouveau dossier")
        await page.type("Zoé Lœuvrier-Ça")
        await page.shows("Zoé Lœuvrier-Ça")
        await page.evaluate("Promise.resolve(1)")


async def test_a_control_v_pastes(page: Page) -> None:
    async with serving() as address:
        await page.open(address)
        await page.call(
            "Browser.grantPermissions", permissions=["clipboardReadWrite"], origin=address
        )
        await page.shows("DÉMONSTRATION")
        await page.becomes("document.activeElement.matches('.xterm-helper-textarea')")
        await page.evaluate("navigator.clipboard.writeText('Éloïse à Montréal')")
        await page.type("n")
        await page.shows("Nouveau dossier")
        await page.press("v", control=True)
        await page.shows("Éloïse à Montréal")
        pasted = [each for each in page.sent if "Montréal" in each]
        assert json.loads(pasted[0])[1].startswith("\x1b[200~")


async def test_an_export_is_downloaded(page: Page) -> None:
    async with serving() as address:
        await page.open(address)
        await page.shows("DÉMONSTRATION")
        await page.becomes("document.activeElement.matches('.xterm-helper-textarea')")
        await page.picture(page.downloads / "x.png")
