"""What is done later, or by the clock: a few lines each over a service."""
