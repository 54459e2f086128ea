"""The `telestage` command: for scripts, for screen readers, and for a machine without a terminal.

`main` holds the global options and the exit codes, `commands` the commands. Each `…_output` is what
they answer about one thing, as lines of French (`…_lines`) or as JSON (`…_shape`); `open_screens`
opens the screens.
"""
