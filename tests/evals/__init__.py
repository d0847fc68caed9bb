"""Evaluations of the agent: conversations in a seeded world, graded by what the database holds in the end."""
