"""Wishes: the wall, take-ups, thanks."""
