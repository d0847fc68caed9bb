"""The model that needs no provider: it reads English well enough to keep a food diary, and says so where it does not understand."""
