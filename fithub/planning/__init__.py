"""What is cooked and planned: recipes."""
