"""What the world does to a house: a Bot API that fails in every way, and kills at bad moments."""
