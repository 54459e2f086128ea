"""What a paper is made from, and the facts that all of them have at their head."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from ...clocks.zones import local
from ...dossier.dossier import Dossier
from ...dossier.stationery import DEFAULT_SHEET, Sheet
from ...programme.language import Language
from ...programme.papers import Paper
from ...programme.programme import Programme
from ..logo import Logo, read_logo
from .language import Speech

Data = dict[str, Any]
"""The data of a template: texts, numbers, lists and tables of them, as JSON has them."""
SIZES: dict[Sheet, str] = {"lettre": "us-letter", "A4": "a4"}
"""The sheets, as typst names them."""


class Setting:
    """One paper to make: of which dossier, in which language, on which sheet.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        paper: Which paper.
        language: The language of its words.
        sheet: The format of the paper.
        logo_path: Where the picture at its head is, as it was typed; empty for none.
        today: The tutor's local date; None for that of the last change of the dossier.
        identity: Whether the identity data of the intern are asked for.
    """

    def __init__(
        self,
        dossier: Dossier,
        programme: Programme,
        paper: Paper,
        language: Language = "fr",
        sheet: Sheet = DEFAULT_SHEET,
        logo_path: str = "",
        today: date | None = None,
        *,
        identity: bool = False,
    ) -> None:
        self.dossier = dossier
        self.programme = programme
        self.paper = paper
        self.language = language if language in paper.languages else "fr"
        self.sheet = sheet
        self._logo_path = logo_path
        self.today = today or last_change(dossier)
        self.identity = identity

    @cached_property
    def speech(self) -> Speech:
        """The words of the paper."""
        return Speech.of(self.programme.papers, self.language)

    @cached_property
    def logo(self) -> Logo:
        """The picture at its head."""
        return read_logo(self._logo_path)

    @property
    def title(self) -> str:
        """The title of the paper."""
        return self.paper.title_in(self.language)

    def head(self, *notices: str, is_blank: bool = False, quotes_programme: bool = False) -> Data:
        """The data that every template shows: the page, the people, the stage.

        A paper says each time that the stage was opened again once closed, and why: it may differ
        from the one handed over before.

        Args:
            notices: Sentences framed under the title; empty ones are left out.
            is_blank: Whether it is a form to fill in by hand, of which nothing was handed over.
            quotes_programme: Whether it prints words of the programme, which are in French alone.
        """
        dossier, speech = self.dossier, self.speech
        again = () if is_blank else tuple(speech.reopened("stage-reopened", dossier.reopenings))
        french = speech.words["french-content"] if quotes_programme else ""
        notices = (*notices, *again, french)
        return {
            "lang": self.language,
            "paper": SIZES[self.sheet],
            "logo": None if self.logo.content is None else list(self.logo.content),
            "title": self.title,
            "words": dict(speech.words),
            "notice": "\n".join(notice for notice in notices if notice),
            "footer": speech.say(
                "footer",
                dossier=str(dossier.id)[:8],
                version=str(dossier.version),
                day=speech.date(last_change(dossier)),
            ),
            "intern": {
                "name": dossier.intern.full_name,
                "first-name": dossier.intern.first_name,
                "email": dossier.intern.email,
            },
            "host": {
                "name": dossier.host.name,
                "city": dossier.host.city,
                "full": ", ".join(filter(None, (dossier.host.name, dossier.host.city))),
            },
            "tutor": {
                "name": dossier.tutor.full_name,
                "title": dossier.tutor.title,
                "email": dossier.tutor.email,
                "full": ", ".join(filter(None, (dossier.tutor.full_name, dossier.tutor.title))),
            },
            "stage": {
                "title": dossier.stage.title,
                "mandate": dossier.stage.mandate,
                "deliverables": list(dossier.stage.deliverables),
                "period": speech.say(
                    "period-sentence",
                    start=speech.date(dossier.stage.start),
                    end=speech.date(dossier.stage.end),
                    hours=speech.hours(dossier.stage.weekly_hours),
                ),
            },
        }


def last_instant(dossier: Dossier) -> datetime:
    """The UTC instant of the last change of a dossier, to the second.

    A paper bears it rather than the moment it is printed: the same dossier gives the same bytes.
    """
    at = dossier.history[-1].at if dossier.history else dossier.created_at
    return at.astimezone(UTC).replace(microsecond=0)  # a PDF counts whole seconds


def last_change(dossier: Dossier) -> date:
    """The host-local date of the last change of a dossier."""
    return local(last_instant(dossier), dossier.host.zone).date()
