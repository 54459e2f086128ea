"""What the employer declares on signing, recalled before the payment page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog


class SigningDialog(PreviewDialog[bool]):
    """Recalls the declarations; closes with True once the countdowns are to start.

    Args:
        declarations: Sentences, in French.
    """

    def __init__(self, declarations: Sequence[str]) -> None:
        super().__init__("En signant, vous déclarez")
        self._declarations = tuple(declarations)

    def lines(self) -> Iterator[Content]:
        for text in self._declarations:
            yield Content(f"– {text}")
        yield Content("")
        yield Content.styled("F2 une fois « Transmettre et payer » choisi : les délais partent.",
                             "bold")  # fmt: skip

    def agreed(self) -> bool:
        return True

    def keys(self) -> list[DialogKey]:
        return [("F2", "Les délais partent", "apply"), *super().keys()]
