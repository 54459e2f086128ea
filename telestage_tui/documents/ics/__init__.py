"""iCalendar (RFC 5545): calendars written for other programs, and absences read from theirs."""
