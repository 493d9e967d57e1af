"""Everything that was done: the list, the calendar, one activity looked at closely, files in and out."""
