"""Conversations with the coach: what was said, and what came of it."""
