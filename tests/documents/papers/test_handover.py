"""The hand-over on paper and as a message: what is left, where it is, and who takes it over."""

from __future__ import annotations

from datetime import date

from telestage_tui.documents.messages.drafts import drafts
from telestage_tui.documents.papers.catalogue import is_empty, missing_for
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.records import Transfer
from tests.documents.messages import support
from tests.factories import make_dossier, part_id

from .test_work_plan import setting, text_of

REPORT = Transfer(id=part_id("report"), item="Rapport final", where="Teams, dossier Projet",
                  to="Sophie Gagnon", done_on=date(2027, 4, 2))  # fmt: skip
CODE = Transfer(id=part_id("code"), item="Dépôt de code", where="GitLab")
NORDIK = Transfer(id=part_id("nordik"), item="Suivi de Nordik", kind="subject", to="Marc Roy",
                  begun_on=date(2027, 3, 30))  # fmt: skip


def leaving() -> Dossier:
    return make_dossier(transfers=(NORDIK, REPORT, CODE))


def test_the_files_come_first_each_with_its_place_its_taker_and_its_day() -> None:
    text = text_of("handover", leaving())
    files, subjects = text.index("Fichiers"), text.index("Sujets")
    assert files < text.index("Rapport final") < text.index("Dépôt de code") < subjects
    assert subjects < text.index("Suivi de Nordik")
    for words in ("Teams, dossier Projet", "Sophie Gagnon", "2 avril 2027", "GitLab", "Marc Roy",
                  "en cours depuis le 30 mars 2027"):  # fmt: skip
        assert words in text


def test_it_is_written_in_english() -> None:
    text = text_of("handover", leaving(), "en")
    for words in ("Hand-over of files and subjects", "Files", "Subjects", "Taken over by",
                  "under way since 30 March 2027"):  # fmt: skip
        assert words in text


def test_who_is_missing_is_listed_and_an_empty_list_says_so() -> None:
    assert missing_for(setting("handover", leaving())) == (
        "Qui reprend « Dépôt de code » n’est pas noté.",
    )
    bare = make_dossier(transfers=())
    assert is_empty(setting("handover", bare))
    assert "Aucun fichier ni sujet noté." in text_of("handover", bare)


def test_the_message_to_the_team_has_what_is_left_alone_and_a_blank_for_who_is_missing() -> None:
    (message,) = drafts(support.setting("handover", leaving()))
    body = support.plain(message.body)
    assert "Rapport final" not in body
    assert "– Sujet : Suivi de Nordik, repris par Marc Roy" in body
    assert "– Dépôt de code (GitLab), repris par [… à compléter : la personne qui le repre" in body
    assert "Tout est transmis" not in body
    (done,) = drafts(support.setting("handover", make_dossier(transfers=(REPORT,))))
    assert "Tout est transmis" in support.plain(done.body)
