"""What screens and commands are given: the dossiers, the programme, the day, and caches."""
