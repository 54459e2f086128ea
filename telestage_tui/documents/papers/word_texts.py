"""The papers that are gone over before they are signed, as the text of a DOCX file."""

from __future__ import annotations

from collections.abc import Iterator

from ..word import Bullets, Notice, Signature, WordText
from .attestation import attestation
from .letter import Part, kept, part_of, rated_form, release_of
from .setting import Setting

Block = str | Bullets | Notice | Signature
_BLANK = "_" * 24
"""A line to write on by hand."""


def letter_text(setting: Setting) -> WordText:
    """The letter of recommendation; *BROUILLON* stands on every page until it is released."""
    title, draft = setting.title, setting.speech.words["letter-draft"]
    if release_of(setting):
        return _text(setting, title, tuple(_letter(setting)))
    return _text(setting, f"{draft} – {title}", tuple(_letter(setting)), header=draft)


def attestation_text(setting: Setting) -> WordText:
    """The attestation, in the words of the PDF."""
    return _text(setting, setting.title, tuple(_attestation(setting)))


def _text(setting: Setting, title: str, blocks: tuple[Block, ...], *, header: str = "") -> WordText:
    return WordText(
        title=title,
        blocks=blocks,
        language=f"{setting.language}-CA",
        sheet=setting.sheet,
        author=setting.dossier.host.name,
        header=f"{header}\t{setting.dossier.intern.full_name}",
        footer=setting.head()["footer"],
    )


def _letter(setting: Setting) -> Iterator[Block]:
    speech, dossier, release = setting.speech, setting.dossier, release_of(setting)
    chosen = kept(setting)

    def texts(part: Part) -> tuple[str, ...]:
        return tuple(each.text for each in part_of(part, chosen))

    yield dossier.host.name
    yield speech.say(
        "letter-place",
        city=dossier.host.city or _BLANK,
        day=speech.date(release.on) if release else _BLANK,
    )
    yield speech.words["letter-to"]
    yield from texts("stage")
    if accepted := texts("accepted"):
        yield speech.words["attested-accepted"]
        yield Bullets(accepted)
    if deliverables := texts("deliverables"):
        yield speech.words["attested-deliverables"]
        yield Bullets(deliverables)
    if criteria := texts("criteria"):
        form = rated_form(dossier)
        is_midpoint = form is not None and form.kind == "midpoint"
        yield speech.words["letter-criteria-midpoint" if is_midpoint else "letter-criteria"]
        yield Bullets(criteria)
    yield from texts("answers")
    yield from texts("notes")
    tutor = dossier.tutor
    if tutor.email:
        yield speech.say("letter-contact", email=tutor.email)
    yield Signature((tutor.full_name or _BLANK, *filter(None, (tutor.title, dossier.host.name))))


def _attestation(setting: Setting) -> Iterator[Block]:
    data, words = attestation(setting), setting.speech.words
    if data["notice"]:
        yield Notice(data["notice"])
    yield from data["sentences"]
    if accepted := data["accepted"]:
        yield words["attested-accepted"]
        yield Bullets(tuple(f"{each['name']} ({each['day']})" for each in accepted))
    if data["deliverables"]:
        yield words["attested-deliverables"]
        yield Bullets(tuple(data["deliverables"]))
    city = data["host"]["city"] or _BLANK
    yield f"{words['done-at']} {city}, {words['done-on']} {_BLANK}"
    yield Signature((data["tutor"]["full"] or _BLANK,))
