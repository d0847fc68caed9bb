"""Builds the committed food catalogue from its public-domain sources. Not part of the running application."""
