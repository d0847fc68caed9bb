"""Photos over HTTP: sent, written anew, seen by their owner alone, deleted, had back, swept."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fithub.body.models import Photo, PhotoFile
from fithub.body.photo_files import GRACE, sweep_photos
from fithub.core import files
from fithub.core.clock import set_clock
from fithub.jobs.handlers.photos import run
from tests.agents.chat import HttpClient, register_at
from tests.api.test_openapi import conforms
from tests.body.test_pictures import encoded, located, png, scene
from tests.people import Person
from tests.working import work_for

NOW = "2026-05-05T09:30:00Z"


@pytest.fixture
def person() -> Person:
    return Person.register(time_zone="Europe/Berlin", now=NOW)


def send(person: Person, content: bytes, query: str = "", kind: str = "image/jpeg", **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {person.access}"} | person.headers
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return person.client.generic("POST", f"/api/v1/photos{query}", content, content_type=kind, headers=sent)


def post_form(person: Person, fields: dict[str, Any]) -> Any:
    sent = {"Authorization": f"Bearer {person.access}"} | person.headers
    return person.client.post("/api/v1/photos", fields, headers=sent)


def ready(person: Person, **query: str) -> dict[str, Any]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    made = send(person, encoded(scene()), f"?{asked}" if asked else "")
    assert made.status_code == 201, made.content
    work_for(person)
    photo: dict[str, Any] = person.get(f"/photos/{made.json()['id']}").json()
    assert photo["state"] == "ready"
    return photo


def stored(person: Person) -> list[str]:
    """What lies in the person's folder."""
    base = files.path_of(person.user_id, "photos")
    return sorted(name for folder in files.folders_in(base) for name in files._listed(f"{base}/{folder}")[1])


def swept_at(instant: datetime) -> None:
    with set_clock(instant):
        sweep_photos()


def test_a_photo_is_sent_written_anew_and_seen(person: Person) -> None:
    made = conforms(send(person, located(), "?pose=side&note=week+1"), "/photos", "POST")
    assert (made["state"], made["pose"], made["note"]) == ("processing", "side", "week 1")
    assert (made["taken_at"], made["local_date"], made["local_time"]) == (
        "2026-05-05T09:30:00Z",
        "2026-05-05",
        "11:30:00",
    )
    path = f"/photos/{made['id']}"
    early = person.get(f"{path}/image")
    assert (early.status_code, early.json()["code"]) == (409, "photo_processing")
    assert stored(person) == ["original"]
    (job,) = work_for(person)
    assert (job.state, job.result) == ("done", {"state": "ready"})
    assert stored(person) == ["full.jpg", "thumb.jpg"], "what was sent is deleted"
    shown = conforms(person.get(path), "/photos/{photo_id}", "GET")
    assert (shown["state"], shown["width"], shown["height"]) == ("ready", 200, 300)
    for size in ("full", "thumb"):
        image = person.get(f"{path}/image?size={size}")
        assert image.status_code == 200
        assert image.headers["Content-Type"] == "image/jpeg"
        assert image.headers["Cache-Control"].startswith("private")
        assert image.headers["X-Content-Type-Options"] == "nosniff"
        assert image.headers["Content-Disposition"].startswith("inline; filename=")
        assert "sandbox" in image.headers["Content-Security-Policy"]
        with Image.open(BytesIO(image.content)) as picture:
            assert picture.size == (200, 300)
        again = person.get(f"{path}/image?size={size}", If_None_Match=image.headers["ETag"])
        assert again.status_code == 304
    assert person.get(f"{path}/image?size=huge").status_code == 422
    assert run(person.user_id, job, None, file_id=job.arguments["file_id"]) == {"state": "ready"}, "twice is once"


def test_a_form_takes_the_picture_as_a_part(person: Person) -> None:
    part = SimpleUploadedFile("../../etc/passwd.jpg", encoded(scene(), "PNG"), content_type="text/html")
    made = conforms(
        post_form(person, {"photo": part, "pose": "back", "local_date": "2026-05-01", "local_time": "07:30"}),
        "/photos",
        "POST",
    )
    assert (made["pose"], made["local_date"], made["taken_at"]) == ("back", "2026-05-01", "2026-05-01T05:30:00Z")
    for fields, code in (
        ({"pose": "back"}, "photo_missing"),
        ({"photo": "a text"}, "validation_failed"),
        ({"photo": SimpleUploadedFile("x.jpg", b"a text")}, "image_unreadable"),
        ({"photo": SimpleUploadedFile("x.jpg", encoded(scene())), "pose": "upside"}, "validation_failed"),
        ({"photo": SimpleUploadedFile("x.jpg", encoded(scene())), "user_id": "x"}, "validation_failed"),
    ):
        refused = post_form(person, fields)
        assert (refused.status_code, refused.json()["code"]) == (422, code), fields
    broken = send(person, b"no form at all", kind="multipart/form-data")
    assert (broken.status_code, broken.json()["code"]) == (422, "body_unreadable")
    assert len(person.get("/photos").json()["items"]) == 1


@pytest.mark.parametrize(
    ("content", "query", "code"),
    [
        (b"", "", "photo_missing"),
        (b"a text", "", "image_unreadable"),
        (png(30_000, 30_000), "", "image_too_large"),
        (encoded(Image.new("RGB", (1, 1)), "PNG"), "", "image_too_small"),
        (encoded(scene()), "?local_date=2026-05-06", "measured_in_future"),
        (encoded(scene()), "?taken_at=2026-05-05T08:00:00", "validation_failed"),
        (encoded(scene()), "?pose=upside", "validation_failed"),
    ],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(person: Person, content: bytes, query: str, code: str) -> None:
    refused = send(person, content, query)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert person.get("/photos").json()["items"] == []
    assert stored(person) == []


def test_the_bound_is_this_routes_alone(person: Person) -> None:
    large = encoded(scene(), "PNG") + b"\0" * 4_000_000
    assert send(person, large).status_code == 201
    too_large = send(person, b"\0" * 15_000_001)
    assert (too_large.status_code, too_large.json()["code"]) == (413, "body_too_large")
    note = {"metric": "weight_kg", "value": 80, "note": "x" * 1_500_000}
    assert person.post("/measurements", note).status_code == 413


def test_the_server_takes_it_as_well(live_server_url: str) -> None:
    client = HttpClient(live_server_url)
    person = register_at(live_server_url)
    headers = {"Authorization": f"Bearer {person.access}"}
    content = encoded(scene(), "PNG") + b"\0" * 3_000_000
    made = client.generic("POST", "/api/v1/photos", content, content_type="image/png", headers=headers)
    assert made.status_code == 201
    too_large = client.generic("POST", "/api/v1/photos", b"\0" * 15_000_001, content_type="image/png", headers=headers)
    assert (too_large.status_code, too_large.json()["code"]) == (413, "body_too_large")


def test_what_cannot_be_decoded_fails_and_says_so(person: Person) -> None:
    whole = encoded(Image.effect_noise((300, 200), 80).convert("RGB"), "PNG")
    made = send(person, whole[: len(whole) // 2]).json()
    (job,) = work_for(person)
    assert (job.state, job.result) == ("done", {"state": "failed"})
    shown = person.get(f"/photos/{made['id']}").json()
    assert (shown["state"], shown["error_code"]) == ("failed", "image_unreadable")
    assert person.get(f"/photos/{made['id']}/image").json()["code"] == "image_unreadable"
    assert stored(person) == []


def test_a_key_is_for_one_upload(person: Person) -> None:
    content = encoded(scene())
    first = send(person, content, Idempotency_Key="one")
    again = send(person, content, Idempotency_Key="one")
    assert (again.content, again.headers["Idempotent-Replay"]) == (first.content, "true")
    other = send(person, encoded(scene("L")), Idempotency_Key="one")
    assert other.json()["code"] == "idempotency_key_reused"
    assert len(person.get("/photos").json()["items"]) == 1


def test_photos_are_listed_changed_and_filtered(person: Person) -> None:
    ids = [
        ready(person, local_date=f"2026-05-0{day}", pose=pose)["id"]
        for day, pose in ((1, "front"), (2, "side"), (3, "front"))
    ]
    page = conforms(person.get("/photos?limit=2"), "/photos", "GET")
    assert [each["id"] for each in page["items"]] == ids[:0:-1]
    rest = person.get(f"/photos?limit=2&cursor={page['next']}").json()
    assert ([each["id"] for each in rest["items"]], rest["next"]) == (ids[:1], None)
    assert [each["id"] for each in person.get("/photos?pose=side").json()["items"]] == [ids[1]]
    assert [each["id"] for each in person.get("/photos?from=2026-05-03").json()["items"]] == [ids[2]]
    changed = conforms(person.patch(f"/photos/{ids[0]}", {"pose": "back", "note": "x"}), "/photos/{photo_id}", "PATCH")
    assert (changed["pose"], changed["note"], changed["local_date"]) == ("back", "x", "2026-05-01")
    moved = person.patch(f"/photos/{ids[0]}", {"local_time": "06:00"}).json()
    assert (moved["local_date"], moved["taken_at"]) == ("2026-05-01", "2026-05-01T04:00:00Z")
    person.post("/changes/undo")
    person.post("/changes/undo")
    assert person.get(f"/photos/{ids[0]}").json()["pose"] == "front"


def test_an_upload_and_a_deletion_are_undone_in_truth(person: Person) -> None:
    photo = ready(person)
    path = f"/photos/{photo['id']}"
    picture = person.get(f"{path}/image").content
    assert person.delete(path).status_code == 204
    assert person.get(path).status_code == 404
    assert person.get(f"{path}/image").status_code == 404
    swept_at(datetime.fromisoformat(NOW) + GRACE - timedelta(days=1))
    assert person.post("/changes/undo").status_code == 200
    assert person.get(path).json() == photo
    assert person.get(f"{path}/image").content == picture
    assert person.post("/changes/undo").status_code == 200, "the upload"
    assert person.get(path).status_code == 404
    assert person.post("/changes/redo").status_code == 200
    assert person.get(f"{path}/image").content == picture


def test_after_the_grace_the_files_are_gone_and_an_undo_says_so(person: Person) -> None:
    path = f"/photos/{ready(person)['id']}"
    kept = ready(person)
    person.delete(path)
    later = datetime.fromisoformat(NOW) + GRACE
    swept_at(later + timedelta(hours=1))
    assert stored(person) == ["full.jpg", "thumb.jpg"], "of the one that is kept"
    refused = person.post("/changes/undo")
    assert (refused.status_code, refused.json()["code"]) == (409, "gone_since")
    assert person.get(f"/photos/{kept['id']}/image").status_code == 200


def test_what_came_back_is_not_swept_and_what_was_taken_back_is(person: Person) -> None:
    path = f"/photos/{ready(person)['id']}"
    start = datetime.fromisoformat(NOW)
    person.delete(path)
    swept_at(start + timedelta(days=1))
    person.post("/changes/undo")
    swept_at(start + timedelta(days=2))
    swept_at(start + 2 * GRACE)
    assert person.get(f"{path}/image").status_code == 200
    person.post("/changes/undo")
    swept_at(start + 2 * GRACE)
    assert stored(person)
    swept_at(start + 3 * GRACE + timedelta(days=1))
    assert stored(person) == []
    with person.acting():
        assert not PhotoFile.objects.exists()


def test_what_no_row_knows_is_swept(person: Person) -> None:
    orphan = files.path_of(person.user_id, "photos", "01990000-0000-7000-8000-000000000000")
    files.put(f"{orphan}/original", b"of a request that failed")
    swept_at(datetime.now(UTC))
    assert stored(person) == ["original"]
    swept_at(datetime.now(UTC) + timedelta(days=2))
    assert stored(person) == []
    waiting = send(person, encoded(scene())).json()
    swept_at(datetime.now(UTC) + timedelta(days=2))
    assert person.get(f"/photos/{waiting['id']}").json()["state"] == "failed"
    assert stored(person) == []


def test_with_the_account_the_files_go(person: Person, bob: Person) -> None:
    ready(person)
    theirs = ready(bob)
    waits = send(person, encoded(scene())).json()
    with person.acting():
        file_id = Photo.objects.get(pk=waits["id"]).file_id
    assert person.delete("/me").status_code == 204
    assert stored(person) == []
    assert run(person.user_id, None, None, file_id=str(file_id)) == {"state": "gone"}
    files.put(files.path_of(person.user_id, "photos", str(file_id), "full.jpg"), b"late")
    swept_at(datetime.now(UTC))
    assert stored(person) == []
    assert bob.get(f"/photos/{theirs['id']}/image").status_code == 200


def test_nobody_sees_or_changes_anothers(person: Person, bob: Person) -> None:
    photo = ready(person)
    path = f"/photos/{photo['id']}"
    before = person.get("/photos").json()
    for method, address, body in (
        ("GET", path, None),
        ("GET", f"{path}/image", None),
        ("GET", f"{path}/image?size=thumb", None),
        ("PATCH", path, {"note": "x"}),
        ("DELETE", path, None),
    ):
        assert bob.send(method, address, body).status_code == 404, address
    assert bob.get("/photos").json()["items"] == []
    assert person.client.get(f"/api/v1{path}/image").status_code == 401
    for address in ("/files/", f"/people/{person.user_id}/photos/", f"/static/people/{person.user_id}/"):
        answer = person.client.get(address)
        assert b"JFIF" not in answer.content
    assert person.get("/photos").json() == before
