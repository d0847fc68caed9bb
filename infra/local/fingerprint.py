"""Whether files are still what they were when something was made from them."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def fingerprint(files: Iterable[Path], *more: str) -> str:
    """A short text that changes when the content, name or order of a file does, or any of the other words."""
    whole = hashlib.sha256("\n".join(more).encode())
    for path in files:
        content = path.read_bytes()
        whole.update(f"\n{path.name} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def files_below(folder: Path, *, without: frozenset[str]) -> Iterator[Path]:
    """All files in the folder, always in the same order, leaving out folders of these names."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in without:
            yield from files_below(path, without=without)
        elif path.is_file():
            yield path
