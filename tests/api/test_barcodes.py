"""Foods by their bar codes, over HTTP: what is here, what Open Food Facts knows, and what it says when it does not."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections

from api import limits
from fithub.sources import lookup
from fithub.sources.gtin import check_digit
from tests.people import Person

type Answer = tuple[int, bytes]
SUGARS = {
    "energy-kcal_100g": 539,
    "proteins_100g": 6.3,
    "fat_100g": 30.9,
    "carbohydrates_100g": 57.5,
    "sugars_100g": 56.3,
}


class Service:
    """Open Food Facts' product service, on this machine. `answers` by code, in the form in which they are asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[str] = []

    def knows(self, code: str, **product: Any) -> None:
        amounts = product.pop("nutriments", SUGARS)
        told = {"code": code, "status": 1, "product": {"product_name": "Zorbcream", "nutriments": amounts} | product}
        self.answers[code] = 200, json.dumps(told).encode()

    def answer(self, code: str) -> Answer:
        self.asked.append(code)
        found = self.answers.get(code, (404, json.dumps({"code": code, "status": 0}).encode()))
        return found() if callable(found) else found


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The service, and FitHub told to ask it."""
    it = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert "FitHub" in self.headers["User-Agent"]
            status, body = it.answer(urlsplit(self.path).path.rpartition("/")[2].removesuffix(".json"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setattr(settings, "OPEN_FOOD_FACTS", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setattr(lookup, "_away_until", 0.0)
    yield it
    server.shutdown()
    server.server_close()


_numbers = iter(range(int(time.time() * 1000) % 10**9, 10**10))


def new_ean() -> str:
    """An EAN-13 that no other test uses."""
    body = f"40{next(_numbers):010d}"
    return f"{body}{check_digit(body)}"


def test_a_product_is_asked_for_once_and_is_a_food_from_then_on(service: Service, alice: Person, bob: Person) -> None:
    code = new_ean()
    service.knows(code, brands="Zorbrand,Other", quantity="400 g", serving_size="15 g", serving_quantity=15)
    answer = alice.get(f"/foods/barcode/{code}")
    assert answer.status_code == 200, answer.content
    food = answer.json()
    assert (food["name"], food["brand"], food["source"]) == ("Zorbcream", "Zorbrand", "off")
    assert food["nutrients_per_100g"]["sugars_g"] == 56.3
    assert food["nutrients_per_100g"]["fibre_g"] is None
    assert food["portions"] == [{"unit": "serving", "label": "15 g", "grams": 15}]
    assert "Open Database License" in food["attribution"]
    assert bob.get(f"/foods/barcode/{code}").json() == food
    assert service.asked == [code]
    # It is a food like any other: found by its name, and logged.
    named = alice.get("/foods?q=Zorbrand zorbcream").json()["items"]
    assert food["id"] in [each["id"] for each in named]
    assert alice.get(f"/foods/{food['id']}").json()["name"] == "Zorbcream"


@pytest.mark.parametrize("write", [str, lambda code: f"{code[:1]} {code[1:7]}-{code[7:]}", lambda code: f"0{code}"])
def test_every_form_of_a_code_is_the_same_product(service: Service, alice: Person, write: Callable[[str], str]) -> None:
    code = new_ean()
    service.knows(code)
    assert alice.get(f"/foods/barcode/{write(code)}").status_code == 200
    assert alice.get(f"/foods/barcode/{code}").status_code == 200
    assert service.asked == [code]


def test_a_short_upc_is_its_long_one(service: Service, alice: Person) -> None:
    service.knows("0042100005264", product_name="Zorbpop")
    first = alice.get("/foods/barcode/04252614").json()
    for form in ("042100005264", "0042100005264", "00042100005264"):
        assert alice.get(f"/foods/barcode/{form}").json()["id"] == first["id"]
    assert service.asked == ["0042100005264"]


@pytest.mark.parametrize(
    "code", ["4006381333932", "123", "abc", "1" * 30, "4006381333931%00", "٤٠٠٦٣٨١٣٣٣٩٣١", "00000000", "-"]
)
def test_what_is_no_bar_code_is_refused_and_never_asked_for(service: Service, alice: Person, code: str) -> None:
    answer = alice.get(f"/foods/barcode/{code}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_barcode")
    assert answer.json()["errors"][0]["field"] == "code"
    assert not service.asked


def test_what_nobody_knows_is_not_asked_for_again_for_a_day(service: Service, alice: Person) -> None:
    code = new_ean()
    alice.headers["X-Test-Now"] = "2026-05-01T10:00:00Z"
    for _ in range(2):
        answer = alice.get(f"/foods/barcode/{code}")
        assert (answer.status_code, answer.json()["code"]) == (404, "barcode_unknown")
        assert "food of your own" in answer.json()["detail"]
    assert service.asked == [code]
    service.knows(code)
    alice.headers["X-Test-Now"] = "2026-05-02T10:00:01Z"
    assert alice.get(f"/foods/barcode/{code}").status_code == 200


def test_nobody_is_asked_unless_it_is_switched_on(
    service: Service, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "OPEN_FOOD_FACTS", "")
    answer = alice.get(f"/foods/barcode/{new_ean()}")
    assert (answer.status_code, answer.json()["code"]) == (404, "barcode_unknown")
    assert "Open Food Facts" not in answer.json()["detail"]
    assert not service.asked


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"broken"),
        (302, b""),
        (200, b"<html>not JSON</html>"),
        (200, b'{"product": ' * 100_000),
        (200, b" " * (lookup.LONGEST_ANSWER + 1)),
    ],
)
def test_a_service_that_fails_is_said_and_left_alone_for_a_while(
    service: Service, alice: Person, answer: Answer
) -> None:
    code = new_ean()
    service.answers[code] = answer
    for _ in range(2):
        said = alice.get(f"/foods/barcode/{code}")
        assert (said.status_code, said.json()["code"]) == (503, "barcode_service_unavailable")
    assert service.asked == [code]


def test_a_service_that_does_not_answer_is_waited_for_only_so_long(
    service: Service, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "TIMEOUT", httpx.Timeout(0.2))
    code = new_ean()

    def slowly() -> Answer:
        time.sleep(1)
        return 200, b"{}"

    service.answers[code] = slowly
    assert alice.get(f"/foods/barcode/{code}").json()["code"] == "barcode_service_unavailable"


def test_an_answer_about_another_product_is_not_taken(service: Service, alice: Person) -> None:
    code, other = new_ean(), new_ean()
    service.knows(other)
    service.answers[code] = service.answers[other]
    assert alice.get(f"/foods/barcode/{code}").json()["code"] == "barcode_service_unavailable"
    assert alice.get(f"/foods/barcode/{other}").status_code == 200


def test_how_often_is_limited_for_each_and_for_all(
    service: Service, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "barcode", (2, 86_400))
    code = new_ean()
    service.knows(code)
    assert [alice.get(f"/foods/barcode/{code}").status_code for _ in range(3)] == [200, 200, 429]
    assert bob.get(f"/foods/barcode/{code}").status_code == 200
    monkeypatch.setitem(limits.LIMITS, "barcode_service", (0, 86_400))
    # What is here needs nobody else.
    assert bob.get(f"/foods/barcode/{code}").status_code == 200
    refused = Person.register().get(f"/foods/barcode/{new_ean()}")
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert int(refused["Retry-After"]) > 0
    assert service.asked == [code]


def test_what_cannot_be_is_held_back_and_taken_by_one_person_alone(
    service: Service, alice: Person, bob: Person, owner_url: str
) -> None:
    code = new_ean()
    service.knows(code, product_name="Zorbodd", nutriments=SUGARS | {"energy-kcal_100g": 2255})
    answer = alice.get(f"/foods/barcode/{code}")
    assert (answer.status_code, answer.json()["code"]) == (409, "barcode_held_back")
    assert [each["code"] for each in answer.json()["errors"]] == ["energy_impossible", "energy_disagrees"]
    taken = alice.post(f"/foods/barcode/{code}/accept")
    assert taken.status_code == 201, taken.content
    assert (taken.json()["name"], taken.json()["source"]) == ("Zorbodd", "own")
    assert alice.post(f"/foods/barcode/{code}/accept").json()["id"] == taken.json()["id"]
    assert alice.get(f"/foods/barcode/{code}").json()["id"] == taken.json()["id"]
    assert bob.get(f"/foods/barcode/{code}").status_code == 409
    assert bob.get(f"/foods/{taken.json()['id']}").status_code == 404
    assert service.asked == [code]
    assert alice.post(f"/foods/barcode/{new_ean()}/accept").json()["code"] == "barcode_not_held_back"
    # Mended there: after a week it is asked for again, and let in for everybody.
    service.knows(code, product_name="Zorbgood")
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE sources_lookup SET until = now() WHERE code = %s", [int(code)])
    assert bob.get(f"/foods/barcode/{code}").json()["name"] == "Zorbgood"
    assert alice.get(f"/foods/barcode/{code}").json()["name"] == "Zorbodd"


def test_a_name_that_would_do_something_is_text(service: Service, alice: Person) -> None:
    code = new_ean()
    name = '=HYPERLINK("http://x")<script>alert(1)</script>\'; DROP TABLE foods_food; -- {{7*7}} %s'
    service.knows(code, product_name=name, brands="@SUM(1)\u202e")
    food = alice.get(f"/foods/barcode/{code}").json()
    assert food["name"].startswith(name[:60])
    assert food["brand"] == "@SUM(1)"
    entry = alice.post("/entries", {"food_id": food["id"], "grams": 50})
    assert entry.status_code in {200, 201}, entry.content


def test_many_who_scan_the_same_at_once_get_the_same_food(service: Service, alice: Person) -> None:
    code = new_ean()
    service.knows(code, serving_size="30 g", serving_quantity=30)
    known = service.answers[code]

    def slowly() -> Answer:
        time.sleep(0.1)
        return known  # type: ignore[return-value]

    service.answers[code] = slowly

    def scan(_: int) -> tuple[int, str]:
        try:
            answer = alice.get(f"/foods/barcode/{code}")
            return answer.status_code, answer.json().get("id")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as many:
        answers = set(many.map(scan, range(6)))
    assert len(answers) == 1
    assert answers.pop()[0] == 200


def test_strangers_are_told_nothing(alice: Person) -> None:
    stranger = Person("nobody@example.org", alice.user_id, "", "")
    assert stranger.get(f"/foods/barcode/{new_ean()}").status_code == 401


def test_the_application_cannot_write_other_foods_that_way(service: Service, alice: Person, owner_url: str) -> None:
    """The one function that lets it write a food of everybody's takes products of Open Food Facts, and nothing else."""
    with psycopg.connect(owner_url) as owner:
        some = owner.execute("SELECT id FROM foods_food WHERE source = 'sr28' LIMIT 1").fetchall()[0][0]
    product: dict[str, Any] = {
        "id": str(some), "ref": "x", "name": "x", "brand": "", "category": "", "nutrients": {}, "density": None, "flags": [],
        "code": 1, "prior": 0.1, "words": [], "head": "", "measures": [],
    }  # fmt: skip
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT sources_keep_product(%s::jsonb)", [json.dumps(product)])
