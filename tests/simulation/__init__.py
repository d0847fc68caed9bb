"""Simulated people whose expenditure is known, and how near each way of telling it comes: `make simulate`."""
