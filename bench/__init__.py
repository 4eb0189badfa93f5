"""The benchmark (`make bench`): speed, cost and scale, each against a peer or a floor measured in the same run."""
