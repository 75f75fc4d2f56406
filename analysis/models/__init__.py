"""The shipped networks: what each says of a text. Their weights, and the words they know, lie in `data/`."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"

Floats = NDArray[np.float32]
Integers = NDArray[np.intp]
Model = dict[str, Floats]
