"""The absences of a calendar, taken from a file."""
