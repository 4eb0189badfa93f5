"""What riders open in chat."""
