"""Visits in chat."""
