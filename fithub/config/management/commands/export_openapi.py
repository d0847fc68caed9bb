"""The OpenAPI document, as the web client is generated from it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.main import api


class Command(BaseCommand):
    help = "Write the OpenAPI document to web/openapi.json; with --check, fail if it would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("web/openapi.json"))
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        document = json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False, default=str) + "\n"
        if options["check"]:
            if not out.is_file() or out.read_text() != document:
                raise CommandError(f"{out} is out of date; run `make openapi`.")
            return
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(document)
        self.stdout.write(f"wrote {out}")
