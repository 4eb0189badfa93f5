"""Reports in chat: a wish, a complaint, a hazard, a letter, somebody else's words."""
