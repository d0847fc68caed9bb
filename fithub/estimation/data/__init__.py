"""Tables of the language people log in, as data: they grow without code."""
