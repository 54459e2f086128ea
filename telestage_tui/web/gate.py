"""Who may open a page: the name asked for, the page it comes from, a link that serves once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import urlsplit

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this machine for itself. Any other, on the loopback, is a page elsewhere that had
its own name lead here (DNS rebinding)."""


_HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d+)?", re.ASCII | re.IGNORECASE)
"""What a header `Host` is made of: it goes into other headers, and says no more than a name."""


def _new_token() -> str:
    return token_urlsafe(24)


@dataclass
class Gate:
    """The rules of a server, and what it gave.

    Attributes:
        is_shared: Whether other machines may come.
        needs_link: Whether one comes in by a link only.
        new_token: Makes what nobody guesses.
    """

    is_shared: bool
    needs_link: bool
    new_token: Callable[[], str] = _new_token
    _links: list[str] = field(default_factory=list, init=False)
    _visitors: list[str] = field(default_factory=list, init=False)

    def new_link(self) -> str:
        """The token of one more link, which serves once."""
        token = self.new_token()
        self._links.append(token)
        return token

    def admit(self, token: str) -> str | None:
        """Use a link up; the pass of the browser that used it, or None when it is no good."""
        link = _among(token, self._links)
        if link is None:
            return None
        self._links.remove(link)
        visitor = self.new_token()
        self._visitors.append(visitor)
        return visitor

    def lets_in(self, visitor: str) -> bool:
        """Whether a browser with this pass may come in; any, where no link is needed."""
        return not self.needs_link or _among(visitor, self._visitors) is not None

    def knows_name(self, host: str) -> bool:
        """Whether the server answers to a name, as in the header `Host`.

        A server that is shared is reached by whatever name its network gives it, and a link
        guards it. What is not a name, or has an impossible port, is never known.
        """
        name = _host_name(host)
        return name in LOOPBACK_NAMES or (self.is_shared and name is not None)

    @staticmethod
    def is_own_page(origin: str, host: str) -> bool:
        """Whether a page, by its header `Origin`, comes from the server it now talks to."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and bool(host) and parts.netloc == host


def _among(text: str, known: list[str]) -> str | None:
    """The known text that equals another, each compared in a time that tells nothing."""
    given = text.encode("utf-8", "replace")
    same = [each for each in known if compare_digest(each.encode(), given)]
    return same[0] if same else None


def _host_name(host: str) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname if _HOST.fullmatch(host) and parts.port != 0 else None
    except ValueError:  # no address, or no port
        return None
