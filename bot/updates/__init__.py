"""An update's way: heard, stored, routed, handled; and what is said about it."""
