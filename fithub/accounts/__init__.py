"""People: who they are, how they sign in, and how they like their days and units."""
