"""Run the staged jobs: what is stale is made again, what is fresh is left alone."""
