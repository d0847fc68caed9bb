"""The page in a real browser, against the real server."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from fithub.core import dispatch
from fithub.core.jobs import enqueue
from fithub.core.models import Job
from tests.agents.chat import register_at
from tests.agents.provider import MODEL, Provider, calls, says
from tests.agents.test_photos_said import PLATE, shown_images
from tests.body.test_pictures import scene
from tests.people import PASSWORD, Person

ROOT = Path(__file__).resolve().parents[2]
WALKS = Path(__file__).resolve().parent
# Where to put what the walks look like, for whoever wants to look at it.
PICTURES = [folder] if (folder := os.environ.get("FITHUB_PICTURES")) else []
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine. Where CI runs it must be there; elsewhere its absence is said and nothing more."""
    found = os.environ.get("FITHUB_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is not None:
        return found
    message = "no Chromium here: install the package `chromium`, or name one in FITHUB_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def serve_page(start_server: Callable[..., str]) -> Callable[..., str]:
    """Starts servers after the page was built, so that they serve it as its sources are now."""
    subprocess.run([sys.executable, "-m", "infra.local.page"], cwd=ROOT, check=True)
    return start_server


@pytest.fixture(scope="session")
def page_url(serve_page: Callable[..., str]) -> str:
    return serve_page()


def walk(name: str, *arguments: str) -> None:
    """Go through the page as the walk of that name does."""
    done = subprocess.run(
        ["node", WALKS / f"{name}.mjs", *arguments],
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr


def test_a_first_breakfast_is_logged_seen_and_taken_back(page_url: str, chromium: str) -> None:
    email, password = f"{uuid4().hex}@example.org", "correct horse battery"
    walk("breakfast", page_url, chromium, email, password)


def test_a_job_is_seen_and_cancelled(page_url: str, chromium: str, alice: Person) -> None:
    with alice.acting():
        asked = enqueue(user_id=alice.user_id, kind="import")
    job = dispatch.claim(user_id=alice.user_id, job_id=asked.pk)
    assert job is not None
    dispatch.beat(job, done=450, total=1000, message="March")
    walk = subprocess.Popen(
        ["node", WALKS / "jobs.mjs", page_url, chromium, alice.email, PASSWORD, *PICTURES],
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert walk.stdout is not None
    if walk.stdout.readline():
        dispatch.finish(job, state=Job.State.CANCELLED)
    _, complaints = walk.communicate(timeout=120)
    assert walk.returncode == 0, complaints


def test_a_spent_budget_is_said_and_seen(serve_page: Callable[..., str], chromium: str) -> None:
    with Provider() as provider:
        provider.will(says("Hello! What did you eat?"), forever=True)
        address = serve_page(
            OPENAI_API_KEY="a key",
            OPENAI_BASE_URL=provider.url,
            FITHUB_MODEL=MODEL,
            FITHUB_DAILY_TOKENS="100",
            FITHUB_MODEL_PRICES=f"{MODEL}=5/0.5/40",
        )
        walk("usage", address, chromium, register_at(address).email, PASSWORD, *PICTURES)


def test_a_photo_becomes_a_draft_that_is_added(serve_page: Callable[..., str], chromium: str, tmp_path: Path) -> None:
    picture = tmp_path / "plate.png"
    scene(size=(2400, 1600)).save(picture)
    with Provider() as provider:
        provider.will(calls(("Seen", PLATE)), forever=True)
        address = serve_page(
            OPENAI_API_KEY="a key", OPENAI_BASE_URL=provider.url, FITHUB_MODEL=MODEL, FITHUB_VISION_MODEL="seeing-model"
        )
        walk("photo", address, chromium, register_at(address).email, PASSWORD, str(picture), *PICTURES)
        # It was made small before it was sent, and is there once.
        (asked,) = provider.requests
        (image,) = shown_images(asked)
    assert image.size == (1600, 1067)


@pytest.mark.parametrize(("width", "scheme"), [("390", "light"), ("1440", "dark")])
def test_a_draft_is_mended_in_its_card_and_in_the_chat(page_url: str, chromium: str, width: str, scheme: str) -> None:
    person = register_at(page_url)
    walk("draft", page_url, chromium, person.email, PASSWORD, width, scheme, *PICTURES)
    told = ("description", "grams", "slot", "local_time")
    eaten = sorted(tuple(each[name] for name in told) for each in person.get("/entries").json()["items"])
    assert eaten == [
        ("Egg, whole, boiled or poached", 100, "dinner", "19:15:00"),
        ("Rice, cooked", 250, "dinner", "19:15:00"),
    ]


def test_what_the_page_loads_is_compressed_and_kept(page_url: str) -> None:
    with urlopen(page_url) as answer:
        document = answer.read().decode()
        assert answer.headers["Cache-Control"] == "no-cache"
    for path in re.findall(r"/assets/[^\"]+\.(?:js|css)", document):
        for encoding in ("br", "gzip"):
            asked = Request(page_url + path, headers={"Accept-Encoding": encoding})
            with urlopen(asked) as answer:
                assert answer.headers["Content-Encoding"] == encoding
                assert "immutable" in answer.headers["Cache-Control"]
                assert answer.headers["Access-Control-Allow-Origin"] is None
                assert len(answer.read()) == int(answer.headers["Content-Length"])
