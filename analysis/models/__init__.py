"""The shipped networks: what each says of a text. Their weights and what they know lie in `data/`."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
