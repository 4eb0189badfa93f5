"""Wishes in chat."""
