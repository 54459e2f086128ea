"""The `telestage` command: for scripts, for screen readers, and for a machine without a terminal.

`root` holds the global options and the endings, `commands` what can be asked, `shapes` the JSON,
`texts` and `clocks` the French lines they answer with.
"""

import gc

gc.disable()  # what is imported stays: going through it again and again would find nothing

from .root import main  # noqa: E402

gc.freeze()
gc.enable()

__all__ = ["main"]
