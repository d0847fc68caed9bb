"""A simulated year of a person: what they truly weigh, eat and burn, and what of it they write down and weigh.

The body is K. D. Hall's (Int J Obes 32, 2008, and Lancet 378, 2011) in small: fat and lean tissue that share a change by Forbes,
and an expenditure of rest, activity, the cost of eating, and adaptation to eating more or less. What FitHub assumes is not what is
simulated: every person's resting energy, part of fat, share of lean tissue, activity and water differ from every formula by a draw
of their own, and weeks, cycles, glycogen, travel and other scales move what is weighed.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from fithub.diary.partial import Written

START = date(2025, 1, 6)
DAYS = 365
# Activity as measured with doubly labelled water differs from the word that people use for it.
ACTIVITY = {"sedentary": 1.38, "light": 1.50, "moderate": 1.62, "active": 1.77, "very_active": 1.95}
SHARES = {"breakfast": 0.24, "lunch": 0.31, "dinner": 0.36, "snack": 0.09}


@dataclass
class Year:
    """One person. `under`: the part of all they eat that they never write down.

    By day, and known only to the simulation: `weight` (kg: fat, lean, glycogen), `burned` (kcal expected), `ate` (kcal).
    """

    male: bool
    birth_date: date
    height_cm: Decimal
    activity: str
    under: float
    weight: list[float] = field(default_factory=list)
    burned: list[float] = field(default_factory=list)
    ate: list[float] = field(default_factory=list)
    written: dict[date, Written] = field(default_factory=dict)
    weighed: list[tuple[date, Decimal]] = field(default_factory=list)

    def truth(self, day: int) -> float:
        """The expenditure in kcal by what this person writes down: the real one for those who write down all."""
        lately = self.ate[max(0, day - 28) : day]
        return self.burned[day] - self.under * sum(lately) / len(lately)


def live(seed: int) -> Year:
    """The year of the person of this number; the same number is always the same person."""
    return _Life(random.Random(seed)).year


class _Life:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        male, age = chance.random() < 0.5, chance.uniform(20, 65)
        height = chance.gauss(177, 7) if male else chance.gauss(164, 6.5)
        bmi = min(max(chance.gauss(27, 4.5), 19.5), 42)
        weight = bmi * (height / 100) ** 2
        part = (1.2 * bmi + 0.23 * age - (10.8 if male else 0) - 5.4) / 100 + chance.gauss(0, 0.04)
        self.fat = weight * min(max(part, 0.08), 0.5)
        self.lean = weight - self.fat
        self.forbes = 10.4 * chance.lognormvariate(0, 0.2)
        self.rest = chance.lognormvariate(0, 0.07)
        word = chance.choice(list(ACTIVITY))
        self.level = max(ACTIVITY[word] + chance.gauss(0, 0.14), 1.2)
        under = 0.0 if chance.random() < 0.45 else chance.uniform(0.05, 0.30)
        born = START - timedelta(days=int(age * 365.25))
        self.year = Year(male, born, Decimal(round(height)), word, under)
        self._plan()
        self._water(male, age, weight)
        self._habits()
        for day in range(DAYS):
            self._day(day)

    def _resting(self) -> float:
        return self.rest * (370 + 21.6 * self.lean)

    def _plan(self) -> None:
        """Which days are travel, holidays and gaps, and when the activity changes."""
        chance = self.chance
        self.travel: dict[int, float | None] = {}
        for _ in range(chance.choice((0, 1, 2))):
            begins, offset = chance.randrange(DAYS), chance.gauss(0, 0.8) if chance.random() < 0.5 else None
            self.travel |= dict.fromkeys(range(begins, begins + chance.randint(5, 14)), offset)
        self.unwritten: set[int] = set()
        self.unweighed: set[int] = set()
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            begins = chance.randrange(DAYS)
            gap = range(begins, begins + chance.randint(7, 28))
            self.unwritten |= set(gap)
            self.unweighed |= set(gap) if chance.random() < 0.5 else set()
        self.moves = {chance.randrange(DAYS): chance.gauss(0, 0.10) for _ in range(chance.choice((0, 1, 2, 3)))}
        self.wander = self.adapted = self.deviates = 0.0
        self.phase_ends, self.intends, self.phase = 0, 0.0, ""
        self.maintains = self.level * self._resting()

    def _water(self, male: bool, age: float, weight: float) -> None:
        chance = self.chance
        self.kept = chance.uniform(0.5, 0.85)
        self.water_sd = 0.006 * weight * chance.lognormvariate(0, 0.25)
        self.weekly, self.water, self.glycogen = chance.uniform(0.15, 0.45), 0.0, 0.0
        cycles = not male and age < 50 and chance.random() < 0.75
        self.cycle = (chance.uniform(26, 31), chance.uniform(0, 30), chance.uniform(0.3, 1.2)) if cycles else None

    def _habits(self) -> None:
        chance = self.chance
        self.writes = chance.uniform(0.75, 0.98)
        self.partial = chance.uniform(0.03, 0.10)
        self.varies = chance.uniform(0.18, 0.28)
        self.weekend = chance.uniform(1.0, 1.15)
        self.more_unwritten = chance.gauss(1.07, 0.10)
        self.breakfast = chance.random() < 0.8
        self.weighs = chance.choices((0.9, 0.55, 1 / 7), (4, 3.5, 2.5))[0]
        self.weighs_on = chance.randrange(7)
        self.unpunctual = chance.uniform(0.15, 0.35)

    def _day(self, day: int) -> None:
        chance, year = self.chance, self.year
        on = START + timedelta(days=day)
        self.level = max(self.level + self.moves.get(day, 0.0), 1.2)
        self.wander = self.wander * (1 - 1 / 60) + chance.gauss(0, 0.03 * math.sqrt(2 / 60))
        self._begin_phase(day)
        more = self.intends - self.maintains
        burns = self._resting() * (self.level + self.wander) + 0.08 * more + self.adapted
        self._weigh(day, on)
        writes = day not in self.unwritten and chance.random() < self.writes * (0.5 if day in self.travel else 1)
        ate = self._eat(on, day, writes)
        year.weight.append(self.fat + self.lean + self.glycogen)
        year.burned.append(burns)
        year.ate.append(ate)
        if writes:
            year.written[on] = self._write(ate)
        burned = burns * (1 + chance.gauss(0, 0.06)) + 0.08 * (ate - self.intends)
        self._grow(ate - burned)
        self.adapted += (0.14 * (ate - self.maintains) - self.adapted) / 20

    def _begin_phase(self, day: int) -> None:
        """Hold, lose, pause or gain: an intake chosen at its beginning and kept, so that losing slows down by itself."""
        if day < self.phase_ends:
            return
        chance = self.chance
        was = self.phase
        self.phase = (
            "pause" if was == "lose" and chance.random() < 0.6 else chance.choice(("hold", "lose", "lose", "gain"))
        )
        low, high = {"hold": (20, 90), "lose": (42, 120), "pause": (7, 21), "gain": (30, 90)}[self.phase]
        self.phase_ends = day + chance.randint(low, high)
        now = self._resting() * (self.level + self.wander) + self.adapted
        change = {"lose": -chance.uniform(300, 750), "gain": chance.uniform(150, 400)}.get(self.phase, 0.0)
        self.intends = max(now + change, 0.75 * self._resting()) * (1 + chance.gauss(0, 0.03))

    def _eat(self, on: date, day: int, writes: bool) -> float:
        self.deviates = 0.8 * self.deviates + self.chance.gauss(0, 0.025)
        ate = self.intends * (1 + self.deviates) * self.chance.lognormvariate(-0.5 * self.varies**2, self.varies)
        ate *= self.weekend if on.weekday() >= 5 else (7 - 2 * self.weekend) / 5
        ate *= 1.1 if day in self.travel else 1
        return ate if writes else ate * self.more_unwritten

    def _grow(self, surplus: float) -> None:
        lean = self.forbes / (self.forbes + self.fat)
        change = surplus / (9440 * (1 - lean) + 1820 * lean)
        self.fat = max(self.fat + change * (1 - lean), 2)
        self.lean += change * lean
        self.glycogen += (0.001 * surplus - self.glycogen) / 4

    def _write(self, ate: float) -> Written:
        """What is written down of a day: most of it, by meals; on a partial day not all of them."""
        chance = self.chance
        left_out = {"breakfast"} if not self.breakfast and chance.random() < 0.8 else set()
        left_out |= {"snack"} if chance.random() < 0.3 else set()
        left_out |= {chance.choice(list(SHARES))} if chance.random() < 0.05 else set()
        whole = {meal: share for meal, share in SHARES.items() if meal not in left_out}
        kcal = ate * (1 - self.year.under) * chance.lognormvariate(-0.005, 0.10)
        kept = whole
        if chance.random() < self.partial:
            forgot = chance.choice(({"dinner"}, {"dinner", "snack"}, {"lunch", "dinner", "snack"}, {"lunch"}))
            kept = {meal: share for meal, share in whole.items() if meal not in forgot}
        if not kept:
            kept = {"snack": 0.05}
        kcal *= sum(kept.values()) / sum(whole.values())
        return Written(Decimal(round(kcal)), frozenset(kept))

    def _weigh(self, day: int, on: date) -> None:
        chance = self.chance
        self.water = self.kept * self.water + chance.gauss(0, self.water_sd * math.sqrt(1 - self.kept**2))
        due = on.weekday() == self.weighs_on if self.weighs < 0.2 else chance.random() < self.weighs
        if self.weighs < 0.2 and chance.random() < self.unpunctual:
            due = not due and chance.random() < 1 / 6
        elsewhere = self.travel.get(day, 0.0)
        if not due or day in self.unweighed or elsewhere is None:
            return
        shown = self.fat + self.lean + self.water + self.glycogen + chance.gauss(0, 0.25) + elsewhere
        shown += self.weekly * math.cos((on.weekday() - 0.5) * 2 * math.pi / 7)
        if self.cycle is not None:
            period, phase, amount = self.cycle
            away = (day + phase) % period
            shown += amount * (
                math.exp(-0.5 * (min(away, period - away) / 3.5) ** 2) - 3.5 * math.sqrt(2 * math.pi) / period
            )
        if chance.random() < 0.004:
            shown = chance.choice((shown * 10, shown * 2.2046, shown + 10, shown - 10, shown / 2.2046))
        self.year.weighed.append((on, Decimal(f"{shown:.1f}")))
