"""Cases: filing, the moves, lists, deadlines, call-backs."""
