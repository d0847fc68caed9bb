"""Whatever a person plans, aims at and measures, in whatever order: undo goes back through every state, and redo forward again."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fithub.exchange.everything import EXEMPT
from tests.belongings import rows_of
from tests.people import Person

TODAY: Final = date(2026, 12, 1)
LABEL = {"energy_kcal": 200, "protein_g": 10, "carbohydrate_g": 20, "fat_g": 5}
# What is no change of the person's, or worked out anew when somebody looks.
PASSED_BY: Final = {
    "core_change",
    "core_changeset",
    "core_job",
    "body_expenditure",
    "coaching_due",
    "body_proposal",
    *EXEMPT,
}


def state(person: Person, owner_url: str) -> dict[str, Any]:
    """All that a person has, row by row, and what is worked out from it as they see it."""
    rows = {name: found for name, found in rows_of(person, owner_url).items() if name not in PASSED_BY}
    seen: dict[str, Any] = {"rows": rows}
    for path in (
        "/planned-meals?from=2026-11-28&to=2026-12-06",
        "/days?from=2026-11-28&to=2026-12-06&references=false",
    ):
        answer = person.get(path)
        assert answer.status_code == 200, answer.content
        seen[path] = answer.json()
    return seen


def differences(there: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """What is not as it is wanted, table by table."""
    pairs = {name: (rows, wanted["rows"][name]) for name, rows in there["rows"].items()}
    pairs |= {path: (there[path], wanted[path]) for path in there if path != "rows"}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


class Walk:
    """A person who does what they are told to, with whichever of their things chance picks."""

    def __init__(self) -> None:
        self.person = Person.register(now=f"{TODAY}T12:00:00+00:00")
        self.random = Random(0)
        self.person.patch("/me", {"height_cm": 175, "sex": "female", "birth_date": "1990-01-01"})
        made = self.person.post("/foods", {"name": "Quillon porridge", "nutrients_per_100g": LABEL})
        self.foods = [made.json()["id"]]

    def does(self, what: str, seed: int) -> bool:
        """Whether it changed anything."""
        self.random = Random(seed)
        newest = self.newest()
        doing: Callable[[], Any] = getattr(self, what)
        answer = doing()
        assert answer is None or answer.status_code < 500, (what, answer.content)
        return self.newest() != newest

    def newest(self) -> str:
        """The newest change; a proposal is none, and undo passes it over."""
        sets = self.person.get("/changes?limit=200").json()["items"]
        return str(next(each["id"] for each in sets if {row["table"] for row in each["rows"]} != {"body_proposal"}))

    def own(self, path: str) -> dict[str, Any] | None:
        answer = self.person.get(path)
        assert answer.status_code == 200, answer.content
        return self.random.choice(answer.json()["items"] or [None])

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def day(self) -> str:
        return str(TODAY + timedelta(days=self.random.randint(-3, 5)))

    def grams(self) -> float:
        return round(self.random.uniform(1, 500), 3)

    def items(self) -> list[dict[str, Any]]:
        return [{"food_id": self.foods[0], "grams": self.grams()} for _ in range(self.pick(1, 2))]

    def bounds(self) -> dict[str, Any]:
        energy = {"energy_kcal": {"target": self.random.randint(1200, 3000)}}
        by_weight = {"protein_g": {"min": 1.5, "unit": "g_per_kg", "weight_kg": 70}}
        return dict(self.pick(energy, by_weight, energy | {"fiber_g": {"min": 30}}))

    # Diets and what is planned
    def new_diet(self) -> Any:
        body = {
            "name": f"Diet {self.grams()}",
            "active": self.pick(True, False),
            "targets": self.pick({}, self.bounds()),
        }
        return self.person.post("/diets", body | self.pick({}, {"starts_on": self.day()}, {"ends_on": "2026-12-04"}))

    def edit_diet(self) -> Any:
        row = self.own("/diets")
        changes = [{"name": f"Named {self.grams()}"}, {"targets": self.bounds()}, {"targets": {}}]
        changes += [{"ends_on": self.day()}, {"ends_on": None}, {"starts_on": self.day()}]
        return row and self.person.patch(f"/diets/{row['id']}", self.pick(*changes))

    def turn_diet(self) -> Any:
        row = self.own("/diets")
        verb, body = self.pick(("activate", {"replace": True}), ("activate", {}), ("deactivate", {}), ("copy", {}))
        return row and self.person.post(f"/diets/{row['id']}/{verb}", body)

    def new_meal(self) -> Any:
        row = self.own("/diets")
        rule = self.pick("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,FR", "")
        body = {"name": "Porridge", "rule": rule, "slot": self.pick("breakfast", "dinner"), "items": self.items()}
        return row and self.person.post("/meals", body | {"diet_id": row["id"]})

    def edit_meal(self) -> Any:
        row = self.own("/meals")
        changes = [{"name": f"Meal {self.grams()}"}, {"rule": "FREQ=DAILY;COUNT=4"}, {"items": self.items()}]
        if row is not None:
            kept = [{"id": each["id"]} for each in row["items"]]
            changes += [{"items": [*self.items(), *kept]}, {"items": [kept[0] | {"grams": self.grams()}]}]
        return row and self.person.patch(f"/meals/{row['id']}", self.pick(*changes))

    def plan(self) -> Any:
        return self.person.post("/planned-meals", {"local_date": self.day(), "items": self.items()})

    def planned(self) -> dict[str, Any] | None:
        return self.own("/planned-meals?from=2026-11-28&to=2026-12-06")

    def edit_planned(self) -> Any:
        row = self.planned()
        changes = [{"local_date": self.day()}, {"skipped": self.pick(True, False)}, {"items": self.items()}]
        changes += [{"slot": "snack", "local_time": "16:00"}, {"notes": "At Ana's."}]
        return row and self.person.patch(f"/planned-meals/{row['id']}", self.pick(*changes))

    def delete_planned(self) -> Any:
        row = self.planned()
        return row and self.person.delete(f"/planned-meals/{row['id']}")

    def log_planned(self) -> Any:
        row = self.planned()
        return row and self.person.post(f"/planned-meals/{row['id']}/log")

    # Goals, targets and measures
    def new_goal(self) -> Any:
        weight = {"kind": "weight_loss", "start_value": 80, "target_value": 75, "target_date": "2027-06-01"}
        waist = {"kind": "custom", "metric": "waist_cm", "start_value": 90, "target_value": self.random.randint(70, 85)}
        own = {"kind": "custom", "metric": "custom:push_ups", "start_value": 5, "target_value": 20}
        return self.person.post("/goals", self.pick(weight, waist, own) | {"active": self.pick(True, True, False)})

    def edit_goal(self) -> Any:
        row = self.own("/goals")
        changes = [
            {"name": f"Goal {self.grams()}"},
            {"target_value": 78},
            {"target_date": "2027-08-01"},
            {"notes": "x"},
        ]
        return row and self.person.patch(f"/goals/{row['id']}", self.pick(*changes))

    def turn_goal(self) -> Any:
        row = self.own("/goals")
        return row and self.person.post(f"/goals/{row['id']}/{self.pick('activate', 'deactivate')}")

    def new_target(self) -> Any:
        body = {"nutrients": self.bounds(), "effective_from": self.day()}
        return self.person.post("/targets", body | self.pick({}, {"weekdays": ["tuesday"]}, {"day_kind": "training"}))

    def edit_target(self) -> Any:
        row = self.own("/targets")
        changes = [{"nutrients": self.bounds()}, {"effective_to": "2026-12-05"}, {"weekdays": ["friday"]}]
        how = {"including_past": self.pick(True, False)}
        return row and self.person.patch(f"/targets/{row['id']}", self.pick(*changes) | how)

    def train(self) -> Any:
        whole = ("/training-days", {"weekdays": self.pick(["monday", "friday"], [])})
        return self.person.send("PUT", *self.pick(whole, (f"/training-days/{self.day()}", {"day_kind": "training"})))

    def measure(self) -> Any:
        weight = {"metric": "weight_kg", "value": self.random.randint(74, 84)}
        own = {"metric": "custom:push_ups", "value": self.random.randint(1, 30)}
        return self.person.post(
            "/measurements", self.pick(weight, weight, own) | {"local_date": self.pick("2026-11-29", "2026-11-30")}
        )

    def measure_many(self) -> Any:
        rows = [{"metric": "waist_cm", "value": 80 + n, "local_date": f"2026-11-2{n}"} for n in range(1, 4)]
        return self.person.post("/measurements/bulk", {"items": rows})

    def edit_measurement(self) -> Any:
        row = self.own("/measurements")
        changes = [{"value": self.random.randint(74, 84)}, {"note": f"{self.grams()}"}, {"local_date": "2026-11-28"}]
        return row and self.person.patch(f"/measurements/{row['id']}", self.pick(*changes))

    def metric(self) -> Any:
        make = ("POST", "/measurements/metrics", {"slug": "push_ups", "name": "Push-ups"})
        edit = ("PATCH", "/measurements/metrics/push_ups", {"name": f"Push-ups {self.grams()}"})
        return self.person.send(*self.pick(make, make, edit, ("DELETE", "/measurements/metrics/push_ups", None)))

    def propose(self) -> Any:
        return self.person.post("/proposals", {"nutrients": self.bounds(), "reason": "Because."})

    def decide(self) -> Any:
        row = self.own("/proposals")
        return row and self.person.post(f"/proposals/{row['id']}/{self.pick('approve', 'approve', 'decline')}")

    # What is beside the plates
    def prefer(self) -> Any:
        about = self.pick({"word": "peanut"}, {"word": "oats"}, {"food_id": self.foods[0]})
        return self.person.post("/preferences", {"kind": self.pick("like", "dislike", "avoid", "allergy")} | about)

    def edit_preference(self) -> Any:
        row = self.own("/preferences")
        return row and self.person.patch(
            f"/preferences/{row['id']}", self.pick({"kind": "avoid"}, {"note": f"{self.grams()}"})
        )

    def drink(self) -> Any:
        return self.person.post("/water", {"ml": self.grams(), "local_date": self.pick("2026-11-30", "2026-12-01")})

    def edit_water(self) -> Any:
        row = self.own("/water")
        return row and self.person.patch(
            f"/water/{row['id']}", self.pick({"ml": self.grams()}, {"local_date": "2026-11-29"})
        )

    def move(self) -> Any:
        how = self.pick({"minutes": 30}, {"minutes": 20, "distance_m": 4000}, {"energy_kcal": 250}, {"steps": 8000})
        return self.person.post("/activities", {"name": self.pick("running", "cycling", "quidditch")} | how)

    def edit_activity(self) -> Any:
        row = self.own("/activities")
        changes = [{"minutes": self.random.randint(1, 90)}, {"energy_kcal": None}, {"local_date": "2026-11-30"}]
        return row and self.person.patch(f"/activities/{row['id']}", self.pick(*changes))

    def tell(self) -> Any:
        changes = [{"count_activity": self.pick(True, False)}, {"height_cm": self.random.randint(150, 190)}]
        return self.person.patch("/me", self.pick(*changes))

    # All of it
    def delete(self) -> Any:
        path = self.pick(
            "diets", "meals", "goals", "targets", "measurements", "preferences", "water", "activities", "diets"
        )
        row = self.own(f"/{path}")
        past = "?including_past=true" if path == "targets" and self.pick(True, False) else ""
        return row and self.person.delete(f"/{path}/{row['id']}{past}")

    def delete_food(self) -> Any:
        return self.person.delete(f"/foods/{self.foods[0]}")


DOINGS: Final = [
    name
    for name in vars(Walk)
    if not name.startswith("_") and name not in "does newest own pick day grams items bounds planned".split()
]
STEPS = st.lists(
    st.tuples(st.sampled_from([*DOINGS, "delete", "delete"]), st.integers(0, 999)), min_size=8, max_size=14
)


@given(steps=STEPS, after=st.lists(st.integers(-3, 14), max_size=5))
# An example takes seconds, so that a failing one is told as it is, and not looked for in a smaller one.
@settings(max_examples=3, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
def test_undo_goes_back_through_every_state_and_redo_forward(
    owner_url: str, steps: list[tuple[str, int]], after: list[int]
) -> None:
    walk = Walk()
    person, states = walk.person, [state(walk.person, owner_url)]
    for what, seed in steps:
        if walk.does(what, seed):
            states.append(state(person, owner_url))
    for before in reversed(states[:-1]):
        answer = person.post("/changes/undo")
        assert answer.status_code == 200, answer.json()
        assert differences(state(person, owner_url), before) == {}
    for later in states[1:]:
        answer = person.post("/changes/redo")
        assert answer.status_code == 200, answer.json()
        assert differences(state(person, owner_url), later) == {}
    # Out of their order they are done as a whole or refused.
    sets = [each["id"] for each in person.get("/changes?limit=200").json()["items"] if each["reverses"] is None]
    for place in after:
        before = state(person, owner_url)
        named = place >= 0
        answer = (
            person.post("/changes/undo", {"change_set_id": sets[place % len(sets)]})
            if named
            else person.post("/changes/redo")
        )
        assert answer.status_code in {200, 404, 409}, answer.content
        assert answer.status_code == 200 or state(person, owner_url) == before
