"""A few of the simulated people: the errors that docs/expenditure.md publishes stay what they are."""

from tests.simulation.score import DEVELOPMENT, simulate


def test_the_errors_are_a_third_less_than_those_of_28_days() -> None:
    scores = simulate(range(DEVELOPMENT - 10, DEVELOPMENT), every=40)
    errors = scores.errors
    for average in ("28 days, line, same days", "28 days, ends, same days", "formula, same days"):
        assert errors["all", "FitHub, same days"].mae < 2 / 3 * errors["all", average].mae
    assert errors["weight today", "FitHub"].rmse < 2 / 3 * errors["weight today", "28-day mean"].rmse
    assert errors["all", "FitHub, every day"].mae < 140
    assert 0.6 < sum(scores.held["all"]) / len(scores.held["all"]) < 0.95
    assert sum(scores.learned) / len(scores.learned) > 0.9
