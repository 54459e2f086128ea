"""What there is to know of the selected line of Suite au Québec, and what Enter does there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from ...dossier.french import number
from ...programme.onsite import OnsiteContent
from ...programme.onsite_rules import findings
from ...programme.portal_sheet import Sheet
from ...programme.programme import Programme
from ...wording import CONFIDENCE_WORDS
from .rows import (
    FOLLOWER,
    FORMER,
    FORMER_HISTORY,
    IDENTITY,
    MESSAGE,
    OFFER,
    PAY,
    PAYMENT,
    PERMIT,
    PLAN,
    QUESTION,
    RULE,
    SHEET,
    SIDE,
    SIGN_IN,
    TASK,
)

_ERASURE = (
    "Noter le numéro de l’offre efface les données d’identité du dossier et de chaque sauvegarde, "
    "sauf si vous dites pourquoi les garder. Rien ne les ramène ensuite, u non plus."
)


_FIXED: Mapping[str, tuple[str, ...]] = {
    SIDE.rstrip(":"): (
        "La suite au Québec ne s’ouvre que si les deux le souhaitent.",
        "⏎ note la décision et son jour; elle peut changer.",
    ),
    PLAN: (
        "Le stage visé : premier jour, dernier jour, gratification convenue.",
        "Les étapes du portail se datent d’après le premier jour. ⏎ les note.",
    ),
    IDENTITY: (
        "Passeport, naissance, sexe, citoyenneté : à part dans le fichier, hors des exports.",
        _ERASURE,
        "⏎ les efface dès maintenant.",
    ),
    PERMIT.rstrip(":"): (
        "Le ou la stagiaire demande son permis de travail avec le numéro d’offre.",
        "⏎ note le jour; une date notée se corrige de même.",
    ),
    FOLLOWER: (
        "Un dossier de plus, qui suit les règles du stage sur place, à l’horloge du Québec.",
        "Personnes, contacts, papeterie, plan de travail et accès à remettre en sont repris; "
        "aucune donnée d’identité n’est copiée. Celui-ci reste tel quel.",
        "⏎ montre un aperçu, ou mène au dossier une fois qu’il est ouvert.",
    ),
    FORMER: (
        "Le dossier du télé-stage, tel qu’il est : portail, offre et permis y restent.",
        "⏎ y mène.",
    ),
    FORMER_HISTORY: (
        "Tout ce qui a été fait pendant le télé-stage.",
        "⏎ y mène.",
    ),
    MESSAGE: (
        "Le message se prépare d’après le dossier; telestage n’envoie rien.",
        "⏎ l’ouvre : relisez, copiez, envoyez.",
    ),
}
"""What is said of the lines that depend on nothing, by their key or how it begins."""


def about_line(key: str, sheet: Sheet, programme: Programme) -> Content:
    """What is said of a line, by its key; blank for one that says enough.

    Args:
        key: See `rows`.
        sheet: Of the portal's forms, from the dossier.
        programme: Which names the sources and the tasks.
    """
    lines = [Content(line) for line in _lines(key, sheet, programme)]
    if lines:
        lines[0] = lines[0].stylize("bold $text-primary")
    return Content("\n").join(lines)


def _lines(key: str, sheet: Sheet, programme: Programme) -> Iterator[str]:
    content = sheet.content
    if key == PAY:
        key = PLAN
    if key.startswith(SIGN_IN):
        yield from _sign_in(sheet)
    elif key.startswith(RULE):
        yield from _rule(key.removeprefix(RULE), sheet, programme)
    elif key.startswith(TASK):
        yield from _task(key.removeprefix(TASK), content, programme)
    elif key.startswith((SIDE, PERMIT)):
        key = key.partition(":")[0]
    elif key == QUESTION:
        yield content.question.text
        yield f"{content.question.hint} {content.question.link}"
        yield "⏎ note la réponse."
    elif key == SHEET:
        yield "La fiche : chaque champ du portail, d’après le dossier ou noté par vous."
        yield from _missing(sheet)
        yield "⏎ l’ouvre, pour la garder à côté du navigateur."
    elif key == PAYMENT:
        yield "Le paiement suit la signature; deux délais courent dès que sa page s’ouvre."
        yield from _facts(("fee", "pay-window", "idle", "retry"), content)
        yield "⏎ note la page ouverte, l’annulation ou le paiement."
    if key == OFFER:
        yield "Le courriel d’IRCC donne le numéro de l’offre : A et sept chiffres."
        yield _ERASURE
        yield content.withdrawal
        yield "⏎ note le numéro; une fois noté, le retrait de l’offre."
    yield from _FIXED.get(key, ())


def _rule(rule: str, sheet: Sheet, programme: Programme) -> Iterator[str]:
    finding = next(each for each in findings(sheet.dossier, sheet.content) if each.rule == rule)
    yield finding.message
    yield f"Source : {programme.source(finding.source).citation}."
    yield "⏎ mène à ce qui la montre respectée; V dit d’où vient chaque chiffre."


def _sign_in(sheet: Sheet) -> Iterator[str]:
    content, chosen = sheet.content, sheet.dossier.onsite.sign_in
    ways = [content.signs_in[chosen]] if chosen else list(content.signs_in.values())
    yield "Comment le portail s’ouvre, et qui s’y est inscrit en premier."
    for way in ways:
        yield f"{way.title} : {way.note}"
    yield content.never_kept
    yield "⏎ note le moyen et l’utilisateur principal, jamais un secret."


def _missing(sheet: Sheet) -> Iterator[str]:
    if sheet.missing:
        who = "; ".join(f"{each.who}, {number(len(each.rows))}" for each in sheet.missing)
        yield f"À demander : {who}."


def _task(task: str, content: OnsiteContent, programme: Programme) -> Iterator[str]:
    yield programme.task(task).title
    step = content.step(task)
    if step:
        yield "À avoir sous la main :"
        yield from (f"– {each}" for each in step.at_hand)
        if step.since:
            yield f"Depuis le tutoriel : {step.since}"
    yield "Espace la coche, ⏎ l’ouvre dans le dossier."


def _facts(names: Sequence[str], content: OnsiteContent) -> Iterator[str]:
    for name in names:
        fact = content.facts[name]
        yield f"– {fact.sentence} ({CONFIDENCE_WORDS[fact.confidence]})"
