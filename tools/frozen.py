"""The program as PyInstaller packs it, which is started for its two processes alike."""

from __future__ import annotations

import sys

from telestage_tui.__main__ import main
from telestage_tui.documents.ics.absences import FROZEN_READER
from telestage_tui.documents.ics.reading_process import main as read_calendar

if __name__ == "__main__":
    if sys.argv[1:] == [FROZEN_READER]:
        read_calendar()
    else:
        main()
