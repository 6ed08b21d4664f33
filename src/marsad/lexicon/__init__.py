"""Loads, validates and indexes ``data/``; the only reader of it."""
