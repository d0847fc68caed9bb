"""Files as the programs write them, made by code."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    """A CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headers)
    writer.writerows(rows)
    return text.getvalue().encode()


def packed(files: Mapping[str, bytes], year: int = 2026) -> bytes:
    """A zip of files, the same bytes for the same year."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 5, 3, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


MFP_NUTRITION = (
    "Date,Meal,Calories,Fat (g),Saturated Fat,Polyunsaturated Fat,Monounsaturated Fat,Trans Fat,Cholesterol,Sodium (mg),Potassium,"
    "Carbohydrates (g),Fiber,Sugar,Protein (g),Vitamin A,Vitamin C,Calcium,Iron,Note"
).split(",")


def my_fitness_pal(weight_header: str = "Weight") -> bytes:
    """Three files in a zip, as the export of a premium account is mailed."""
    meals = [
        ("2026-05-01", "Breakfast", 412.5, 12, 4, 1, 2, 0, 85, 310, 400, 55, 6, 18, 20, 10, 15, 20, 8, ""),
        ("2026-05-01", "Dinner", 730, 30.2, 9, 3, 11, 0, 120, 980, 700, 70, 9, 12, 41, 4, 40, 10, 15, "at home"),
        ("2026-05-02", "Snacks", 210, 9, 1, 4, 3, 0, 0, 95, 200, 25, 4, 8, 7, 0, 2, 3, 4, ""),
    ]
    return packed(
        {
            "Nutrition-Summary-2026-05-01-to-2026-05-02.csv": table(MFP_NUTRITION, meals),
            "Measurement-Summary-2026-05-01-to-2026-05-02.csv": table(
                ["Date", weight_header], [("2026-05-01", "181.4"), ("2026-05-02", "180.8")]
            ),
            "Exercise-Summary-2026-05-01-to-2026-05-02.csv": table(
                "Date,Exercise,Type,Exercise Calories,Exercise Minutes,Sets,Reps Per Set,Pounds,Steps,Note".split(","),
                [
                    ("2026-05-01", "Running", "Cardio", 320, 30, "", "", "", "", ""),
                    ("2026-05-02", "Steps", "Cardio", 150, "", "", "", "", 8421, ""),
                ],
            ),
        }
    )


CRONOMETER_SERVINGS = (
    "Day,Time,Group,Food Name,Amount,Energy (kcal),Alcohol (g),Caffeine (mg),Water (g),B1 (Thiamine) (mg),B12 (Cobalamin) (µg),"
    "Folate (µg),Vitamin A (µg),Vitamin C (mg),Vitamin D (IU),Calcium (mg),Iron (mg),Carbs (g),Fiber (g),Starch (g),Sugars (g),"
    "Net Carbs (g),Fat (g),Cholesterol (mg),Monounsaturated (g),Polyunsaturated (g),Saturated (g),Trans-Fats (g),Protein (g)"
    ",Category"
).split(",")


def cronometer(year: int = 2026) -> bytes:
    """The five files of "Export data", in a zip."""
    oats = (
        "2026-05-01",
        "08:05",
        "Breakfast",
        "Oats, Rolled",
        "60.00 g",
        227.4,
        "",
        "",
        6.5,
        0.28,
        "",
        19,
        0,
        0,
        "",
        31,
        2.6,
        40.6,
        6.1,
        34,
        0.6,
        34.5,
        3.9,
        0,
        1.3,
        1.4,
        0.7,
        "",
        7.9,
        "Cereal Grains and Pasta",
    )
    milk = (
        "2026-05-01",
        "08:05",
        "Breakfast",
        "Milk, 2%",
        "1.00 cup",
        122,
        0,
        0,
        217.7,
        0.1,
        1.3,
        12,
        134,
        0.5,
        120,
        293,
        0.05,
        11.7,
        0,
        0,
        12.3,
        11.7,
        4.8,
        19.5,
        1.4,
        0.2,
        3.1,
        "",
        8.1,
        "Dairy",
    )
    coffee = (
        "2026-05-02",
        "",
        "Uncategorized",
        "Coffee",
        "250.00 g",
        2.5,
        0,
        100,
        248,
        0.04,
        0,
        5,
        0,
        0,
        0,
        5,
        0.03,
        0,
        0,
        0,
        0,
        0,
        0.05,
        0,
        0.04,
        0,
        0,
        0,
        0.3,
        "Beverages",
    )
    return packed(
        {
            "servings.csv": table(CRONOMETER_SERVINGS, [oats, milk, coffee, coffee]),
            "dailysummary.csv": table(
                ["Date", "Energy (kcal)", "Net Carbs (g)", "Protein (g)", "Completed"],
                [("2026-05-01", 349.4, 46, 16, "true")],
            ),
            "biometrics.csv": table(
                ["Day", "Time", "Group", "Metric", "Unit", "Amount"],
                [
                    ("2026-05-01", "07:00", "", "Weight", "lbs", 176.4),
                    ("2026-05-01", "07:00", "", "Body Fat", "%", 21.5),
                    ("2026-05-01", "07:00", "", "Blood Pressure", "mmHg", "120/80"),
                ],
            ),
            "exercises.csv": table(
                ["Day", "Time", "Group", "Exercise", "Minutes", "Calories Burned"],
                [("2026-05-01", "18:00", "", "Cycling", 45, 380)],
            ),
            "notes.csv": table(["Day", "Time", "Group", "Note"], [("2026-05-01", "", "", "slept badly")]),
        },
        year,
    )


def macro_factor() -> bytes:
    """The food log of a MacroFactor export, saved as CSV."""
    headers = (
        "Date,Time,Food Name,Serving Size,Serving Qty,Serving Weight (g),Calories (kcal),Fat (g),Carbs (g),Protein (g)"
        ",Fiber (g)"
    )
    return table(
        headers.split(","),
        [
            ("2026-05-01", "07:45", "Greek Yogurt", "container", 1, 170, 100, 0.7, 6.1, 17.3, 0),
            ("2026-05-01", "12:30", "Chicken Breast", "g", 150, 150, 247.5, 5.4, 0, 46.5, 0),
        ],
    )


def health(records: str) -> bytes:
    """An export.xml with these elements within."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate,Me,(Record)*)>\n'
        "<!ATTLIST HealthData\n  locale CDATA #REQUIRED\n>\n]>\n"
        '<HealthData locale="en_US">\n <ExportDate value="2026-05-03 09:00:00 +0200"/>\n'
        f' <Me HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/>\n{records}\n</HealthData>\n'
    ).encode()


def record(kind: str, value: object, unit: str, at: str, source: str = "Lifesum", food: str = "") -> str:
    """One sample of a quantity."""
    inner = f'<MetadataEntry key="HKFoodType" value="{food}"/>' if food else ""
    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" unit="{unit}" creationDate="{at}" startDate="{at}"'
        f' endDate="{at}" value="{value}">{inner}</Record>\n'
    )


def food(name: str, at: str, amounts: Mapping[str, tuple[object, str]], source: str = "Lifesum") -> str:
    """A food as Health has it: a correlation, and each of its samples once more by itself."""
    samples = "".join(record(f"Dietary{kind}", value, unit, at, source) for kind, (value, unit) in amounts.items())
    return (
        f'{samples} <Correlation type="HKCorrelationTypeIdentifierFood" sourceName="{source}" creationDate="{at}" startDate="{at}"'
        f' endDate="{at}">\n  <MetadataEntry key="HKFoodType" value="{name}"/>\n{samples} </Correlation>\n'
    )
