"""Whatever a chat can send, made by a seeded die."""
