"""What is read of the body's measures in messages, and what is left to the diary. Sentences of our own."""

from datetime import date, time

import pytest

from agents.offline.reading import read
from agents.offline.skills.measurement_words import AskMeasures, DeleteMeasure, LogMeasures
from agents.offline.spans import read_span
from agents.offline.steps import Log, Step
from fithub.core.clock import LocalMoment

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")


def told(step: Step) -> str:
    match step:
        case LogMeasures():
            what = ", ".join(f"{each.metric.split('_')[0]} {each.value}{each.unit}" for each in step.measures)
            when = " ".join(
                filter(None, [f"{step.day:%m-%d}" if step.day else "", f"{step.at:%H:%M}" if step.at else ""])
            )
            return f"{'mend' if step.instead else 'measure'} {what} {when}".strip()
        case AskMeasures():
            span = f"{step.span[0]:%m-%d}..{step.span[1]:%m-%d}" if step.span else ""
            day = f"{step.day:%m-%d}" if step.day else ""
            what = "bmi" if step.bmi else ", ".join(each.split("_")[0] for each in step.metrics) or "all"
            return " ".join(filter(None, ["course" if step.change else "ask", what, day, span]))
        case DeleteMeasure():
            day = f"{step.day:%m-%d}" if step.day else ""
            return " ".join(
                filter(None, ["delete", "many" if step.many else "", (step.metric or "any").split("_")[0], day])
            )
        case Log():
            return f"log {step.text}"
    return type(step).__name__


LABELLED = """
I weigh 82.4 kg                                        | measure weight 82.4kg
I weigh 82.4                                           | measure weight 82.4
i weigh 82,4 kg                                        | measure weight 82.4kg
I weigh eighty-two kilos                               | measure weight 82kilos
weight 181 lb this morning                             | measure weight 181lb 05-05 07:30
11 st 4                                                | measure weight 158lb
11st 4lb                                               | measure weight 158lb
I'm 11 stone 4                                         | measure weight 158lb
I am at 180 pounds                                     | measure weight 180pounds
82.4kg this morning                                    | measure weight 82.4kg 05-05 07:30
yesterday I weighed 83                                 | measure weight 83 05-04
I weighed 83 kg on Monday                              | measure weight 83kg 05-04
I weighed 82 kg last Friday                            | measure weight 82kg 05-01
I weighed 83 kg 3 days ago at 7am                      | measure weight 83kg 05-02 07:00
I weighed 82.4 kg before breakfast                     | measure weight 82.4kg
weighed in at 82.4 kg                                  | measure weight 82.4kg
My weight this morning was 82.1 kg                     | measure weight 82.1kg 05-05 07:30
my weight yesterday was 83 kg                          | measure weight 83kg 05-04
Could you log my weight as 82.4 kg please?             | measure weight 82.4kg
log 82.4 kg as my weight                               | measure weight 82.4kg
the scale says 82.4                                    | measure weight 82.4
my waist is 92 cm                                      | measure waist 92cm
I measured my waist at 92 cm                           | measure waist 92cm
my left thigh is 58 cm                                 | measure thigh 58cm
waist 92cm, hips 101 cm                                | measure waist 92cm, hip 101cm
my waist is 36 inches and my hips are 40 inches        | measure waist 36inches, hip 40inches
body fat 21%                                           | measure body 21%
21% body fat                                           | measure body 21%
my body fat percentage is 21                           | measure body 21%
muscle mass 42%                                        | measure muscle 42%
I weigh 82.4 and my body fat is 21%                    | measure weight 82.4, body 21%
I weigh 750 kg                                         | measure weight 750kg
no, I weigh 83.4 kg                                    | mend weight 83.4kg
change my weight to 83.4 kg                            | mend weight 83.4kg
change yesterday's weight to 83                        | mend weight 83 05-04
what's my weight                                       | ask weight
how much do I weigh?                                   | ask weight
can you tell me my weight?                             | ask weight
what was my weight yesterday?                          | ask weight 05-04
what did I weigh on Monday?                            | ask weight 05-04
what is my BMI?                                        | ask bmi
what's my waist?                                       | ask waist
show my measurements                                   | ask all
what's my weight and waist?                            | ask weight, waist
what's my weight and my waist?                         | ask weight, waist
what are my weight, waist and body fat?                | ask weight, waist, body
how much do I weigh and what's my waist?               | ask weight, waist
what was my weight and waist yesterday?                | ask weight, waist 05-04
show me my waist and hips                              | ask waist, hip
what's my weight and what's my weight                  | ask weight
I lost 2 kg                                            | ChangeAlone
I've lost 2 kg this month                              | ChangeAlone
I'm down 2.5 kg since March                            | ChangeAlone
I have gained three pounds                             | ChangeAlone
I lost a stone                                         | ChangeAlone
I lost weight                                          | ChangeAlone
I put on 2 kg and had two eggs                         | ChangeAlone; log I had two eggs
I lost 2 kg and now I weigh 80 kg                      | measure weight 80kg
I'm down 2 kg, I weigh 80 kg                           | measure weight 80kg
my son weighs 20 kg                                    | AnothersMeasure
my little daughter weighed 18 kg this morning          | AnothersMeasure
my son weighs 20                                       | AnothersMeasure
my wife is 60 kg                                       | AnothersMeasure
the baby weighs 3500 g                                 | AnothersMeasure
my dog weighs 12 kg                                    | AnothersMeasure
he weighs 80 kg                                        | AnothersMeasure
my son's weight is 20 kg                               | AnothersMeasure
log 20 kg as my son's weight                           | AnothersMeasure
my friend lost 5 kg                                    | AnothersMeasure
my mom weighs 70 kg and I weigh 80 kg                  | AnothersMeasure; measure weight 80kg
how has my weight changed this month                   | course weight 05-01..05-05
how much weight have I lost this year?                 | course weight 01-01..05-05
how much have I lost since March                       | course weight 03-01..05-05
what was my weight last month?                         | course weight 04-01..04-30
am I losing weight?                                    | course weight
weight trend                                           | course weight
show my weight for the last 3 months                   | course weight 02-04..05-05
how did my waist change since 1 April                  | course waist 04-01..05-05
delete my last weight                                  | delete weight
delete yesterday's weight                              | delete weight 05-04
remove my last measurement                             | delete any
delete my waist measurement                            | delete waist
delete all my weights                                  | delete many weight
I weighed 82.4 this morning and had two eggs           | measure weight 82.4 05-05 07:30; log I had two eggs
I had 2 eggs and I weigh 82.4 kg                       | log I had 2 eggs; measure weight 82.4kg
"""


@pytest.mark.parametrize(
    ("message", "expected"),
    [tuple(part.strip() for part in line.split("|")) for line in LABELLED.strip().splitlines()],
)
def test_what_is_said_of_measures(message: str, expected: str) -> None:
    assert "; ".join(map(told, read(message, NOW))) == expected


@pytest.mark.parametrize(
    "message",
    """
150 g of chicken
1.5 kg watermelon
2 lb of strawberries
the chicken weighs 150 g
I weighed 150 g of chicken
I weighed out 2 lb of beef
I weighed my rice: 150 g
my thigh was 150 g
chicken thigh 150 g
turkey neck 200 g
calf liver 100 g
my chicken weighed 200 g
make it 2 lb
delete the last one
delete my last entry
fat 21 g
weight watchers muffin
weight of an egg
I weigh too much
my hips are sore
I'm 30
my son weighs 20 kg
I lost 200 g of chicken
I put on 2 slices of cheese
I dropped two eggs
I gained 2 kg of strawberries
the baby carrots weigh 200 g
they were 150 g
my kids meal was 300 g
I had my mom's weight watchers muffin
my chicken is 200 g
what's my weight and protein?
I want to weigh 75 kg
my goal weight is 75 kg
I'll weigh 80 kg by June
what's my protein
my bowl is 400 ml
how much did I eat this week
""".strip().splitlines(),
)
def test_what_is_no_measure_is_left_alone(message: str) -> None:
    steps = read(message, NOW)
    assert not any(isinstance(step, LogMeasures | AskMeasures | DeleteMeasure) for step in steps)


@pytest.mark.parametrize("piece", ["I weigh ", "my weight 1 ", "weigh 1 and ", "waist 1 cm, ", "eighty "])
def test_the_longest_message_is_read_in_time(piece: str) -> None:
    assert read((piece * 4000)[:8000], NOW)
    assert read((piece * 200)[:400], NOW)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("this week", (date(2026, 5, 4), date(2026, 5, 5))),
        ("last week", (date(2026, 4, 27), date(2026, 5, 3))),
        ("in the last week", (date(2026, 4, 28), date(2026, 5, 5))),
        ("over the past two weeks", (date(2026, 4, 21), date(2026, 5, 5))),
        ("last year", (date(2025, 1, 1), date(2025, 12, 31))),
        ("since last month", (date(2026, 4, 1), date(2026, 5, 5))),
        ("since Monday", (date(2026, 5, 4), date(2026, 5, 5))),
        ("since November", (date(2025, 11, 1), date(2026, 5, 5))),
        ("in February 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("in December", (date(2025, 12, 1), date(2025, 12, 31))),
        ("since tomorrow", None),
        ("in June 2027", None),
        ("in the last zero days", None),
        ("the other day", None),
    ],
)
def test_spans_are_told_by_the_calendar(text: str, span: tuple[date, date] | None) -> None:
    assert read_span(text, NOW) == span


def test_spans_begin_with_the_day_that_there_is() -> None:
    leap = LocalMoment(date(2024, 2, 29), time(12), "UTC")
    assert read_span("this month", leap) == (date(2024, 2, 1), date(2024, 2, 29))
    assert read_span("in the last year", leap) == (date(2023, 3, 1), date(2024, 2, 29))
