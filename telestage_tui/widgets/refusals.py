"""A refusal in any handler is shown to the user, and the screen goes on.

A page that closes before it is open, or while the app ends, is not an error either.
"""

from __future__ import annotations

from pydantic import ValidationError
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

from ..dossier.errors import TelestageError

REFUSALS = (TelestageError, ValidationError)
"""The errors that are shown to the user and do not end the program."""


class Refusal(Message):
    """Something was refused while a key or a message was handled.

    Attributes:
        error: Why.
    """

    def __init__(self, error: TelestageError | ValidationError) -> None:
        super().__init__()
        self.error = error


class SaysRefusals(MessagePump):
    """What a handler lets through goes to the App as a `Refusal`, instead of ending the program."""

    # `on_event` is the public way, but sees only events: a message of ours, such as the choice of a
    # row, goes around it, and an error that leaves its handler ends the pump.
    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except REFUSALS as error:
            self.post_message(Refusal(error))
        except NoMatches:
            # Textual mounts no part of a page that was left as it opened, yet tells it that it is
            # mounted; and it takes the parts of the others away before their last messages.
            is_leaving = isinstance(self, DOMNode) and self._pruning
            if not (is_leaving or self.app._exit):
                raise
