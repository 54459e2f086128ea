"""The self-evaluation as a text: blank, then filled in by people and carried by mail programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.documents.sheets.archive import UnreadableFile
from telestage_tui.documents.sheets.changes_shown import FileImport
from telestage_tui.documents.sheets.importing import FilledText, file_import, read_filled
from telestage_tui.documents.sheets.self_form import WIDTH, self_evaluation_text
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.programme.loader import load_programme
from tests.documents.sheets.filling import NOW, TODAY, lea, plain
from tests.factories import part_id

PROGRAMME = load_programme()
CRITERIA = PROGRAMME.evaluation.criteria
NUMBERS = st.integers(1, len(CRITERIA))


def blank(dossier: Dossier | None = None) -> str:
    """The text of the blank form, as an editor opens it."""
    data = self_evaluation_text(dossier or lea(), PROGRAMME, "self_midpoint")
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def answered(text: str, levels: dict[int, str], comments: dict[int, str] | None = None) -> str:
    """The form with these levels and comments, by the number of the criterion."""
    for number, level in levels.items():
        text = re.sub(rf"(?m)^({number}\. .*): __$", rf"\g<1>: {level}", text)
    for number, comment in (comments or {}).items():
        before, start, rest = text.partition(f"\n{number}. ")
        text = before + start + rest.replace("Commentaire :", f"Commentaire : {comment}", 1)
    return text


def closing(text: str, **answers: str) -> str:
    """The form with these answers, by the letter of the question."""
    for letter, answer in answers.items():
        before, start, rest = text.partition(f"\n{letter}. ")
        text = before + start + rest.replace("Réponse :", f"Réponse : {answer}", 1)
    return text


def imported(data: bytes | str, dossier: Dossier | None = None) -> FileImport:
    filled = read_filled(data.encode() if isinstance(data, str) else data)
    return file_import(filled, dossier or lea(), lambda _: PROGRAMME, NOW, TODAY)


def form_of(data: bytes | str, dossier: Dossier | None = None) -> Evaluation:
    dossier = dossier or lea()
    return imported(data, dossier).change().apply(dossier).evaluation("self_midpoint")


def refusal(text: str) -> str:
    with pytest.raises(InvalidInput) as error:
        imported(text)
    return plain(error.value)


FILLED = closing(
    answered(
        blank(),
        {1: "3", 2: "4", 3: "0", 23: "2"},
        {1: "J’ai progressé :\n   – le plan\n   1. un suivi", 23: "Un oubli."},
    ),
    A="en partie", B="4", D="L’écriture\net l’écoute", F="3,5", G="oui",
)  # fmt: skip
EXPECTED = Evaluation(
    kind="self_midpoint",
    ratings=(
        Rating(criterion="organisation", level=3,
               comment="J’ai progressé :\n   – le plan\n   1. un suivi"),
        Rating(criterion="understanding", level=4),
        Rating(criterion="priorities", applicable=False),
        Rating(criterion="protects-accesses", level=2, comment="Un oubli."),
    ),
    goals_reached="en partie", overall=4, strengths="L’écriture\net l’écoute",
    supervision_hours=3.5, training_sufficient=True,
)  # fmt: skip


def squeezed(form: Evaluation) -> Evaluation:
    """The form, its texts without the blanks that mail programs add or take."""
    ratings = tuple(
        rating.evolve(comment=" ".join(rating.comment.split())) for rating in form.ratings
    )
    return form.evolve(ratings=ratings, strengths=" ".join(form.strengths.split()))


def test_the_blank_form_is_numbered_narrow_and_changes_nothing() -> None:
    data = self_evaluation_text(lea(), PROGRAMME, "self_midpoint")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    lines = blank().splitlines()
    for number, criterion in enumerate(CRITERIA, 1):
        assert f"{number}. {criterion.title} : __" in lines
    assert max(map(len, lines)) <= WIDTH
    result = imported(data)
    assert (result.steps, result.kept) == ((), ())
    assert [plain(note) for note in result.notes] == ["30 lignes laissées vides."]


def test_a_filled_form_comes_back_whole() -> None:
    assert form_of(FILLED) == EXPECTED
    lines = [plain(f"{line.sign} {line.text}") for line in imported(FILLED).lines()]
    assert lines[0] == "+ 1. Organise son travail : 3"
    assert lines[1].startswith("+ 1. Organise son travail, commentaire : « J’ai progressé")


MANGLED: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "bom": lambda text: text.encode("utf-8-sig"),
    "latin-1": lambda text: text.replace("’", "'").replace("–", "-").encode("latin-1", "replace"),
    "windows": lambda text: text.encode("cp1252", "replace"),
    "utf-16": lambda text: text.encode("utf-16"),
    "quoted": lambda text: ("Bonjour!\n" + re.sub("(?m)^", "> ", text)).encode(),
    "quoted twice": lambda text: re.sub("(?m)^", ">> ", text).encode(),
    "no-break spaces": lambda text: text.replace(" :", "\u00a0:").encode(),
    "spaces": lambda text: re.sub("(?m)^(?=[0-9A-Z])", "  ", text).replace(" : ", "  :  ").encode(),
    "blank lines": lambda text: text.replace("\n", "\n\n").encode(),
    "old mac": lambda text: text.replace("\n", "\r").encode(),
    "no hints": lambda text: re.sub(r"(?m)^   \([^)]*\)\n", "", text).encode(),
}  # fmt: skip


@pytest.mark.parametrize("how", MANGLED)
def test_what_mail_programs_do_to_it_changes_nothing(how: str) -> None:
    form = squeezed(form_of(MANGLED[how](FILLED)))
    expected = squeezed(EXPECTED)
    if how in ("latin-1", "windows"):
        form, expected = map(_plain_letters, (form, expected))
    assert form == expected


def _plain_letters(form: Evaluation) -> Evaluation:
    text = form.model_dump_json().replace("’", "'").replace("–", "-")
    return Evaluation.model_validate_json(text)


def test_lines_wrapped_in_a_reply() -> None:
    wrapped = FILLED.replace(
        "19. Fait preuve de ponctualité et", "19. Fait preuve de ponctualité\net"
    )
    wrapped = wrapped.replace("d’assiduité : __", "d’assiduité : 4")
    assert form_of(re.sub("(?m)^", "> ", wrapped)).rating("attendance").level == 4


def test_a_reply_above_the_blank_form_it_quotes() -> None:
    text = FILLED + "\nLe 3 mars, Maxime a écrit :\n" + re.sub("(?m)^", "> ", blank())
    assert squeezed(form_of(text)) == squeezed(EXPECTED)


def test_digits_without_the_words() -> None:
    text = blank().split("--- Productivité")[0] + "\n1. 3\n2 : 4\n3) n/a\n"
    form = form_of(text)
    assert [(r.level, r.applicable) for r in form.ratings] == [(3, True), (4, True), (None, False)]


@pytest.mark.parametrize(
    ("typed", "level", "comment"),
    [
        ("3/4", 3, ""), ("3 / 4", 3, ""), ("__3__", 3, ""), ("[3]", 3, ""), ("3.", 3, ""),
        ("niveau 3", 3, ""), ("Conforme aux attentes", 3, ""), ("3 – Conforme aux attentes", 3, ""),
        ("3 (en progrès)", 3, "(en progrès)"), ("3, en progrès", 3, "en progrès"),
        ("n/a", None, ""), ("N.A.", None, ""), ("sans objet", None, ""), ("–", None, ""),
    ],
)  # fmt: skip
def test_what_people_write_for_a_level(typed: str, level: int | None, comment: str) -> None:
    (rating,) = form_of(answered(blank(), {1: typed})).ratings
    assert (rating.level, rating.applicable, rating.comment) == (level, level is not None, comment)


@pytest.mark.parametrize("typed", ["5", "3,5", "3 ou 4", "3-4", "bien", "33", "4/5"])
def test_an_unknown_level_is_refused_by_its_line(typed: str) -> None:
    text = answered(blank(), {2: typed})
    line = text[: text.index("\n2. ")].count("\n") + 2
    message = refusal(text)
    assert message.startswith(f"ligne {line}, 2 : réponse « {typed} » inconnue")


def test_two_answers_to_one_criterion_are_refused() -> None:
    text = answered(blank(), {1: "3"}) + "\n" + answered(blank(), {1: "4"})
    assert "deux réponses différentes" in refusal(text)


def test_a_number_that_is_none() -> None:
    assert "F. Heures d’encadrement" in refusal(closing(blank(), F="beaucoup"))


def test_what_is_no_answer_is_said() -> None:
    result = imported("Bonjour Maxime,\nvoici.\n\n" + closing(FILLED, G="oui, surtout au début"))
    notes = plain("\n".join(result.notes))
    assert "2 lignes ne sont pas des réponses : « Bonjour Maxime, », « voici. »" in notes


def test_what_is_there_already_is_shown_as_changed_and_never_cleared() -> None:
    before = lea(evaluations=(EXPECTED,))
    result = imported(answered(blank(), {1: "4", 2: "4"}), before)
    lines = [plain(f"{line.sign} {line.text}") for line in result.lines()]
    assert lines == ["→ 1. Organise son travail : 3 → 4"]
    assert form_of(answered(blank(), {1: "4"}), before).rating("protects-accesses").level == 2


def test_what_it_cannot_come_back_to() -> None:
    complete = EXPECTED.evolve(completed_on=date(2027, 2, 1))
    with pytest.raises(Refused, match="complète depuis le"):
        imported(FILLED, lea(evaluations=(complete,)))
    with pytest.raises(Refused, match="clos"):
        imported(FILLED, lea(started_on=TODAY, closed_on=TODAY))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"), (b" \n", "vide"), (b"\x00\x01\x02", "Référence"),
        (b"Bonjour", "Référence"), (b"%PDF-1.7 \x00", "Référence"),
        (f"self_final {part_id('a')}\nself_final {part_id('b')}".encode(), "plusieurs"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_one(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_filled(data)


def test_a_form_without_any_criterion_left() -> None:
    reference = next(line for line in blank().splitlines() if "self_midpoint" in line)
    with pytest.raises(UnreadableFile, match="aucun des critères"):
        imported(reference)


@pytest.mark.parametrize("line", ["-" * 200_000 + "x", "--" + " -" * 90_000 + " x", "1" * 200_000])
def test_an_endless_line_ends(line: str) -> None:
    """It is read in the time of its length: a pattern that goes back and forth would not end."""
    assert squeezed(form_of(f"{line}\n{FILLED}")) == squeezed(EXPECTED)


def test_a_signature_is_no_answer() -> None:
    text = FILLED.split("--- Fin")[0] + "-- \nLéa\n06 12 34 56 78\n"
    assert squeezed(form_of(text)) == squeezed(EXPECTED)
    assert "« Léa »" in plain("\n".join(imported(text).notes))


def test_a_text_of_many_megabytes() -> None:
    with pytest.raises(UnreadableFile, match="dépasse 1"):
        read_filled(FILLED.encode() * 500)


@given(st.text(max_size=400))
def test_no_text_breaks_it(noise: str) -> None:
    filled = read_filled((FILLED + "\n" + noise).encode("utf-8", "replace"))
    assert isinstance(filled, FilledText)


@given(
    st.dictionaries(NUMBERS, st.sampled_from("01234")),
    st.dictionaries(
        st.integers(1, len(CRITERIA)), st.from_regex(r"[a-zé ,!?]{1,40}", fullmatch=True)
    ),
)
def test_random_answers_come_back_exactly(levels: dict[int, str], comments: dict[int, str]) -> None:
    form = form_of(answered(blank(), levels, comments)) if levels or any(
        comment.strip(" ") for comment in comments.values()
    ) else Evaluation(kind="self_midpoint")  # fmt: skip
    for number, criterion in enumerate(CRITERIA, 1):
        rating, level = form.rating(criterion.id), levels.get(number)
        assert rating.level == (int(level) if level and level != "0" else None)
        assert rating.applicable == (level != "0")
        assert rating.comment == comments.get(number, "").strip()
