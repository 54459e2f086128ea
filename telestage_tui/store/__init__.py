"""WHERE dossiers are kept: one readable JSON file behind TinyDB, safe against crashes.

`files` makes a change of the file all or nothing; `encoding` gives the file its form and its
checksum; `storage` joins them to TinyDB; `records` keeps each record in its next state, and
`undoer` takes changes back; `tinydb_repository` is what the rest of the program sees, through the
protocol of `repository`.
"""
