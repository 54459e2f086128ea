"""D'où ça vient: the facts of the programme, of when they are, and what changed."""
