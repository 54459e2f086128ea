"""What the templates of messages may quote: recorded facts, and blanks for the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ...clocks.meeting_times import start_of
from ...clocks.zones import local, zone_label
from ...dossier.accesses import Access
from ...dossier.evaluations import EvaluationKind
from ...dossier.french import de
from ...dossier.hours import WorkHours
from ...dossier.people import Candidate
from ...dossier.records import Transfer
from ...dossier.text import fold
from ...planning.meeting_view import times_in_words
from ...programme.indicators import last_goals
from ...programme.withdrawals import (
    Managed,
    by_manager,
    checks_in_words,
    unmade_checks,
    withdrawal_day,
)
from ..papers.language import Speech
from .blanks import Blank
from .message import Addressee, MessageSetting

Fact = str | Blank
Facts = dict[str, Any]
"""Texts, blanks, numbers, and lists and tables of them."""
_OTHER_DAY = {1: ", the next day", -1: ", the day before"}
"""What is said in English of a time that falls on another day, as `zones.other_day` in French."""


class FactMaker:
    """Makes the facts of one message.

    Args:
        setting: The message.
        to: Whom it goes to.
        candidate: The one it answers; None when it answers no candidate.
    """

    def __init__(
        self, setting: MessageSetting, to: Addressee, candidate: Candidate | None = None
    ) -> None:
        self._setting = setting
        self._to = to
        self._answered = candidate or Candidate(name=to.name or "?")
        words = setting.programme.messages.words
        language = setting.kind.language(setting.language)
        self._speech = Speech(language, words.in_language(language))
        self._missing = {
            key: Blank(what, self._speech.say("blank", what=self._speech.words[key]))
            for key, what in words.fr.items()
        }

    def facts(self) -> Facts:
        """All that a template may quote."""
        dossier, speech = self._setting.dossier, self._speech
        stage = dossier.stage
        return {
            "missing": dict(self._missing),
            "to": self._known("addressee", self._to.name),
            "intern": {
                "name": dossier.intern.full_name,
                "of_name": de(dossier.intern.full_name),
                "first_name": dossier.intern.first_name,
                "of_first_name": de(dossier.intern.first_name),
                "email": dossier.intern.email,
            },
            "host": {"name": dossier.host.name, "city": self._known("city", dossier.host.city)},
            "tutor": {
                "name": self._known("tutor", dossier.tutor.full_name),
                "title": dossier.tutor.title,
                "email": self._known("tutor_email", dossier.tutor.email),
            },
            "stage": {
                "name": self._setting.programme.stage_kind.name(speech.language),
                "remote": self._setting.programme.stage_kind.remote,
                "title": self._known("title", stage.title),
                "mandate": self._known("mandate", stage.mandate),
                "deliverables": list(stage.deliverables),
                "first_day": speech.long_date(stage.start),
                "start": speech.date(stage.start),
                "end": speech.date(stage.end),
                "hours": speech.hours(stage.weekly_hours),
            },
            "hours": {
                "host": self._hours(dossier.host.hours),
                "intern": self._hours(dossier.intern.hours),
            },
            "onsite": self._onsite(),
            "meeting": self._meeting(),
            "goals": self._goals(),
            "accesses": [self._access(each) for each in dossier.accesses if not each.withdrawn_on],
            "to_open": self._managers(each for each in dossier.accesses if not each.given_on),
            "to_withdraw": self._managers(self._to_withdraw()),
            "transfers": [self._transfer(each) for each in dossier.transfers if not each.done_on],
            "candidates": [
                self._candidate(each)
                for each in other_candidates(self._setting)
                if not each.runner_up
            ],
            "candidate": self._candidate(self._answered),
            "runner_up": self._runner_up(),
            "gave_up": [
                each.name for each in dossier.candidates if each.gave_up_on and not each.is_erased
            ],
            "chosen": next((each.name for each in dossier.candidates if each.chosen), ""),
            "short": not any(each.runner_up for each in dossier.candidates),
            "midpoint": self._evaluation("midpoint"),
            "final": self._evaluation("final"),
            "papers": list(self._papers()),
            "signature": self._signature(),
        }

    def _known(self, key: str, value: str) -> Fact:
        """A fact, or its blank."""
        return value or self._missing[key]

    def _date(self, key: str, day: date | None) -> Fact:
        return self._known(key, self._speech.date(day))

    def _hours(self, hours: WorkHours) -> str:
        """Working hours, on the clock of their side."""
        if self._speech.language == "fr" or not any(map(str.isalpha, str(hours))):
            return str(hours)
        days = ((number, ", ".join(map(str, hours.on(number)))) for number in range(7))
        return "; ".join(f"{self._speech.weekday(number)} {at}" for number, at in days if at)

    def _meeting(self) -> Facts:
        """The meeting the message is about."""
        setting, speech = self._setting, self._speech
        meeting = setting.meeting
        kind = meeting.kind if meeting else setting.kind.meeting
        items = setting.programme.meetings.template(kind).items if kind else ()
        facts: Facts = {
            "title": setting.programme.meeting_rules.title(kind) if kind else "",
            "link": self._known("link", setting.dossier.meeting_rule.link),
            "agenda": [item.title for item in items],
            "day": self._missing["meeting_day"],
            "times": self._missing["meeting_times"],
            "duration": 0,
        }
        if meeting is not None:
            here = local(start_of(meeting), setting.dossier.host.zone)
            facts["day"] = speech.long_date(here.date())
            facts["times"] = self._times()
            facts["duration"] = meeting.duration
        return facts

    def _times(self) -> str:
        """The time of the meeting, on both clocks."""
        meeting, dossier = self._setting.meeting, self._setting.dossier
        assert meeting is not None  # checked by the only caller
        start, speech = start_of(meeting), self._speech
        zones = dossier.host.zone, dossier.intern.zone
        if speech.language == "fr":
            return times_in_words(start, *zones)
        here, there = (local(start, zone) for zone in zones)
        other = _OTHER_DAY.get((there.date() - here.date()).days, "")
        return (
            f"{speech.time(here.time())} ({zone_label(zones[0])}) · "
            f"{speech.time(there.time())} ({zone_label(zones[1])}{other})"
        )

    def _onsite(self) -> Facts:
        """What the intern needs to ask for a work permit."""
        onsite, speech = self._setting.dossier.onsite, self._speech
        period = ""
        if onsite.start and onsite.end:
            period = " – ".join(map(speech.date, (onsite.start, onsite.end)))
        answer = onsite.answer("noc")
        return {
            "offer": self._known("offer", onsite.offer.number if onsite.offer else ""),
            "noc": self._known("noc", answer.value if answer else ""),
            "period": self._known("onsite_period", period),
        }

    def _goals(self) -> Fact:
        """The goals agreed before the meeting."""
        meeting, programme = self._setting.meeting, self._setting.programme
        goals = meeting and last_goals(self._setting.dossier, meeting, programme.meetings)
        return self._known("goals", goals.text if goals else "")

    def _access(self, access: Access) -> Facts:
        dossier, programme = self._setting.dossier, self._setting.programme
        return {
            "name": access.name,
            "kind": programme.accesses.kind_label(access.kind),
            "account": access.account,
            "manager": self._known("manager", access.manager),
            "given": self._date("given", access.given_on),
            "withdraw_by": self._speech.date(withdrawal_day(dossier, programme, access)),
            "checks": checks_in_words(unmade_checks(programme, access)),
        }

    def _to_withdraw(self) -> tuple[Access, ...]:
        """The open accesses; those of the person it goes to, where each has a message."""
        if self._setting.kind.to != "managers":
            return self._setting.dossier.open_accesses
        groups = managers(self._setting)
        named = (group for group in groups if fold(group.manager) == fold(self._to.name))
        nobody = (group for group in groups if not group.manager)
        group = next(named, None) or next(nobody, None)
        return group.accesses if group else ()

    def _managers(self, accesses: Iterable[Access]) -> list[Facts]:
        """Accesses grouped by the person who manages them; those without one come last."""
        return [
            {
                "name": self._known("manager", group.manager),
                "accesses": [self._access(each) for each in group.accesses],
            }
            for group in by_manager(accesses)
        ]

    def _transfer(self, transfer: Transfer) -> Facts:
        return {
            "name": transfer.item,
            "is_subject": transfer.kind == "subject",
            "where": transfer.where,
            "to": transfer.to,
            "taker": self._known("taker", transfer.to),
        }

    def _candidate(self, candidate: Candidate) -> Facts:
        return {
            "name": candidate.name,
            "interviewed": self._date("interviewed", candidate.interviewed_on),
        }

    def _runner_up(self) -> Fact:
        """The one who stays if the chosen one withdraws."""
        names = (each.name for each in other_candidates(self._setting) if each.runner_up)
        return self._known("runner_up", ", ".join(names))

    def _evaluation(self, kind: EvaluationKind) -> Facts:
        evaluation = self._setting.dossier.evaluation(kind)
        return {
            "completed": self._date("completed", evaluation.completed_on),
            "discussed": self._date("discussed", evaluation.discussed_on),
            "strengths": self._known("strengths", evaluation.strengths),
            "to_improve": self._known("to_improve", evaluation.to_improve),
        }

    def _papers(self) -> Iterator[str]:
        """The titles of the papers that go with the message."""
        papers = self._setting.programme.papers
        for name in self._setting.kind.papers:
            yield papers.paper(name).title_in(self._speech.language)

    def _signature(self) -> Fact:
        """The lines under the message; a blank when nobody is known to sign it."""
        dossier = self._setting.dossier
        tutor = dossier.tutor
        if not tutor.full_name:
            return self._missing["tutor"]
        lines = (tutor.full_name, tutor.title, dossier.host.name, tutor.email)
        return "\n".join(filter(None, lines))


def managers(setting: MessageSetting) -> tuple[Managed, ...]:
    """The people who have an access to withdraw; the last one may have no name."""
    return by_manager(setting.dossier.open_accesses)


def other_candidates(setting: MessageSetting) -> tuple[Candidate, ...]:
    """The candidates who are not the intern, and did not withdraw."""
    return tuple(each for each in setting.dossier.other_candidates if not each.gave_up_on)


def interviewees(setting: MessageSetting) -> tuple[Candidate, ...]:
    """The candidates who are to be interviewed, and may still be chosen."""
    return tuple(
        each
        for each in setting.dossier.candidates
        if each.state in ("open", "runner_up", "chosen")
        and each.interviewed_on is None
        and not each.is_erased
    )
