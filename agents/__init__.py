"""The coach: what it says, what it may do, how it remembers. Importing this package alone loads no model library."""
