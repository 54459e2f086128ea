"""A kind of message as drafts: one, or one for each person who must not see the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from ...clocks.zones import local
from ...dossier.contacts import Role
from ...dossier.french import de, lower_first
from ...dossier.organisation import contact
from ...dossier.people import Candidate
from ...dossier.text import fold
from ...programme.errors import ContentError, problem
from ...programme.messages import FOLDER
from ...programme.papers import with_values
from ..papers.catalogue import missing_for
from ..papers.setting import Setting
from .facts import FactMaker, interviewees, managers, other_candidates
from .message import Addressee, Message, MessageSetting
from .template import Rendering, rendered


def _nobody(_setting: MessageSetting) -> tuple[Candidate, ...]:
    return ()


_PEOPLE: Mapping[str, Callable[[MessageSetting], tuple[Candidate, ...]]] = {
    "candidates": other_candidates,
    "interviewees": interviewees,
}
"""Who has a message of their own, by the addressee of the kind."""


def drafts(setting: MessageSetting) -> tuple[Message, ...]:
    """The drafts of a message: always one at least, whatever is missing.

    Raises:
        ContentError: when the words or our own template cannot be used.
    """
    if people := _PEOPLE.get(setting.kind.to, _nobody)(setting):
        return tuple(_draft(setting, (Addressee(each.name, each.email),), each) for each in people)
    if setting.kind.to == "managers":
        names = [group.manager for group in managers(setting)] or [""]
        return tuple(_draft(setting, _manager(setting, name)) for name in names)
    return (_draft(setting, _addressees(setting)),)


def _draft(
    setting: MessageSetting, to: tuple[Addressee, ...], candidate: Candidate | None = None
) -> Message:
    kind, tutor = setting.kind, setting.dossier.tutor
    language = kind.language(setting.language)
    text, fault = _text(setting, to[0], candidate)
    notices = [*fault]
    if language != setting.language:
        notices.append("Ce message n’existe qu’en français.")
    elif language != "fr":
        notices.append("Ce qui vient du dossier et du programme y reste en français.")
    notices += [kind.hint] if kind.hint else []
    return Message(
        kind,
        language,
        Addressee(tutor.full_name, tutor.email),
        to,
        text.subject,
        text.body,
        tuple(_enclosed(setting)),
        tuple(dict.fromkeys((*_unreachable(setting, to), *text.blanks, *_of_papers(setting)))),
        tuple(notices),
        candidate,
    )


def _text(
    setting: MessageSetting, to: Addressee, candidate: Candidate | None
) -> tuple[Rendering, list[str]]:
    """The words of a message, and why an organisation's own template was not used."""
    language = setting.kind.language(setting.language)
    name = setting.kind.template(language)
    facts = FactMaker(setting, to, candidate).facts()

    def from_template(*, packaged_only: bool) -> Rendering:
        templates = setting.programme.message_templates(packaged_only=packaged_only)
        if name not in templates:
            raise ContentError([problem(f"{FOLDER}/{name}", "", "fichier introuvable.")])
        return rendered(name, templates[name].content, facts, language)

    try:
        return from_template(packaged_only=False), []
    except ContentError as error:
        if name not in setting.programme.message_templates(packaged_only=True):
            raise
        notice = f"Le modèle de votre organisation est inutilisable, le nôtre le remplace : {error}"
        return from_template(packaged_only=True), [notice]


def _addressees(setting: MessageSetting) -> tuple[Addressee, ...]:
    """Whom a message goes to; a contact without a name where nobody is known."""
    dossier = setting.dossier
    match setting.kind.to:
        case "intern":
            return (Addressee(dossier.intern.full_name, dossier.intern.email),)
        case "candidates" | "interviewees" | "managers":
            return (Addressee(),)
        case "team" | "ofqj" | "hr" | "it" as role:
            known = contact(dossier, setting.organisation, role)
            name = known.name or setting.programme.messages.words.fr[role]
            return tuple(Addressee(name, email) for email in known.emails or ("",))


def _manager(setting: MessageSetting, name: str) -> tuple[Addressee, ...]:
    """Whoever manages accesses: a contact of that name, or of accounts where nobody is named."""
    contacts = [contact(setting.dossier, setting.organisation, role) for role in get_args(Role)]
    known = next((each for each in contacts if name and fold(each.name) == fold(name)), None)
    if not name:
        known = contact(setting.dossier, setting.organisation, "it")
        name = known.name or setting.programme.messages.words.fr["it"]
    return tuple(Addressee(name, email) for email in (known and known.emails) or ("",))


def _unreachable(setting: MessageSetting, to: tuple[Addressee, ...]) -> Iterator[str]:
    """The addresses that are missing, and the names."""
    words = setting.programme.messages.words.fr
    for each in to:
        if not each.name and setting.kind.to in _PEOPLE:
            yield words["addressee"]
        if not each.email:
            known = each.name == words.get(setting.kind.to)
            whose = words[f"of_{setting.kind.to}"] if known else de(each.name)
            yield with_values(words["address"], whom=whose if each.name else "").strip()


def _enclosed(setting: MessageSetting) -> Iterator[str]:
    """The French titles of what goes with a message."""
    for name in setting.kind.papers:
        yield setting.programme.papers.paper(name).title_in("fr")
    if setting.kind.invites:
        yield "invitation d’agenda (.ics)"


def _of_papers(setting: MessageSetting) -> Iterator[str]:
    """What the papers that go with a message lack."""
    papers = setting.programme.papers
    today = local(setting.now, setting.dossier.host.zone).date()
    for name in setting.kind.papers:
        paper = papers.paper(name)
        lacking = missing_for(Setting(setting.dossier, setting.programme, paper, today=today))
        title = lower_first(paper.title_in("fr"))
        yield from (f"{title} ({lower_first(each.rstrip('.'))})" for each in lacking)
