"""How far numbers and claims hold: under other choices (`choices`, `specification`) and in resampled draws (`bootstrap`)."""
