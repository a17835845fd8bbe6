"""Consumers: the analysis tools themselves, asked to open what was written."""
