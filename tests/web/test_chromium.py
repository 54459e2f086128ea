"""The program in a real browser, used as somebody who hosts an intern would."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from telestage_tui.web.gate import Gate

from . import chromium as browser
from .chromium import Page, chromium
from .serving import serving

FICHE = Path(__file__).parents[1] / "fiches" / "minimale.toml"
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
        await begin(page, address)
        assert await page.evaluate("document.documentElement.lang") == "fr"
        assert await page.evaluate("document.fonts.check('16px \"Roboto Mono\"')")
        await page.press("F1")
        await page.shows("Aide")
        host = address.removeprefix("http://")
        addresses = (each for each in page.requests if not each.startswith("data:"))
        assert {urlsplit(each).netloc for each in addresses} == {host}
        assert page.problems == []


async def test_letters_with_accents_are_typed(page: Page) -> None:
    async with serving() as address:
        await begin(page, address)
        await page.type("n")
        await page.shows("Nouveau dossier")
        await page.type("Zoé Lœuvrier-Ça")
        await page.shows("Zoé Lœuvrier-Ça")


async def test_a_demonstration_does_not_name_the_account_of_the_server(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "proprietaire")
    async with serving() as address:
        await begin(page, address)
        await page.shows("Ouvrir")  # a row has the keyboard
        await page.type("j")
        await page.shows("Historique (")
        await page.type("n")
        await page.shows("Nouvelle note")
        await page.type("Noé")
        await page.press("F2")
        await page.shows("Note ajoutée")
        assert "proprietaire" not in page.shown


async def test_control_v_pastes(page: Page) -> None:
    async with serving() as address:
        await page.call(
            "Browser.grantPermissions",
            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
            origin=address,
        )
        await begin(page, address)
        await page.evaluate("navigator.clipboard.writeText('Éloïse à Montréal')")
        await page.type("n")
        await page.shows("Nouveau dossier")
        await page.press("v", control=True)
        await page.comes(lambda: any("Montréal" in each for each in page.sent))
        pasted = next(each for each in page.sent if "Montréal" in each)
        assert json.loads(pasted) == ["stdin", "\x1b[200~Éloïse à Montréal\x1b[201~"]


async def test_a_fiche_is_sent_as_a_file(page: Page) -> None:
    async with serving() as address:
        await begin(page, address)
        await page.type("n")
        await page.shows("Nouveau dossier")
        await page.press("F7")
        await page.shows("Collez la fiche ici")
        await page.choose("#file", FICHE)
        await page.comes(lambda: any("200~" in each for each in page.sent))
        await page.press("F2")
        await page.shows("Fiche lue.")


async def test_an_export_is_downloaded(page: Page) -> None:
    async with serving() as address:
        await begin(page, address)
        await page.shows("Ouvrir")  # a row has the keyboard
        await page.type("r")
        await page.shows("Rencontre d’accueil")
        await page.press("F7")
        await page.shows("Exporter vers un agenda")
        await page.press("F2")
        await page.shows("Dans les téléchargements de votre navigateur")
        await page.comes(lambda: "completed" in page.progress)
        (path,) = page.downloads.iterdir()
        assert path.suffix == ".ics"
        assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")


async def test_no_bar_of_the_browser_stands_beside_the_terminal(page: Page) -> None:
    async with serving() as address:
        await begin(page, address)
        assert (
            await page.evaluate(
                "(({ offsetWidth, clientWidth }) => offsetWidth - clientWidth)"
                "(document.querySelector('.xterm-viewport'))"
            )
            == 0
        )


async def test_a_session_is_not_ended_by_a_reload_without_a_question(page: Page) -> None:
    async with serving() as address:
        await begin(page, address)
        await page.type("n")
        await page.shows("Nouveau dossier")
        await page.evaluate("void setTimeout(() => window.location.reload())")
        await page.comes(lambda: page.questions == ["beforeunload"])
        await page.call("Page.handleJavaScriptDialog", accept=False)
        await page.type("Noé")
        await page.shows("Noé")


async def test_leaving_shows_a_french_end_from_which_one_begins_again(page: Page) -> None:
    async with serving() as address:
        await begin(page, address)
        await page.press("F10")
        await page.becomes("!document.getElementById('end').hidden")
        said = await page.evaluate("document.getElementById('end').innerText")
        assert "La séance est terminée" in said
        assert "Recommencer" in said
        await page.becomes("document.activeElement.id === 'again'")
        page.shown = ""
        await page.click("#again")
        await page.shows("DÉMONSTRATION")


async def test_when_every_place_is_taken_the_page_says_so(page: Page) -> None:
    async with serving(sessions=0, place_patience=0) as address:
        await page.open(address)
        await page.becomes("document.getElementById('end')?.hidden === false")
        said = await page.evaluate("document.getElementById('end').innerText")
        assert "Toutes les places sont prises (0)" in said


async def test_a_link_opens_once_and_leaves_no_token_in_the_address(page: Page) -> None:
    gate = Gate(is_shared=True, needs_link=True)
    async with serving(gate) as address:
        await page.open(address)
        await page.becomes("document.body?.innerText.includes('Demandez-en un autre')")
        await page.open(f"{address}/?jeton={gate.new_link()}")
        await page.shows("DÉMONSTRATION")
        assert await page.evaluate("window.location.href") == f"{address}/"


async def test_a_page_of_another_server_opens_no_terminal(page: Page) -> None:
    async with serving() as address, serving() as other:
        await page.open(f"{other}/files/page.css")  # a page of that server, without our policy
        opened = await page.evaluate(
            "new Promise(done => {"
            f"const socket = new WebSocket({json.dumps(address.replace('http', 'ws') + '/ws')});"
            "socket.onopen = () => done(true); socket.onerror = () => done(false); })"
        )
        assert opened is False


async def begin(page: Page, address: str) -> None:
    """Open the page, and wait until one can type."""
    await page.open(address)
    await page.shows("DÉMONSTRATION")
    await page.becomes("document.activeElement?.matches('.xterm-helper-textarea')")
