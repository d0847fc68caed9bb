"""What a text may show; each sentence of `utterances` shows those that its file is named after."""

from enum import StrEnum


class Sign(StrEnum):
    """One thing that a text may show, by itself or beside others."""

    CRISIS = "crisis"
    EMERGENCY = "emergency"
    LOW_SUGAR = "low_sugar"
    DISORDER = "disorder"
    MEDICINE = "medicine"
    ILLNESS = "illness"
    EXPECTING = "expecting"
    YOUNG = "young"
    LESS = "less"
