"""In and out: what other programs have of a person, and all that FitHub has of them, to take along or to erase."""
