"""The network of attribution.

- `lessons`: a label for each token, and the links between contents, sources and cues.
- `fit`: the network in PyTorch, and the command that fits it.
- `name_kinds`, `voices`: the weights by which names are told apart, and by which a source gets its name.
- `calibrate`: how sure the network may be, and the command that measures it.
"""
