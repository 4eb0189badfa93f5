"""First contact, invitations and numbers in chat."""
