"""The `telestage` command: for scripts, for screen readers, and for a machine without a terminal.

`main` holds the global options and the exit codes, `commands` the commands, `json_output` the JSON
and `text_output` and `two_clocks_output` the French lines they answer with; `open_screens` opens
the screens.
"""
