"""A body's numbers: what a person aims at, and the references for those who have not said."""
