"""The `telestage` command: for scripts, for screen readers, and for a machine without a terminal.

`root` holds the global options and the endings, `commands` what can be asked, `shapes` the JSON,
`texts` and `clocks` the French lines they answer with, `opening` the way to the screens.
"""
