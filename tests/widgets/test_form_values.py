"""What is typed over what the file says: no word of either is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.store.drafts import Drafts
from telestage_tui.widgets.fields import FormField, FormSection
from telestage_tui.widgets.form_values import FormValues

LINE, PROSE = "nom", "note"
SECTIONS = [FormSection("", (FormField(LINE, "Nom"), FormField(PROSE, "Note", "prose")))]
words = st.text(alphabet="abcdé ’\n", max_size=12).map(str.strip)
texts = st.fixed_dictionaries({LINE: words.map(lambda text: " ".join(text.split())), PROSE: words})


class File:
    """What another program may change."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def read(self) -> Mapping[str, str]:
        return self.texts


@given(before=texts, mine=texts, theirs=texts)
def test_what_is_typed_meets_what_is_saved(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    file = File(before)
    form = FormValues(SECTIONS, file.read, None)
    form.texts |= mine
    file.texts = theirs
    clashes = {clash.field.name: clash.theirs for clash in form.take_in()}
    for name in (LINE, PROSE):
        mine_changed, theirs_changed = mine[name] != before[name], theirs[name] != before[name]
        if not mine_changed:
            assert form.texts[name] == theirs[name]
        elif not theirs_changed:
            assert form.texts[name] == mine[name]
        elif mine[name] != theirs[name]:
            assert clashes[name] == theirs[name]
            assert _holds(form.texts[name], mine[name], theirs[name], before[name], name)
    assert form.take_in() == []


def _holds(text: str, mine: str, theirs: str, before: str, name: str) -> bool:
    if name == LINE:
        return text == mine
    added = mine[len(before) :] if before and mine.startswith(before) else mine
    return theirs in text and added.strip() in text


@given(before=texts, mine=texts, theirs=texts)
def test_a_draft_taken_up_again_is_as_if_one_had_stayed(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        path, file = Path(folder) / "telestage.json", File(before)
        first = FormValues(SECTIONS, file.read, Drafts(path).of("note.lea"))
        first.texts |= mine
        first.keep()
        stayed = FormValues(SECTIONS, file.read, None)
        stayed.texts |= mine
        file.texts = theirs
        clashes = stayed.take_in()
        again = FormValues(SECTIONS, file.read, Drafts(path).of("note.lea"))
    assert again.texts == stayed.texts
    assert list(again.clashes) == list(clashes)
    assert again.resumed == bool(again.edited())


def test_what_is_saved_is_no_draft_any_more(tmp_path: Path) -> None:
    file = File({LINE: "Léa", PROSE: ""})
    drafts = Drafts(tmp_path / "telestage.json")
    form = FormValues(SECTIONS, file.read, drafts.of("note.lea"))
    form.texts[PROSE] = "Une note."
    form.keep()
    assert drafts.of("note.lea").typed == {PROSE: "Une note."}
    file.texts = {LINE: "Léa", PROSE: "Une note."}
    form.forget()
    assert drafts.of("note.lea").typed == {}
    assert form.edited() == {}


def test_a_secret_is_not_kept_even_as_a_draft(tmp_path: Path) -> None:
    sections = [FormSection("", (FormField("compte", "Compte", unkept=lambda text: "!" in text),))]
    drafts = Drafts(tmp_path / "telestage.json")
    form = FormValues(sections, dict, drafts.of("access.new"))
    form.texts["compte"] = "Kx9!fjord"
    form.keep()
    assert drafts.of("access.new").typed == {}


def test_a_choice_of_which_nothing_is_said_is_its_first() -> None:
    sections = [
        FormSection(
            "", (FormField("jour", "Jour", "choice", (("lundi", "lundi"), ("mardi", "m"))),)
        )
    ]
    assert FormValues(sections, dict, None).texts == {"jour": "lundi"}
