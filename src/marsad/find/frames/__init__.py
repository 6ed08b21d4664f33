"""Step 5, frames: from a trigger and its clause to an event with its sides; ``fill.py`` and ``conditions`` first."""
