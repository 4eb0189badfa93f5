"""Cases in chat: cards, moves, lists."""
