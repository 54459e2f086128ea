"""What goes with a message: papers as PDF files, and the invitation to its meeting."""

from __future__ import annotations

from typing import NamedTuple

from ...clocks.zones import local
from ...dossier.errors import Refused, TelestageError
from ...dossier.organisation import stationery
from ...programme.errors import ContentError
from ..files import Save, noted_calendar
from ..ics.choices import CalendarChoices
from ..ics.export import calendar_files
from ..names import paper_name
from ..papers.catalogue import paper_pdf
from ..papers.setting import Setting
from ..pdf import MissingTypst
from .eml import Attachment
from .message import MessageSetting


class Enclosures(NamedTuple):
    """What goes with a message, as far as it can be made.

    Attributes:
        attachments: The files.
        notices: French sentences: what could not be joined, and what to look at.
    """

    attachments: tuple[Attachment, ...] = ()
    notices: tuple[str, ...] = ()


def enclosed_papers(setting: MessageSetting) -> Enclosures:
    """The papers that go with a message; what cannot be made is left out, and said.

    Nothing is read nor kept but the templates: it may be done in another thread.
    """
    made = [_paper(setting, name) for name in setting.kind.papers]
    return Enclosures(
        tuple(attachment for each in made for attachment in each.attachments),
        tuple(notice for each in made for notice in each.notices),
    )


def _paper(setting: MessageSetting, name: str) -> Enclosures:
    paper = setting.programme.papers.paper(name)
    language = setting.kind.language(setting.language)
    usual = stationery(setting.dossier, setting.organisation)
    today = local(setting.now, setting.dossier.host.zone).date()
    details = Setting(
        setting.dossier, setting.programme, paper, language, usual.paper, usual.logo, today
    )
    try:
        pdf = paper_pdf(details)
    except (MissingTypst, ContentError) as error:
        return _left_out(f"« {paper.title_in('fr')} »", error)
    file = paper_name(setting.dossier, details.title, "pdf")
    return Enclosures((Attachment(file, pdf.content, "application/pdf"),), pdf.notices)


def enclosed_invitation(setting: MessageSetting, save: Save) -> Enclosures:
    """The invitation that goes with a message, once it is noted that it is given.

    Args:
        setting: The message.
        save: Keeps that note in the dossier.
    """
    if not setting.kind.invites:
        return Enclosures()
    meeting, programme = setting.meeting, setting.programme
    if meeting is None:
        return _left_out("L’invitation d’agenda", Refused("La rencontre n’est pas encore prévue."))
    choices = CalendarChoices("invite", only=meeting.id)
    asked = ([setting.dossier], lambda _dossier: programme, setting.now, choices)
    try:
        calendar_files(*asked)
        files, warnings = noted_calendar(*asked, save)
    except Refused as error:
        return _left_out("L’invitation d’agenda", error)
    attachments = (
        Attachment(file.name, file.content, "text/calendar", file.method or "") for file in files
    )
    return Enclosures(tuple(attachments), tuple(warnings))


def _left_out(what: str, error: TelestageError) -> Enclosures:
    return Enclosures(notices=(f"Non joint : {what}. {error}",))
