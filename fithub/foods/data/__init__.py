"""Figures and word lists that the search and the portions go by, each with its source."""
