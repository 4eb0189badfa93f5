"""Roster files in chat."""
