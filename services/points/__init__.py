"""Points: the ledger, rewards and vouchers."""
