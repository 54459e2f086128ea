"""Writing the history in a file, from its page."""

from __future__ import annotations

from ...documents.files import write_file
from ...documents.history_json import history_json
from ...documents.names import paper_name
from ...documents.tables import history_csv
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import leading_count
from ...dossier.history_search import HistoryFilter
from ...dossier.os_errors import french_cause
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ..base import WorkScreen
from ..where import folder_of, keep_folder, refusal, usual_folder, where_fields
from ..written import WrittenDialog
from .rows import answering, filter_words

_FIELDS = (
    FormField("form", "Forme", "choice", (("csv", "CSV"), ("json", "JSON")),
              "CSV : une ligne par valeur changée, pour un tableur. JSON : pour un programme."),
)  # fmt: skip
_ADVICE = "Le fichier contient des renseignements personnels : effacez-le quand il a servi."


def export_dialog(screen: WorkScreen, dossier: Dossier, question: HistoryFilter) -> FormDialog:
    """The dialog that asks the form and the folder, then writes the lines that answer.

    Args:
        screen: The screen that opens it, and says where the file is.
        dossier: Whose history.
        question: What is looked for; a blank one exports every line.
    """
    preferences = screen.workspace.preferences
    entries = [dossier.history[rank] for rank in answering(dossier, question)]

    def submit(values: Values) -> bool:
        is_csv = values["form"] == "csv"
        zone_name = dossier.host.zone
        text = history_csv(entries, zone_name) if is_csv else history_json(entries)
        name = paper_name(dossier, "historique", values["form"])
        try:
            path = write_file(folder_of(values), name, text.encode())
        except TelestageError as error:
            raise refusal(values, str(error)) from None
        except OSError as error:
            raise refusal(values, f"{french_cause(error)}.") from None
        keep_folder(preferences, values)
        screen.app.call_later(screen.app.push_screen, WrittenDialog([path], [_ADVICE]))
        return True

    words = filter_words(question)
    chosen = f"celles du filtre ({words})" if words else "tout l’historique"
    return FormDialog(
        "Exporter l’historique",
        (*_FIELDS, *where_fields(screen.app)),
        lambda: usual_folder(preferences),
        submit,
        screen.workspace.today,
        question=f"{leading_count(len(entries), 'ligne', feminine=True)} : {chosen}.",
        send_word="Écrire",
    )
