"""Every promise at its full size: `make soak`."""
