"""Step 4, basic phrases: persons, offices, institutions, groups, places; ``read.py`` walks over a sentence."""
