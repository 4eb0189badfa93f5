"""Persons, their phones and their roles."""
