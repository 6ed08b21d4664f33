"""Step 4a: person names, listed or not: found by their place and shape, at full length and no longer.

A name goes on while its tokens can be parts of a name. A token cannot be one if the lexicon knows it as something
else, if it is an ordinary word (``common.txt``), or if it is a conjunction or preposition written together with such
a word.

``whole`` goes on part by part from the first token; ``parts`` asks of each token what stands ``beside`` it, what it is
``listed`` as, and what its form (``forms``) says; names of listed ``officials`` may have any words.
"""

from __future__ import annotations

from marsad.find.phrases.names.listed import is_given, is_particle, is_town
from marsad.find.phrases.names.whole import name_end, name_in_commas

__all__ = ["is_given", "is_particle", "is_town", "name_end", "name_in_commas"]
