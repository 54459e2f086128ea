"""Who may open a page."""

from __future__ import annotations

import pytest

from telestage_tui.web.gate import Gate


def test_a_link_serves_once_and_its_browser_stays_known() -> None:
    gate = Gate(is_shared=True, needs_link=True)
    link = gate.new_link()
    visitor = gate.admit(link)
    assert visitor is not None
    assert gate.lets_in(visitor)
    assert gate.admit(link) is None


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "a" * 10_000])
def test_no_other_text_is_a_link_or_a_pass(token: str) -> None:
    gate = Gate(is_shared=True, needs_link=True)
    assert not gate.lets_in(token)
    link = gate.new_link()
    assert gate.admit(token) is None
    gate.admit(link)
    assert not gate.lets_in(token)
    assert not gate.lets_in(link)


def test_links_are_long_and_differ() -> None:
    gate = Gate(is_shared=True, needs_link=True)
    links = {gate.new_link() for _ in range(100)}
    assert len(links) == 100
    assert min(map(len, links)) >= 32


def test_without_a_link_to_ask_for_anyone_on_this_machine_comes_in() -> None:
    assert Gate(is_shared=False, needs_link=False).lets_in("")


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("[::1]:8000", True),
        ("LOCALHOST", True),
        ("attacker.example:8000", False),
        ("localhost.attacker.example", False),
        ("127.0.0.1.attacker.example", False),
    ],
)
def test_on_this_machine_only_its_own_names_lead_here(host: str, is_known: bool) -> None:
    assert Gate(is_shared=False, needs_link=False).knows_name(host) is is_known
    assert Gate(is_shared=True, needs_link=True).knows_name(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "[",
        "[zz]",
        "[::::]",
        "é",
        "127.0.0.1:abc",
        "127.0.0.1:99999",
        "127.0.0.1:" + "9" * 5000,
        "127.0.0.1:80 x",
        "127.0.0.1; script-src *",
        "x@127.0.0.1",
        "127.0.0.1/x",
        "127.0.0.1:80\n",
    ],
)
def test_what_is_no_name_is_never_known(host: str) -> None:
    """It goes into the headers of the answer, and into an address that must be one."""
    for gate in (Gate(is_shared=False, needs_link=False), Gate(is_shared=True, needs_link=True)):
        assert not gate.knows_name(host)


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        ("http://here:8000", True),
        ("https://here:8000", True),  # behind a server that encrypts
        ("http://here:8001", False),
        ("http://here", False),
        ("http://there:8000", False),
        ("http://here:8000.attacker.example", False),
        ("http://here:8000@attacker.example", False),
        ("file://here:8000", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_a_page_talks_to_the_server_it_comes_from(origin: str, is_own: bool) -> None:
    assert Gate.is_own_page(origin, "here:8000") is is_own
    assert not Gate.is_own_page("http://", "")
