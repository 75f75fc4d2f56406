"""How the data files that ship with the instrument are made; nothing here is needed to use it."""
