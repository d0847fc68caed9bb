"""The words of a summary without a language model: the same for the same figures, and not the same every day.

They tell and do not judge: nobody is praised for eating little, nobody is blamed for a day that is empty, and where somebody
eats less than is good for anybody they say so kindly and compare nothing.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from fithub.coaching.digest import NEAR_SHARE
from fithub.coaching.figures import Digest, Figure, Sentence
from fithub.coaching.schedule import Kind
from fithub.core.nutrients import NUTRIENTS
from fithub.diary.completeness import Completeness as Logged

WRITER: Final = "fithub-offline"
_TEN: Final = Decimal(10)
_HALF: Final = Decimal("0.5")
_LEAST_WEIGHT: Final = Decimal("0.1")
_CARE: Final = (
    "That is little to live on. If eating is hard for you at the moment, a doctor or somebody you trust can help, and you need not"
    " sort it out alone."
)


def title_of(kind: Kind, first: date, last: date) -> str:
    """What a summary is called."""
    if kind is Kind.DAILY:
        return f"Your {first:%A}, {_day(first)}"
    return f"Your week from {_day(first)} to {_day(last)}"


def write(digest: Digest) -> list[Sentence]:
    """The summary of a digest."""
    return _Writer(digest).written()


class _Writer:
    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._figures = digest.figures
        self._turn = digest.first.toordinal() // digest.kind.span.days
        self._said: list[Sentence] = []

    def written(self) -> list[Sentence]:
        if self._digest.kind is Kind.DAILY:
            self._daily()
        else:
            self._weekly()
        return self._said

    def _say(self, text: str, *refs: str) -> None:
        self._said.append(Sentence(text, tuple(refs)))

    def _pick(self, *texts: str) -> str:
        """One of several ways to say the same, another one each time."""
        return texts[self._turn % len(texts)]

    def _has(self, *refs: str) -> bool:
        return all(ref in self._figures for ref in refs)

    def _told(self, ref: str) -> str:
        return told(self._figures[ref])

    # ── A day ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _daily(self) -> None:
        line = self._digest.days[0]
        if line.logged is Logged.FASTING:
            self._say(f"{line.date:%A}, {_day(line.date)} is marked as a day of fasting.", "count.entries")
            return
        day = f"{line.date:%A}, {_day(line.date)}"
        if line.logged is Logged.EMPTY:
            text = self._pick(
                f"Nothing is logged for {day}. That is fine; tell me what you had, and I add it.",
                f"{day} is empty in your diary. If you would like it there, just tell me what you had.",
            )
            self._say(text, "count.entries")
            return
        entries = _counted(self._figures["count.entries"], "entry", "entries")
        self._say(self._pick(f"On {day} you logged {entries}.", f"{day}: {entries} in your diary."), "count.entries")
        self._energy("total.energy_kcal", self._pick("It comes to", "Altogether that is", "In sum you had"))
        if not self._digest.care:
            self._compare("change.energy_kcal", "usual.energy_kcal", "your average of the complete days before")
        self._protein_of_a_day()
        self._gaps("on that day")
        if not self._digest.ended:
            self._say("The day is not over yet; this is how it stands.", "count.entries")
        elif line.logged is Logged.PARTIAL:
            self._say("If something is missing, tell me, and I add it to that day.", "count.entries")

    def _protein_of_a_day(self) -> None:
        if not self._has("total.protein_g"):
            return
        text, refs = f"Protein came to {self._told('total.protein_g')}", ["total.protein_g"]
        if self._has("target.protein_g"):
            text += f" where you aim for {self._told('target.protein_g')}"
            refs.append("target.protein_g")
        if self._has("top.protein_g"):
            top = self._figures["top.protein_g"]
            most = top.value > self._figures["total.protein_g"].value * _HALF
            text += f"; {'most of it' if most else 'the largest part'} was from “{top.name}” ({told(top)})"
            refs.append("top.protein_g")
        self._say(f"{text}.", *refs)

    # ── A week ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _weekly(self) -> None:
        digest = self._digest
        span = f"from {digest.first:%A}, {_day(digest.first)} to {digest.last:%A}, {_day(digest.last)}"
        if len(digest.dates(Logged.EMPTY)) == len(digest.days):
            self._say(f"Nothing is logged {span}. A new week begins whenever you like.", "count.empty")
            return
        complete, days = (self._figures[f"count.{each}"] for each in ("complete", "days"))
        verb = "is" if complete.value == 1 else "are"
        self._say(
            f"In the week {span}, {_number(complete.value)} of {_counted(days, 'day', 'days')} {verb} complete in your diary.",
            "count.complete",
            "count.days",
        )
        self._rest_of_the_days()
        if complete.value:
            self._energy("average.energy_kcal", self._pick("On those you averaged", "On average those days come to"))
            if not digest.care:
                self._compare("change.energy_kcal", "before.energy_kcal", "the week before")
            self._protein_of_a_week()
            self._extremes()
            self._gaps("on average")
        else:
            self._say(
                "Averages would tell little without a complete day, so I leave them out this time.", "count.complete"
            )
        self._weight()
        self._burned()
        streak = self._figures["count.streak"]
        if streak.value >= 3:
            self._say(
                self._pick(
                    f"You have something in your diary for each of the last {_counted(streak, 'day', 'days')}.",
                    f"That makes {_counted(streak, 'day', 'days')} in a row with something logged.",
                ),
                "count.streak",
            )

    def _rest_of_the_days(self) -> None:
        parts, refs = [], []
        kinds = ((Logged.PARTIAL, "logged in part"), (Logged.EMPTY, "empty"), (Logged.FASTING, "marked as fasting"))
        for state, words in kinds:
            figure = self._figures[f"count.{state.value}"]
            if figure.value:
                verb = "is" if figure.value == 1 else "are"
                parts.append(f"{_counted(figure, 'day', 'days')} {verb} {words}")
                refs.append(figure.id)
        if parts:
            self._say(f"{_listed(parts)}; the averages leave that out.", *refs)

    def _protein_of_a_week(self) -> None:
        if not self._has("average.protein_g"):
            return
        text, refs = f"Protein averaged {self._told('average.protein_g')} a day", ["average.protein_g"]
        if self._has("target.protein_g", "met.protein_g"):
            text += f" where you aim for {self._told('target.protein_g')}"
            text += f", and reached that on {_counted(self._figures['met.protein_g'], 'day', 'days')}"
            refs += ["target.protein_g", "met.protein_g"]
        self._say(f"{text}.", *refs)

    def _extremes(self) -> None:
        best, worst = self._digest.best, self._digest.worst
        if best is None or worst is None or self._digest.care:
            return
        self._say(
            f"{best:%A} came closest to your energy target ({self._told('best.energy_kcal')}),"
            f" {worst:%A} was furthest from it ({self._told('worst.energy_kcal')}).",
            "best.energy_kcal",
            "worst.energy_kcal",
        )

    def _weight(self) -> None:
        """Where the weight goes, as a fact; nobody is praised for it or blamed."""
        if not self._has("weight.trend", "weight.change") or self._digest.care:
            return
        change = self._figures["weight.change"]
        text = f"Leaving the ups and downs of water aside, your weight stands at {self._exactly('weight.trend')}"
        if abs(change.value) < _LEAST_WEIGHT:
            self._say(f"{text}, as it did a week ago.", "weight.trend", "weight.change")
        else:
            way = "more" if change.value > 0 else "less"
            self._say(
                f"{text}, {self._exactly('weight.change')} {way} than a week ago.", "weight.trend", "weight.change"
            )

    def _burned(self) -> None:
        """What they burn, with its range, and that it was learned from them."""
        refs = ("expenditure.kcal", "expenditure.low", "expenditure.high")
        if not self._has(*refs):
            return
        likely, low, high = (self._told(ref) for ref in refs)
        self._say(
            f"By your diary and your weighings you burn about {likely} a day, most likely between {low} and {high}.",
            *refs,
        )

    def _exactly(self, ref: str) -> str:
        """A figure to a tenth."""
        figure = self._figures[ref]
        return f"{abs(figure.value).quantize(_LEAST_WEIGHT, rounding=ROUND_HALF_EVEN)} {figure.unit}"

    # ── Both ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _energy(self, ref: str, opening: str) -> None:
        if not self._has(ref):
            return
        text, refs = f"{opening} {self._told(ref)}", [ref]
        if self._has("target.energy_kcal", "difference.energy_kcal") and not self._digest.care:
            target, off = self._figures["target.energy_kcal"], self._figures["difference.energy_kcal"]
            refs.append(target.id)
            if abs(off.value) <= target.value * NEAR_SHARE:
                text += f", close to your target of {told(target)}"
            else:
                text += f", {told(off)} {'more' if off.value > 0 else 'less'} than your target of {told(target)}"
                refs.append(off.id)
        self._say(f"{text}.", *refs)
        if self._digest.care:
            self._say(_CARE, ref)

    def _compare(self, change: str, before: str, what: str) -> None:
        if not self._has(change, before) or abs(self._figures[change].value) < 1:
            return
        way = "more" if self._figures[change].value > 0 else "less"
        self._say(f"That is {self._told(change)} {way} than {what} ({self._told(before)}).", change, before)

    def _gaps(self, when: str) -> None:
        if not self._digest.gaps or self._digest.care:
            return
        parts = []
        refs = []
        for key in self._digest.gaps:
            name = NUTRIENTS[key].label.lower() if not key.startswith("vitamin") else NUTRIENTS[key].label
            parts.append(f"{name} ({self._told(f'gap.{key}')} of {self._told(f'least.{key}')})")
            refs += [f"gap.{key}", f"least.{key}"]
        self._say(f"There was room for {_listed(parts)} {when}.", *refs)


def told(figure: Figure) -> str:
    """A figure's size as people read it: whole, or to a tenth where it is small."""
    return f"{_number(abs(figure.value))}{'' if figure.unit == '%' else ' '}{figure.unit}"


def _number(value: Decimal) -> str:
    places = Decimal(1) if value >= _TEN or value == value.to_integral_value() else Decimal("0.1")
    return f"{value.quantize(places, rounding=ROUND_HALF_EVEN):,}"


def _counted(figure: Figure, one: str, many: str) -> str:
    return f"{_number(figure.value)} {one if figure.value == 1 else many}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
