"""What stops a start."""


class CannotStart(Exception):
    """Something the person has to put right first. The message is one line they can act on."""
