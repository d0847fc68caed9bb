"""Fetching a dump by HTTPS, and going on with it where an earlier try stopped."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from fithub.core.errors import InvalidInput, Unavailable
from fithub.sources.runs import Meter, silent

AGENT: Final = "FitHub/0.1 (food data import)"
_TIMEOUT: Final = httpx.Timeout(30.0)
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_MOST_REDIRECTS: Final = 5

type Client = Callable[[], httpx.Client]


def is_address(text: str) -> bool:
    """Whether what was given is an address and not a path."""
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def new_client() -> httpx.Client:
    """The client that dumps are fetched with."""
    return httpx.Client(
        timeout=_TIMEOUT, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"}, follow_redirects=False
    )


def fetch(url: str, *, folder: Path, meter: Meter = silent, client: Client = new_client) -> Path:
    """The file behind an address, in `folder`. One that is there whole is asked about and not fetched again.

    Only HTTPS, and HTTP of this machine. Raises InvalidInput (`address_refused`), Unavailable (`download_failed`).
    """
    check_address(url)
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^A-Za-z0-9._-]", "_", urlsplit(url).path.rpartition("/")[2])[-120:].lstrip(".") or "dump"
    whole, part, note = folder / name, folder / f"{name}.part", folder / f"{name}.json"
    try:
        with client() as http:
            return _fetch(http, url, whole, part, note, meter)
    except httpx.HTTPError as error:
        kept = f" {part.stat().st_size:,} bytes are kept; the same command goes on there." if part.exists() else ""
        raise Unavailable(
            "download_failed",
            f"{urlsplit(url).hostname} cannot be reached ({str(error) or type(error).__name__}). Without a network, give the "
            f"path of a dump that was fetched elsewhere.{kept}",
        ) from error


def check_address(url: str, *, led_from: str = "") -> None:
    """Raises InvalidInput (`address_refused`) for what is neither HTTPS nor this machine, to which nobody else may lead."""
    hosts = {urlsplit(url).hostname, urlsplit(led_from or url).hostname}
    if urlsplit(url).scheme.lower() != "https" and not hosts <= _LOOPBACK:
        raise InvalidInput("address_refused", "Dumps are fetched by https:// only.")


def _fetch(http: httpx.Client, url: str, whole: Path, part: Path, note: Path, meter: Meter) -> Path:
    known = _read_note(note)
    headers = {}
    version = known.get("version", "")
    if known.get("url") == url and version:
        if whole.exists():
            headers = {"If-None-Match" if known["kind"] == "etag" else "If-Modified-Since": version}
        elif part.exists() and part.stat().st_size:
            headers = {"Range": f"bytes={part.stat().st_size}-", "If-Range": version}
    asked = url
    for _ in range(_MOST_REDIRECTS):
        with http.stream("GET", url, headers=headers) as answer:
            if answer.has_redirect_location:
                url = str(answer.next_request.url) if answer.next_request else url
                check_address(url, led_from=asked)
                continue
            if answer.status_code == httpx.codes.NOT_MODIFIED and whole.exists():
                return whole
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink()
                raise Unavailable("download_failed", "The dump has changed while it was fetched; begin again.")
            if answer.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
                raise Unavailable(
                    "download_failed", f"{urlsplit(url).hostname} answered {answer.status_code} for this address."
                )
            return _receive(answer, asked, whole, part, note, meter)
    raise Unavailable("download_failed", "This address leads from one to the next without an end.")


def _receive(answer: httpx.Response, url: str, whole: Path, part: Path, note: Path, meter: Meter) -> Path:
    goes_on = answer.status_code == httpx.codes.PARTIAL_CONTENT
    before = part.stat().st_size if goes_on else 0
    if goes_on and not answer.headers.get("Content-Range", "").startswith(f"bytes {before}-"):
        raise Unavailable("download_failed", "The server sent another part of the dump than the one that is missing.")
    length = int(answer.headers.get("Content-Length") or 0)
    if length > shutil.disk_usage(part.parent).free:
        raise Unavailable(
            "download_failed", f"The dump has {length:,} bytes, more than there is room for in {part.parent}."
        )
    if not goes_on:
        tag, day = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
        strong = tag and not tag.startswith("W/")
        note.write_text(
            json.dumps({"url": url, "version": tag if strong else day, "kind": "etag" if strong else "day"}),
            encoding="utf-8",
        )
    with part.open("ab" if goes_on else "wb") as file, meter(whole.name, before + length) as step:
        step(before)
        for chunk in answer.iter_raw():
            file.write(chunk)
            step(len(chunk))
    if length and part.stat().st_size != before + length:
        raise httpx.ReadError("the connection ended before the file did")
    part.replace(whole)
    return whole


def _read_note(note: Path) -> dict[str, str]:
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
