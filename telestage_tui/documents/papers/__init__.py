"""The papers handed over: what each shows of a dossier, as the data of its template."""
