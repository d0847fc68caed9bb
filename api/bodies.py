"""Bodies that may be larger than elsewhere (DATA_UPLOAD_MAX_MEMORY_SIZE), each with a bound of its own."""

from django.http import HttpRequest

from fithub.core.errors import TooLarge


def read_body(request: HttpRequest, most: int) -> None:
    """Read the body, so that `request.body`, `POST` and `FILES` have it. Raises TooLarge (`body_too_large`)."""
    content = request.read(most + 1)
    if len(content) > most:
        raise TooLarge("body_too_large", f"The body may have at most {most // 10**6} MB here.")
    # Where Django keeps what it has read itself; it asks for its own bound only when it reads.
    request._body = content
