"""The networks that ship, in numpy: what each says of a text. Weights, words and word pieces lie in `data/`.

- `attribution`: which words are somebody's, and whose; `tokens` is what it sees of a text.
- `tone`: how positive or negative a sentence is toward a target.
- `themes`: which words bring a statement which theme; `theme_hits` turns them into hits, with the terms of a codebook.
- `name_kinds`: whether a capitalised run of words is a person, a place, a body, or none.
- `layers`, `transformer`: the layers that the networks have in common.
- `words`, `word_pieces`: how a text is cut and looked up.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]
Model = dict[str, Floats]
