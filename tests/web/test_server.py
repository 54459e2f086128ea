"""What the server gives, to whom, and what it never gives."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

import pytest
from aiohttp import (
    ClientSession,
    ClientWebSocketResponse,
    CookieJar,
    WSMsgType,
    WSServerHandshakeError,
)
from yarl import URL

from telestage_tui.web.gate import Gate
from telestage_tui.web.server import FULL, STOPPED
from telestage_tui.web.session import program

from ..waiting import PATIENCE
from .serving import serving, shows, terminal

PAGE_FILES = ("page.css", "page.js", "xterm.css", "textual.js", "mono.ttf", "mono-italic.ttf")

GIVES_A_FILE = """
import json, sys
from textual._binary_encode import dump

out = sys.stdout.buffer
def send(kind, data):
    out.write(kind + len(data).to_bytes(4, "big") + data)
    out.flush()

out.write(b"__GANGLION__\\n")
send(b"M", json.dumps({"type": "deliver_file_start", "key": "KEY", "path": "/x/lettre \u00e9.pdf",
     "open_method": "download", "mime_type": "application/pdf", "encoding": None}).encode())
chunks = [b"contents", b""]
while head := sys.stdin.buffer.read(5):
    message = json.loads(sys.stdin.buffer.read(int.from_bytes(head[1:], "big")))
    if message["type"] == "quit":
        break
    if message["type"] == "deliver_chunk_request":
        send(b"P", dump(("deliver_chunk", "KEY", chunks.pop(0))))
"""
"""A program that has one file for its page, in the protocol of Textual."""


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    """A browser without a screen; it keeps the cookies of an address that is a number too."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the programs have their throwaway folders."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


async def test_the_page_is_french_and_asks_nothing_of_any_other_server(
    client: ClientSession,
) -> None:
    async with serving() as address:
        async with client.get(address) as answer:
            page = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
        assert '<html lang="fr">' in page
        assert "<title>telestage – démonstration</title>" in page
        assert policy.startswith("default-src 'none'")
        addresses = re.findall(r'(?:href|src)="([^"]*)"', page)
        for name in ("page.css", "page.js"):
            async with client.get(f"{address}/files/{name}") as answer:
                addresses += re.findall(r'url\("([^"]*)"\)', await answer.text())
        assert {each for each in addresses if not each.startswith(("/files/", "data:"))} == set()
        for name in PAGE_FILES:
            async with client.get(f"{address}/files/{name}") as answer:
                assert answer.status == HTTPStatus.OK
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/static/../../etc/passwd",
        "/files/../../../../../../etc/passwd",
        "/files/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/files/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/files/%2fetc%2fpasswd",
        "/files/%252e%252e%252fetc%252fpasswd",
        "/files/..%5c..%5cetc%5cpasswd",
        "/files//etc/passwd",
        "/files/",
        "/files/index.html",
        "/files/page.css%00.ttf",
        "/download/%2fetc%2fpasswd",
        "/download/..%2f..%2fetc%2fpasswd",
        "/download/0123456789abcdef",
        "//etc/passwd",
    ],
)
async def test_no_address_leads_to_a_file_of_the_machine(client: ClientSession, path: str) -> None:
    async with serving() as address, client.get(URL(address + path, encoded=True)) as answer:
        assert answer.status == HTTPStatus.NOT_FOUND
        text = await answer.text()
    assert "root:" not in text
    assert "Il n’y a rien à cette adresse." in text


async def test_a_shared_server_opens_by_a_link_once(client: ClientSession) -> None:
    gate = Gate(is_shared=True, needs_link=True)
    async with serving(gate) as address:
        for path in ("/", "/ws", "/files/page.js", "/download/x", "/?jeton=x", "/?jeton="):
            async with client.get(address + path) as answer:
                assert answer.status == HTTPStatus.FORBIDDEN, path
                assert "Demandez-en un autre" in await answer.text()
        link = f"{address}/?jeton={gate.new_link()}"
        async with client.get(link, allow_redirects=False) as answer:
            assert answer.headers["Location"] == "/"
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
        async with client.get(address) as answer:
            assert answer.status == HTTPStatus.OK
        async with client.get(link) as answer:  # the same browser, by the same link
            assert answer.status == HTTPStatus.OK
        async with ClientSession() as other, other.get(link) as answer:
            assert answer.status == HTTPStatus.FORBIDDEN
        async with terminal(client, address) as page:
            await shows(page, "DÉMONSTRATION")


async def test_a_link_is_needed_before_a_program_starts(
    client: ClientSession, temporary: Path
) -> None:
    async with serving(Gate(is_shared=True, needs_link=True)) as address:
        with pytest.raises(WSServerHandshakeError) as refusal:
            async with terminal(client, address):
                pass
        assert refusal.value.status == HTTPStatus.FORBIDDEN
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("origin", ["http://attacker.example", "null", "http://127.0.0.1:1"])
async def test_another_page_may_not_open_a_terminal(client: ClientSession, origin: str) -> None:
    async with serving() as address:
        with pytest.raises(WSServerHandshakeError) as refusal:
            async with terminal(client, address, origin):
                pass
        assert refusal.value.status == HTTPStatus.FORBIDDEN
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect(f"{address}/ws")  # without saying where it comes from


async def test_another_name_does_not_lead_here(client: ClientSession) -> None:
    async with (
        serving() as address,
        client.get(address, headers={"Host": "attacker.example"}) as answer,
    ):
        assert answer.status == HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize("is_shared", [False, True])
async def test_an_absurd_name_is_refused_in_french(client: ClientSession, is_shared: bool) -> None:
    async with serving(Gate(is_shared, needs_link=is_shared)) as address:
        for host in ("127.0.0.1:99999", "127.0.0.1:abc", "127.0.0.1; script-src *", "[::1"):
            async with client.get(address, headers={"Host": host}) as answer:
                assert answer.status == HTTPStatus.MISDIRECTED_REQUEST, host
                assert "script-src *" not in answer.headers["Content-Security-Policy"]


async def test_a_request_that_makes_no_sense_is_not_the_tutors_concern(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving() as address:
        url = URL(address)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(b"\x16\x03\x01 https, typed instead of http\r\n\r\n")
        assert b" 400 " in await asyncio.wait_for(reader.readline(), PATIENCE)
        writer.close()
    assert "Traceback" not in caplog.text


async def test_a_look_at_its_headers_does_not_use_a_link_up(client: ClientSession) -> None:
    gate = Gate(is_shared=True, needs_link=True)
    async with serving(gate) as address:
        link = f"{address}/?jeton={gate.new_link()}"
        async with client.head(link) as answer:
            assert answer.status == HTTPStatus.FORBIDDEN
        async with client.get(link) as answer:
            assert answer.status == HTTPStatus.OK


async def test_a_file_is_for_its_own_browser_and_once(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(GIVES_A_FILE, "utf-8")
    gate = Gate(is_shared=True, needs_link=True)
    async with (
        serving(gate, command=(sys.executable, str(script))) as address,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as one,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as other,
    ):
        for each in (one, other):
            await each.get(f"{address}/?jeton={gate.new_link()}")
        async with terminal(one, address) as page:
            assert await page.receive_json(timeout=PATIENCE) == ["deliver_file_start", "KEY"]
            file = f"{address}/download/KEY"
            async with other.get(file) as answer:  # and the file is still there for its own
                assert answer.status == HTTPStatus.NOT_FOUND
            async with one.head(file) as answer:
                assert answer.status == HTTPStatus.METHOD_NOT_ALLOWED
            async with one.get(file) as answer:
                assert await answer.read() == b"contents"
                assert "lettre%20%C3%A9.pdf" in answer.headers["Content-Disposition"]
            async with one.get(file) as answer:
                assert answer.status == HTTPStatus.NOT_FOUND


async def test_each_page_has_dossiers_of_its_own_which_go_when_it_closes(
    client: ClientSession, temporary: Path
) -> None:
    async with serving(sessions=2) as address:
        for _ in range(2):  # the second time, a place is free once its program has ended
            async with terminal(client, address) as one, terminal(client, address) as other:
                await shows(one, "DÉMONSTRATION")
                await shows(other, "DÉMONSTRATION")
                assert len(demonstrations(temporary)) == 2
    assert demonstrations(temporary) == []


async def test_when_every_place_is_taken_the_next_page_is_told(client: ClientSession) -> None:
    async with serving(sessions=1, place_patience=0) as address, terminal(client, address) as one:
        await shows(one, "DÉMONSTRATION")
        async with terminal(client, address) as next_page:
            message = await next_page.receive(PATIENCE)
            assert message.type is WSMsgType.CLOSE
            assert (message.data, message.extra) == (FULL, "1")


async def test_a_page_that_is_loaded_again_has_its_place_back(client: ClientSession) -> None:
    async with serving(sessions=1) as address:
        async with terminal(client, address) as page:
            await shows(page, "DÉMONSTRATION")
        async with terminal(client, address) as page:
            await shows(page, "DÉMONSTRATION")


@pytest.mark.parametrize("width", ["9" * 5000, "²", "-1", "0", ""])
async def test_an_absurd_width_opens_all_the_same(client: ClientSession, width: str) -> None:
    async with (
        serving(command=(sys.executable, "-c", "print('__GANGLION__'); input()")) as address,
        client.ws_connect(f"{address}/ws?width={width}", origin=address) as page,
    ):
        await page.send_json(["ping", "here"])
        assert await page.receive_json(timeout=PATIENCE) == ["pong", "here"]


async def test_what_makes_no_sense_is_dropped(client: ClientSession) -> None:
    async with serving() as address, terminal(client, address) as page:
        await shows(page, "DÉMONSTRATION")
        for text in (
            "",
            "{",
            "[]",
            "{}",
            "3",
            '["stdin"]',
            '["stdin", 3]',
            '["resize", {}]',
            '["resize", {"width": 99999999, "height": -4}]',
            '["x", 1]',
            "[" * 5000,
        ):
            await page.send_str(text)  # fmt: skip
        await page.send_bytes(b"\xff")
        await page.send_json(["resize", {"width": 80, "height": 24}])
        await page.send_json(["stdin", "\x1bOP"])  # F1
        await shows(page, "Aide")


async def test_a_server_that_stops_closes_its_pages_and_their_programs(
    client: ClientSession, temporary: Path
) -> None:
    async with serving() as address:
        page = await client.ws_connect(f"{address}/ws", origin=address)
        await shows(page, "DÉMONSTRATION")
        closing = asyncio.create_task(_closed(page))
    assert await closing == STOPPED
    assert demonstrations(temporary) == []


async def test_a_page_that_waits_for_a_place_has_none_from_a_server_that_stops(
    client: ClientSession, temporary: Path
) -> None:
    async with serving(sessions=1) as address:
        page = await client.ws_connect(f"{address}/ws", origin=address)
        await shows(page, "DÉMONSTRATION")
        waiting = [await client.ws_connect(f"{address}/ws", origin=address) for _ in range(5)]
        closing = [asyncio.create_task(_closed(each)) for each in (page, *waiting)]
    assert await asyncio.gather(*closing) == [STOPPED] * 6
    assert demonstrations(temporary) == []


async def test_what_was_typed_in_own_dossiers_is_kept_when_the_page_closes(
    client: ClientSession, tmp_path: Path
) -> None:
    own = program("--db", str(tmp_path / "mine.json"))
    async with serving(command=own) as address:
        async with terminal(client, address) as page:
            await shows(page, "Nouveau")
            await page.send_json(["stdin", "n"])
            await shows(page, "Stagiaire")
            await page.send_json(["stdin", "Maëlle"])
            await shows(page, "Maëlle")
        async with terminal(client, address) as page:
            await shows(page, "Nouveau")
            await page.send_json(["stdin", "n"])
            await shows(page, "Maëlle")


async def _closed(page: ClientWebSocketResponse) -> int | None:
    async for _ in page:
        pass
    return page.close_code


def demonstrations(folder: Path) -> list[Path]:
    """The folders of the demonstrations that are open."""
    return list(folder.glob("telestage-demo-*"))
