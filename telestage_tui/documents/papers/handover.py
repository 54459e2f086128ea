"""The hand-over on paper: the files and the subjects that the intern leaves, and who takes them."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.records import Transfer
from .setting import Data, Setting

_TITLES = {"file": "transferred-files", "subject": "transferred-subjects"}
_BOXES = {"unassigned": "☐", "todo": "☐", "begun": "☐", "done": "☑"}


def handover(setting: Setting) -> Data:
    """The files, then the subjects."""
    transfers, words = setting.dossier.transfers, setting.speech.words
    members = {kind: [each for each in transfers if each.kind == kind] for kind in _TITLES}
    return {
        **setting.head(),
        "parts": [
            {
                "title": words[_TITLES[kind]],
                "transfers": [transfer_line(each, setting) for each in chosen],
            }
            for kind, chosen in members.items()
            if chosen
        ],
    }


def has_no_transfer(setting: Setting) -> bool:
    """Whether nothing is handed over yet."""
    return not setting.dossier.transfers


def missing_takers(setting: Setting) -> Iterator[str]:
    """What the hand-over lacks, in French."""
    if has_no_transfer(setting):
        yield "Aucun fichier ni sujet n’est noté."
    for each in setting.dossier.transfers:
        if each.state == "unassigned":
            yield f"Qui reprend « {each.item} » n’est pas noté."


def transfer_line(transfer: Transfer, setting: Setting) -> Data:
    """One line of a table of what is handed over."""
    speech = setting.speech
    done = speech.date(transfer.done_on)
    if transfer.state == "begun":
        done = speech.say("begun-on", day=speech.date(transfer.begun_on))
    return {
        "box": _BOXES[transfer.state],
        "item": transfer.item,
        "where": transfer.where,
        "to": transfer.to,
        "done": done,
    }
