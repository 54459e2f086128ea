"""What a message says of a fact that is not recorded."""

from __future__ import annotations


class Blank:
    """The place of a fact that is not recorded: false in a condition, clear where it is written.

    Args:
        what: The fact, in French: « le lien de la visioconférence ».
        text: What is written in its place.
    """

    def __init__(self, what: str, text: str) -> None:
        self.what = what
        self.text = text

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return self.text
