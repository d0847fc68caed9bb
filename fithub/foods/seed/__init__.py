"""The committed catalogue, and the vocabulary of the text model; both are written by `python -m infra.seed`."""
