"""Step 6b, discourse: which drafts are one event, who attended, what one lends another; ``telling.py`` first."""
