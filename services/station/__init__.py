"""Stations and their posters."""
