"""`python -m telestage_tui` is the `telestage` command."""

from .cli import main

main()
