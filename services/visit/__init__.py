"""Visits: windows, walks, the log, reminders."""
