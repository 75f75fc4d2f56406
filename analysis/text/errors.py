"""What the instrument says when it cannot use what it was given."""


class InputError(ValueError):
    """Input that cannot be used. The message names the file, the place, the cause and the remedy."""
