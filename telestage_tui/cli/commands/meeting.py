"""One meeting: read, recorded, its minutes written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import get_args

import click

from ...clocks.meeting_times import day_reached
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.french import long_date, sentence
from ...dossier.meetings import IndicatorLevel, Level, Meeting, MeetingStatus, Minute, Record
from ...dossier.text import quoted
from ...planning.meeting_view import name_of, outcome, times_in_words, view_in
from ...programme.agreement import agreeing
from ...programme.indicators import asks_indicators
from ...programme.meeting_names import name_deed
from ...programme.programme import Programme
from ...wording import HIGHEST_LEVEL
from .. import completing
from ..choice_words import MEETING_STATES
from ..french_click import Choice, FrenchCommand
from ..output import say
from ..session import Session, pick
from .meetings import pick_meeting
from .options import dossier_argument, pass_session
from .texts import named_texts, once, text_options, written

Writing = Callable[[Record], Record]


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("reference", metavar="RENCONTRE", shell_complete=completing.meetings)
@click.argument("status", type=Choice(get_args(MeetingStatus), MEETING_STATES),
                metavar="[ÉTAT]", required=False)  # fmt: skip
@click.option("--why", metavar="TEXTE", default="", help="Pourquoi elle est manquée ou annulée.")
@click.option("--note", metavar="TEXTE", help="Les notes de la rencontre.")
@click.option("--topic", "topics", metavar="POINT=TEXTE", multiple=True,
              help="Ce qui est dit d’un point de l’ordre du jour; l’option se répète.")  # fmt: skip
@click.option("--level", "levels", metavar="INDICATEUR=NIVEAU", multiple=True,
              help="Un indicateur, de 1 à 4; sans niveau, l’effacer; l’option se "
                   "répète.")  # fmt: skip
@text_options
@pass_session
def meeting(
    session: Session,
    prefix: str,
    reference: str,
    status: MeetingStatus | None,
    why: str,
    note: str | None,
    topics: Sequence[str],
    levels: Sequence[str],
    way: str | None,
) -> None:
    """Lire une rencontre, la consigner, l’écrire.

    RENCONTRE est son identifiant, ou sa sorte quand il n’y en a qu’une : prestart (avant-stage),
    welcome (accueil), midpoint (mi-stage), final (fin), call (appel), problem (problème). ÉTAT est
    held (tenue), missed (manquée), cancelled (annulée) ou planned (prévue), qui la remet à venir.
    L’étape de cette rencontre suit.

    POINT et INDICATEUR sont un identifiant ou un titre, ou leur début. Sans ÉTAT ni option, la
    commande imprime la rencontre, avec ces identifiants. Sans ÉTAT, le compte rendu s’écrit et la
    rencontre reste comme elle est.
    """
    dossier = session.dossier(prefix)
    programme, found = session.programme(dossier), pick_meeting(dossier, reference)
    write = _writing(dossier, found, programme, note, topics, levels, way)
    if why and status is None:
        raise click.UsageError("--why va avec un ÉTAT.")
    if status is None and write is None:
        say(*_lines(session, dossier, found, programme))
        return
    name = name_deed(dossier, found, programme)
    if status is None and write is not None:
        session.carry_out(dossier, changes.write_record(found.id, name, write))
        return
    assert status is not None
    day = day_reached(found, dossier, session.clock.now())
    change = changes.record_meeting(found.id, name, status=status, on=day, write=write, reason=why)
    session.carry_out(dossier, agreeing(change, dossier, programme))


# --- writing --------------------------------------------------------------------------------------


def _writing(
    dossier: Dossier,
    meeting: Meeting,
    programme: Programme,
    note: str | None,
    topics: Sequence[str],
    levels: Sequence[str],
    way: str | None,
) -> Writing | None:
    """From the record as it is by then to the one to keep; None when nothing is to be written.

    Raises:
        UnknownId: for a topic or an indicator that the meeting does not have.
        Refused: for a level out of bounds.
        click.UsageError: for what has not the right shape.
    """
    texts = _named("--topic", topics, "POINT=TEXTE", "point", _topics(meeting, programme))
    rated = _named(
        "--level",
        levels,
        "INDICATEUR=NIVEAU",
        "indicateur",
        _indicators(dossier, meeting, programme),
    )
    numbers = {indicator: _level(text) for indicator, text in rated.items()}
    if note is None and not texts and not numbers:
        if way is not None:
            raise click.UsageError("--append et --replace vont avec --note ou --topic.")
        return None

    def write(record: Record) -> Record:
        minutes = {each.item: each.text for each in record.minutes}
        for item, text in texts.items():
            what = f"Le point {quoted(item)}"
            minutes[item] = written(what, minutes.get(item, ""), text, way)
        kept = {each.id: each.level for each in record.indicators}
        return Record(
            minutes=tuple(Minute(item=item, text=text) for item, text in minutes.items() if text),
            indicators=tuple(
                IndicatorLevel(id=name, level=level)
                for name, level in {**kept, **numbers}.items()
                if level is not None
            ),
            notes=record.notes if note is None else written("Les notes", record.notes, note, way),
        )

    write(meeting.record)  # refused before anything is saved
    return write


def _named(
    option: str, values: Sequence[str], shape: str, noun: str, ids: Mapping[str, str]
) -> dict[str, str]:
    """The texts by identifier."""
    pairs = [(pick(noun, name, ids), text) for name, text in named_texts(option, values, shape)]
    once(option, [name for name, _ in pairs])
    return dict(pairs)


def _topics(meeting: Meeting, programme: Programme) -> dict[str, str]:
    """The identifier of each topic, by it and by its title; those written before included."""
    items = programme.meetings.template(meeting.kind).items
    former = {each.item: each.item for each in meeting.record.minutes}
    return {**former, **{name: each.id for each in items for name in (each.id, each.title)}}


def _indicators(dossier: Dossier, meeting: Meeting, programme: Programme) -> dict[str, str]:
    if not asks_indicators(dossier, meeting):
        return {}
    return {
        name: each.id for each in programme.meetings.indicators for name in (each.id, each.title)
    }


def _level(text: str) -> Level | None:
    """A level, or None for none.

    Raises:
        Refused: for anything else.
    """
    choices = {str(level): level for level in range(1, HIGHEST_LEVEL + 1)}
    bare = text.strip()
    if bare and bare not in choices:
        raise Refused(f"Niveau {quoted(text)} inconnu; choix possibles : {', '.join(choices)}.")
    return choices.get(bare)


# --- reading --------------------------------------------------------------------------------------


def _lines(
    session: Session, dossier: Dossier, meeting: Meeting, programme: Programme
) -> Iterator[str]:
    """The meeting in sentences: when, where it stands, each topic and each indicator."""
    now = session.clock.now()
    view = view_in(dossier, meeting, now)
    times = times_in_words(view.start_utc, dossier.host.zone, dossier.intern.zone)
    yield sentence(name_of(dossier, meeting, programme))
    yield f"Le {long_date(view.host_local.date())}, {times.replace(' · ', ', ')}."
    yield f"Elle est {outcome(view, now)}."
    if meeting.why_not_held:
        yield sentence(f"Pourquoi : {meeting.why_not_held}")
    if meeting.objective:
        yield sentence(f"Objectif : {meeting.objective}")
    record = meeting.record
    for item in programme.meetings.template(meeting.kind).items:
        yield f"{item.title} ({item.id}) : {record.minute(item.id) or f'rien encore. {item.hint}'}"
    if asks_indicators(dossier, meeting):
        for each in programme.meetings.indicators:
            level = record.level(each.id)
            said = f"{level}, {each.levels[level - 1]}" if level else "à apprécier"
            yield f"{each.title} ({each.id}) : {said}."
    yield f"Notes : {record.notes or 'aucune.'}"
