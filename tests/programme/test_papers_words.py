"""The words of papers, with the values they quote."""

from __future__ import annotations

from telestage_tui.programme.papers import with_values


def test_a_value_typed_as_a_sentence_does_not_double_the_full_stop() -> None:
    words = "Ce stage avait pour titre : $title. Fin."
    assert with_values(words, title="Refonte") == "Ce stage avait pour titre : Refonte. Fin."
    assert with_values(words, title="Refonte.") == "Ce stage avait pour titre : Refonte. Fin."
    assert with_values("$host.", host="Acme inc.") == "Acme inc."
    assert with_values("$unknown.") == "$unknown."
