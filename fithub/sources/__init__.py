"""Foods from outside: the official dumps, bar codes, and what was held back of them."""
