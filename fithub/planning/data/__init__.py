"""What foods people must be warned of, with its sources."""
