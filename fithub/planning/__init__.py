"""What a person comes back to: recipes, which are foods of theirs as well, and favourites."""
