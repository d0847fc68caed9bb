"""What a person may want with a clause, once it is understood."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from fithub.core.slots import Slot


@dataclass(frozen=True, slots=True)
class Target:
    """Which entries are meant.

    `words`: the words that name the food, in one form; none for "that". `place`: which of several (1 the first, -1 the last).
    `many`: a whole meal, a day, "everything". `said`: how the person put it. `quantity`, `unit`: how much of it, where said.
    """

    said: str
    words: tuple[str, ...] = ()
    slot: Slot | None = None
    day: date | None = None
    place: int | None = None
    many: bool = False
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """What something should be instead: an amount, a food, a place in the day; `factor` for "double it". None is no change.

    `every_word`: only a food whose name has every word of `food` is meant; `kind`: `food` is a kind of what it is already.
    """

    quantity: Decimal | None = None
    unit: str | None = None
    food: str = ""
    slot: Slot | None = None
    day: date | None = None
    at: time | None = None
    factor: Decimal | None = None
    every_word: bool = False
    kind: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood."""
        return self == Payload()

    @property
    def only_moves(self) -> bool:
        """Whether it is about when and nothing else."""
        return not self.is_empty and self == Payload(slot=self.slot, day=self.day, at=self.at)


@dataclass(frozen=True, slots=True)
class Log:
    """Something was eaten. `certain`: an eating word, an amount or a meal was said. `unsure`: the person does not know how much, or
    does not say that they ate it, so that it is asked about. `beside`: what it goes with ("milk to my coffee")."""

    text: str
    slot: Slot | None = None
    certain: bool = True
    unsure: bool = False
    beside: Target | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was logged was otherwise. `or_log`: what to log if it is about nothing that was logged. `bare`: so few
    words are only about what was written just now."""

    target: Target | None
    payload: Payload
    said: str
    or_log: Log | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Entries should go. `softly`: "I never had that banana": where it is not there, there is nothing to do. `but`: what stays."""

    targets: tuple[Target, ...]
    softly: bool = False
    but: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Twice:
    """Something is in the diary twice and was had once; `target` None: what was told just now. `asks`: whether it is only asked;
    `orders`: whether it is said that what is named should go."""

    target: Target | None = None
    asks: bool = False
    orders: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same again: the last thing, so many more of it, or what `target` names. `into`: the meal that it is to go to; `share`: so
    much of it; `or_log`: what to log where it was not had before; `bare`: it is not said what ("once more"); `one`: one of it alone
    ("another one")."""

    quantity: Decimal | None = None
    unit: str | None = None
    into: Slot | None = None
    target: Target | None = None
    share: Decimal = Decimal(1)
    or_log: Log | None = None
    bare: bool = False
    one: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back, or so many. `softly`: "never mind", which is about what was said just now and nothing older.
    `named`: what it is to be about, in the person's words. `here`: of what was told in this conversation alone ("scrap the last
    two"). `each`: so many changes, however many entries each of them wrote."""

    softly: bool = False
    times: int = 1
    named: str = ""
    here: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class Redo:
    """Do what was taken back again, or so many of it."""

    times: int = 1


@dataclass(frozen=True, slots=True)
class Restore:
    """Have it back as it was: undo what was deleted or changed, or do again what was undone, whichever came last. `kept`:
    only what was deleted or undone, since what was changed may well be kept as it is now. `times`: so many changes, 0
    for all that were just taken."""

    kept: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Decide:
    """A yes or a no to what was asked."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Choose:
    """An answer to "which one do you mean?": the first, both, the one from lunch."""

    target: Target


class About(StrEnum):
    """What a question about a day is after."""

    ENTRIES = "entries"
    TOTALS = "totals"
    LEFT = "left"
    TARGETS = "targets"
    LATEST = "latest"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class AskDay:
    """A question about a day: `nutrients` by key, `words` of a food that was asked for."""

    about: About
    day: date | None
    slot: Slot | None
    nutrients: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookUp:
    """A question about a food. `considering`: the person thinks of eating it; `which`: which of that name there are is asked."""

    text: str
    nutrients: tuple[str, ...] = ()
    considering: bool = False
    which: bool = False


class Why(StrEnum):
    """Why a clause is answered without doing anything."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    FAREWELL = "farewell"
    FUTURE = "future"
    NOT_EATEN = "not_eaten"
    SOMEBODY_ELSE = "somebody_else"
    ANOTHERS = "anothers"
    PASTED = "pasted"
    KEPT = "kept"
    HABIT = "habit"
    NOT_YET = "not_yet"
    CALORIES = "calories"
    SETTING = "setting"
    ACCOUNT = "account"
    OFF_TOPIC = "off_topic"
    RECIPE = "recipe"
    LINK = "link"
    LABEL = "label"
    SERVING = "serving"
    REMARK = "remark"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Remark:
    """A clause after which nothing is done. `said`: the person's words, where the answer quotes them."""

    why: Why
    said: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another language than English."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A meal or a day once more: `day` and `slot` to copy from, `to_day` and `to_slot` (None: today, its own meal)."""

    day: date
    slot: Slot | None
    to_day: date | None = None
    to_slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual meal was eaten; `slot` None: the one of this time of day."""

    slot: Slot | None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SaveRecipe:
    """A recipe to keep. `text`: its ingredients; empty: what was told or logged just now."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NewFood:
    """A food from its label: nutrients by key, in 100 g (`serving_g` None) or in a serving; `by_volume`: the label says ml.
    `known`: it is one of the person's already, whose label says otherwise."""

    name: str
    nutrients: tuple[tuple[str, Decimal], ...]
    serving_g: Decimal | None = None
    by_volume: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A recipe or a food (`kind`) that is to be kept, of which more has to be told; "" is what was not said. `text`: ingredients,
    or a label."""

    kind: str
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SetMeasure:
    """ONE of a unit, in grams or millilitres; of the food that `food` names, empty: of any."""

    unit: str
    food: str
    grams: Decimal | None
    millilitres: Decimal | None


@dataclass(frozen=True, slots=True)
class SetFavourite:
    """A food is a favourite, or none any more; `grams`, or `quantity` in `unit`, is how much of it is usual."""

    food: str
    favourite: bool = True
    grams: Decimal | None = None
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ListOwn:
    """What there is of the person's own; `kind` as the tool list_own calls it. `name`: of this one only. `asked`: the question as
    it was put, which may be of the diary or of a food where nothing of one's own is called so."""

    kind: str
    name: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class DeleteOwn:
    """One of the person's own things should go."""

    kind: str
    name: str


class Wish:
    """What a person wants of a skill (agents/offline/skills): each skill's wishes are frozen dataclasses of this class."""

    __slots__ = ()


type OwnStep = Copy | Usual | SaveRecipe | NewFood | Unfinished | SetMeasure | SetFavourite | ListOwn | DeleteOwn
type Step = (
    Log
    | Change
    | Delete
    | Twice
    | Repeat
    | Undo
    | Redo
    | Restore
    | Decide
    | Choose
    | AskDay
    | LookUp
    | Remark
    | Foreign
    | OwnStep
    | Wish
)
