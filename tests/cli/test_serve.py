"""`telestage serve`: what it refuses, and what it says once it serves."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from aiohttp import ClientSession

from ..waiting import PATIENCE
from ..web.serving import shows, terminal
from .conftest import Telestage


def test_own_dossiers_are_not_shared(telestage: Telestage) -> None:
    for shared in (["--partager"], ["--partager", "127.0.0.1"]):
        assert "ne se partagent pas" in telestage.refusal("serve", "--mes-dossiers", *shared)


def test_a_port_that_is_taken_is_said(telestage: Telestage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert f"port {port} : " in telestage.refusal("serve", "--port", port)


@pytest.mark.parametrize("address", ["999.1.1.1", "a" * 80, "é..x", "x y", "\x1b[31mrouge"])
def test_what_is_no_address_is_said(telestage: Telestage, address: str) -> None:
    refusal = telestage.refusal("serve", "--port", "0", "--partager", address)
    assert "n’est pas une adresse" in refusal
    assert "\x1b" not in refusal


def test_without_the_extra_it_says_what_to_install(
    telestage: Telestage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    assert "telestage[web]" in telestage.refusal("serve")


@asynccontextmanager
async def serving(*options: str) -> AsyncIterator[Process]:
    """The command, in a program of its own, ended as Ctrl+C does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telestage_tui", *options, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0


async def line_with(process: Process, pattern: str) -> str:
    """The first line of the answer in which a pattern is found: what is found."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            if match := re.search(pattern, line.decode()):
                return match[0]
    raise AssertionError("The server has ended.")


async def test_it_gives_the_address_of_the_demonstration() -> None:
    async with serving("serve", "--port", "0", "--sessions", "3") as process:
        address = await line_with(process, r"http://127\.0\.0\.1:\d+/$")
        assert await line_with(process, r"3\s+places") == "3\u00a0places"
        async with ClientSession() as client, client.get(address) as answer:
            assert answer.status == HTTPStatus.OK


@pytest.mark.parametrize("how", ["--partager=127.0.0.1", "--mes-dossiers"])
async def test_shared_or_with_own_dossiers_it_opens_by_a_link(tmp_path: Path, how: str) -> None:
    db = str(tmp_path / "mine.json")
    async with serving("--db", db, "serve", "--port", "0", "--sessions", "1", how) as process:
        link = await line_with(process, r"http://127\.0\.0\.1:\d+/\?jeton=\S+")
        async with ClientSession() as client:
            async with client.get(link.partition("?")[0]) as answer:
                assert answer.status == HTTPStatus.FORBIDDEN
            async with client.get(link, allow_redirects=False) as answer:
                assert answer.status == HTTPStatus.SEE_OTHER
        assert await line_with(process, r"jeton=\S+") not in link  # another takes its place


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
async def test_the_programs_of_a_server_that_is_killed_end_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telestage_tui", "serve", "--port", "0", stdout=PIPE, stderr=PIPE
    )
    try:
        address = await line_with(process, r"http://127\.0\.0\.1:\d+")
        async with ClientSession() as client, terminal(client, address) as page:
            await shows(page, "DÉMONSTRATION")
            assert list(tmp_path.glob("telestage-demo-*"))
    finally:
        process.kill()
    await process.wait()
    async with asyncio.timeout(PATIENCE):
        while list(tmp_path.glob("telestage-demo-*")):
            await asyncio.sleep(0.05)
    assert not list(tmp_path.glob("*.erreur.txt"))  # to write on what is closed is no fault


@pytest.mark.skipif(os.name == "nt", reason="the pipe is closed otherwise there")
async def test_a_link_opens_though_nobody_reads_the_next_ones() -> None:
    reading, writing = os.pipe()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telestage_tui", "serve", "--port", "0", "--sessions", "1",
        "--partager", "127.0.0.1", stdout=writing, stderr=PIPE,
    )  # fmt: skip
    os.close(writing)
    try:
        with open(reading, "rb") as output:  # noqa: PTH123
            said = b""
            while b"Ctrl+C" not in said:
                said += await asyncio.to_thread(output.read1)
        link = re.search(r"http://\S+jeton=\S+", said.decode())
        assert link is not None
        async with ClientSession() as client, client.get(link[0], allow_redirects=False) as answer:
            assert answer.status == HTTPStatus.SEE_OTHER
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert b"Traceback" not in errors
