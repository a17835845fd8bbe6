"""Formats: one file for each format that a graph can be written in."""
