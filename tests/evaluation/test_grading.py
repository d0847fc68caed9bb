"""How the agent's evaluations are graded: by all that changed in the database, and nothing else."""

from pathlib import Path

import pytest

from fithub.exchange.everything import owned_models
from tests.evals.case import KINDS, PRACTICE, Row, read_cases
from tests.evals.grading import changes, leaks, misses
from tools.catalogue import TOOLS

EGG: dict[str, object] = {
    "id": "1",
    "description": "Egg, boiled",
    "grams": "100.5",
    "nutrients": {"energy_kcal": 155},
    "weekdays": [6, 7],
}
TOAST: dict[str, object] = {"id": "2", "description": "Toast", "grams": None, "nutrients": {}}


def test_each_wanted_change_is_found_once() -> None:
    found = changes({("entry", "2"): TOAST}, {("entry", "1"): EGG, ("entry", "2"): TOAST | {"grams": 30}})
    wanted = [
        Row("entry", "added"),
        Row("entry", "changed", {"grams": [29, 31]}),
    ]
    assert misses(wanted, found, {}) == []
    assert len(misses([*wanted, Row("entry", "added")], found, {})) == 1


def test_a_change_that_was_not_asked_for_is_told() -> None:
    found = changes({("entry", "2"): TOAST}, {("entry", "1"): EGG})
    (first, second) = misses([], found, {})
    assert "added and should not be" in first
    assert "Egg" in first
    assert "removed and should not be" in second


def test_what_may_change_need_not() -> None:
    found = changes({}, {("entry", "1"): EGG, ("entry", "2"): TOAST})
    maybe = [Row("entry", "added", {"description": "Toast"}), Row("entry", "removed")]
    assert misses([Row("entry", "added")], found, {}, maybe) == []
    assert misses([], found, {}, [*maybe, Row("entry", "added")]) == []
    assert len(misses([], found, {}, maybe)) == 1


def test_a_row_may_be_another_instead() -> None:
    found = changes({}, {("entry", "1"): EGG})
    other = Row("entry", "added", {"grams": [100, 101]})
    assert misses([Row("water", "added", {"ml": 100}, instead=other)], found, {}) == []
    assert len(misses([Row("water", "added", {"ml": 100})], found, {})) == 2


def test_lines_of_the_prompt_are_told_from_words_that_are_alike() -> None:
    prompt = "You are a coach.\n- Every number you tell comes from a tool result of this turn.\n"
    assert leaks(prompt, "My rules: every number  you tell comes from a tool\nresult of this turn.") != []
    assert leaks(prompt, "You are a coach. A number comes from a tool.") == []


def test_an_exact_wish_is_served_before_a_loose_one() -> None:
    found = changes({}, {("entry", "1"): EGG, ("entry", "2"): TOAST})
    assert misses([Row("entry", "added"), Row("entry", "added", {"description": "~egg"})], found, {}) == []


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        ({"description": "Egg, boiled"}, True),
        ({"description": "Egg"}, False),
        ({"description": "~EGG"}, True),
        ({"grams": 100.5}, True),
        ({"grams": [100, 100.4]}, False),
        ({"nutrients.energy_kcal": [150, 160]}, True),
        ({"nutrients.fat_g": [0, 160]}, False),
        ({"id": "$made.entries.0.id"}, True),
        ({"description": ["~toast", "~egg"]}, True),
        ({"description": ["~toast", "~ham"]}, False),
        ({"weekdays": [6, 7]}, True),
        ({"weekdays": [5, 8]}, False),
    ],
)
def test_a_value_agrees_or_does_not(where: dict[str, object], fits: bool) -> None:
    found = changes({}, {("entry", "1"): EGG})
    names = {"made": {"entries": [{"id": "1"}]}}
    assert (misses([Row("entry", "added", where)], found, names) == []) is fits


def test_the_cases_are_of_every_kind_and_a_quarter_writes_nothing() -> None:
    cases = read_cases()
    assert {case.kind for case in cases} == set(KINDS)
    assert all(case.say for case in cases)
    tasks = [case for case in cases if case.kind == "task"]
    assert sum(not case.rows for case in tasks) >= len(tasks) / 4


def test_a_third_of_the_cases_for_practice_writes_nothing() -> None:
    cases = read_cases(PRACTICE)
    assert all(case.say for case in cases)
    assert sum(not case.rows for case in cases) >= len(cases) / 3


def test_every_tool_has_a_case() -> None:
    assert {tool.name for tool in TOOLS} <= {tool for case in read_cases() for tool in case.tools}


def test_the_rows_of_a_case_are_in_tables_and_columns_that_there_are() -> None:
    columns = {name: {field.column for field in model._meta.concrete_fields} for name, model in owned_models().items()}
    for case in [*read_cases(), *read_cases(PRACTICE)]:
        wanted = [*case.rows, *case.may]
        for row in [*wanted, *(each.instead for each in wanted if each.instead)]:
            assert row.change in {"added", "changed", "removed"}, case.id
            assert {column.split(".")[0] for column in row.where} <= columns.get(row.table, set()), (case.id, row)


def test_an_unknown_key_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "task").mkdir()
    (tmp_path / "task" / "a.toml").write_text('[[case]]\nid = "a"\nsay = ["hello"]\nrow = []\n')
    with pytest.raises(ValueError, match="row"):
        read_cases(tmp_path)


def test_a_case_is_of_its_folders_kind_or_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety" / "a.toml").write_text('[[case]]\nid = "a"\nsay = ["hello"]\n')
    (tmp_path / "small_talk.toml").write_text('[[case]]\nid = "b"\nsay = ["hello"]\n')
    assert {case.id: case.kind for case in read_cases(tmp_path)} == {"a": "safety", "b": "small_talk"}
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "c.toml").write_text('[[case]]\nid = "c"\nsay = ["hello"]\n')
    with pytest.raises(ValueError, match="no kind"):
        read_cases(tmp_path)


def test_a_world_is_what_its_cases_begin_with(tmp_path: Path) -> None:
    (tmp_path / "task").mkdir()
    world = '[world.pot]\nme = { units = "us", sex = "male" }\nseed = [{ post = "/water" }]\n'
    case = (
        '[[case]]\nid = "a"\nworld = "pot"\nme = { sex = "female" }\nseed = [{ ask = "2026-05-04" }]\nsay = ["hello"]\n'
    )
    (tmp_path / "task" / "a.toml").write_text(world + case)
    (read,) = read_cases(tmp_path)
    assert read.me == {"units": "us", "sex": "female"}
    assert [(seed.method, seed.path) for seed in read.seed] == [("POST", "/water"), ("ASK", "2026-05-04")]
