"""What the intern hands over as the commands answer it: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Sequence

from ..dossier.french import plain_date
from ..dossier.records import Transfer
from ..dossier.text import quoted
from ..wording import TRANSFER_KINDS, TRANSFER_SIGNS, TRANSFER_WORDS
from .output import Json, table


def transfer_shape(transfer: Transfer) -> Json:
    """One line of `handover`."""
    return transfer.model_dump(mode="json") | {"state": transfer.state}


def transfer_lines(transfers: Sequence[Transfer]) -> list[str]:
    """What is handed over, one a line: its state, what it is, where, and who takes it over."""
    if not transfers:
        return ["Aucun fichier ni sujet à transmettre n’est noté."]
    return table(
        [
            (
                TRANSFER_SIGNS[each.state],
                TRANSFER_WORDS[each.state],
                f"{TRANSFER_KINDS[each.kind].lower()} {quoted(each.item)}",
                each.where,
                each.to,
                plain_date(each.done_on) if each.done_on else "",
            )
            for each in transfers
        ]
    )
