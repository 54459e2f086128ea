"""The screens in a browser: a server on this machine, one program a browser, on textual-serve."""
