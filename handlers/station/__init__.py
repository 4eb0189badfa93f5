"""Stations in chat."""
