"""A message as a file that mail programs open: RFC 5322, unsent, with what goes with it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...dossier.text import clean_line, harmless
from .message import Addressee, Message

BOUNDARY = "=_telestage_="
"""Between the parts: neither base64 nor quoted-printable writes `=_`, so that no text holds it; and
the same message gives the same bytes."""
_WORD_BYTES = 45
"""Bytes in an encoded word: it then takes 72 characters, of the 75 that RFC 2047 allows."""
_PLAIN = re.compile(r"(?!.*=\?)[ -~]{1,60}")
"""A text that a header holds as it is."""
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
"""The part of an address before the @ that needs no quotes; letters of any script (RFC 6532)."""


class Attachment(NamedTuple):
    """A file that goes with a message.

    Attributes:
        name: Of the file, in plain letters.
        content: Its bytes.
        type: Its media type: `application/pdf`.
        method: The METHOD of a calendar file; empty for the others.
    """

    name: str
    content: bytes
    type: str
    method: str = ""


def eml(message: Message, attachments: Sequence[Attachment] = ()) -> bytes:
    """A message as the bytes of an `.eml` file, its lines ended by CRLF.

    `X-Unsent: 1` has Outlook open it as a draft to complete and send. It bears no date: it is dated
    when it is sent.

    Args:
        message: The message.
        attachments: What goes with it.
    """
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(message))
    return head.encode() + _content(message.body, attachments)


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    """The headers but those of the content.

    They are encoded here: Python 3.11 folds a long name with a space inside a word of it.
    """
    yield "Subject", _subject(message.subject)
    if message.sender.email:
        yield "From", _address(message.sender)
    if to := ",\r\n ".join(_address(each) for each in message.to if each.email):
        yield "To", to
    yield "X-Unsent", "1"
    yield "Content-Language", message.language


def _content(text: str, attachments: Iterable[Attachment]) -> bytes:
    from email.message import EmailMessage  # slow to load
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail.set_content(f"{harmless(text)}\n", charset="utf-8", cte="quoted-printable")
    for each in attachments:
        main, _, sub = each.type.partition("/")
        mail.add_attachment(each.content, main, sub, filename=each.name)
        if each.method:
            part = list(mail.iter_attachments())[-1]
            part.set_param("method", each.method)
            part.set_param("charset", "utf-8")
    if mail.is_multipart():
        mail.set_boundary(BOUNDARY)
    return mail.as_bytes()


def _subject(text: str) -> str:
    text = clean_line(text)
    return text if _PLAIN.fullmatch(text) else _encoded(text)


def _address(contact: Addressee) -> str:
    """`Léa Nguyễn <lea@exemple.org>`, as a header holds it."""
    user, _, domain = clean_line(contact.email).rpartition("@")
    if not _ATOMS.fullmatch(user):
        user = _quoted(user)
    name = clean_line(contact.name)
    if not name:
        return f"{user}@{domain}"
    return f"{_quoted(name) if _PLAIN.fullmatch(name) else _encoded(name)} <{user}@{domain}>"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _encoded(text: str) -> str:
    """A text as encoded words, one a line (RFC 2047); no character is cut in two."""
    words, word = [], b""
    for character in text:
        piece = character.encode()
        if len(word) + len(piece) > _WORD_BYTES:
            words.append(word)
            word = b""
        word += piece
    words.append(word)
    return "\r\n ".join(f"=?utf-8?b?{b64encode(each).decode()}?=" for each in words)
