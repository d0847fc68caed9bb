"""The diary: what a person ate, as rows they own; drafts of it; and a day's sums."""
