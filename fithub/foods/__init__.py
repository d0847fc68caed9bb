"""Foods: the catalogue, a person's own foods, household portions, and the one search."""
