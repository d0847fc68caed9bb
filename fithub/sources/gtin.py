"""Bar codes: every printed form brought to one number, the GTIN-14 without its leading zeros; the check digit verified.

After the GS1 General Specifications: 7.9 (check digit: weights 3 and 1 from the right, modulo 10) and 5.2.2.4.2 (zero-suppressed
UPC-E). A GTIN-8, -12 or -13 is the GTIN-14 with zeros in front, so one number stands for all of them.
"""

import re
from typing import Final

from fithub.core.errors import InvalidInput

# EAN-8 or UPC-E, UPC-A, EAN-13, GTIN-14.
_LENGTHS: Final = (8, 12, 13, 14)
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015]+")
_DIGITS: Final = re.compile(r"[0-9]{1,14}")
_LONGEST_WRITTEN: Final = 40


def read_code(written: str) -> tuple[int, ...]:
    """What a bar code that somebody scanned or typed may stand for, the likeliest first. Spaces and dashes are let pass.

    Eight digits may be an EAN-8 or a UPC-E, and now and then both hold. Raises InvalidInput (`invalid_barcode`).
    """
    digits = _BETWEEN.sub("", written) if len(written) <= _LONGEST_WRITTEN else ""
    if not _DIGITS.fullmatch(digits) or len(digits) not in _LENGTHS:
        raise InvalidInput.field("code", "invalid_barcode", "A bar code has 8, 12, 13 or 14 digits; type all of them.")
    codes = []
    if len(digits) == 8 and digits[0] in "01" and _checks(upc_a := _expanded(digits)):
        codes.append(int(upc_a))
    if _checks(digits):
        codes.append(int(digits))
    if not any(codes):
        raise InvalidInput.field(
            "code",
            "invalid_barcode",
            "The last digit of this bar code does not fit the others; scan it or type it again.",
        )
    return tuple(dict.fromkeys(code for code in codes if code))


def code_of_source(written: str) -> int | None:
    """The bar code that a table gives for a product; None where it is none. Tables lose leading zeros, which nothing hangs on."""
    digits = _BETWEEN.sub("", written)
    if not _DIGITS.fullmatch(digits) or int(digits) == 0 or len(digits.lstrip("0")) < 6:
        return None
    if _checks(digits):
        return int(digits)
    if len(digits) == 8 and digits[0] in "01" and _checks(upc_a := _expanded(digits)):
        return int(upc_a)
    return None


def gtin_14(code: int) -> str:
    """A code in its full form, fourteen digits."""
    return f"{code:014d}"


def printed(code: int) -> str:
    """A code as products carry it: EAN-8, EAN-13 (a UPC-A with a zero in front), or GTIN-14."""
    digits = str(code)
    return digits.zfill(8) if len(digits) <= 8 else digits.zfill(13)


def check_digit(body: str) -> int:
    """The digit that belongs behind these."""
    weighed = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return -weighed % 10


def _checks(digits: str) -> bool:
    return check_digit(digits[:-1]) == int(digits[-1])


def _expanded(upc_e: str) -> str:
    """The UPC-A whose zeros a UPC-E leaves out; the same check digit."""
    system, x, last, check = upc_e[0], upc_e[1:6], upc_e[6], upc_e[7]
    if last in "012":
        return f"{system}{x[:2]}{last}0000{x[2:]}{check}"
    if last == "3":
        return f"{system}{x[:3]}00000{x[3:]}{check}"
    if last == "4":
        return f"{system}{x[:4]}00000{x[4]}{check}"
    return f"{system}{x}0000{last}{check}"
