"""Whistles: calls of forces, duty and its roster."""
