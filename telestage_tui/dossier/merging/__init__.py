"""Two versions of one record, compared field by field, and a third one made of what was chosen."""
