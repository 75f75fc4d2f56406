"""How the attribution model is made; nothing here is needed to use it."""
