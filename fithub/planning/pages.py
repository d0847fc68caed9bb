"""Reading a recipe from a web page's HTML, by recipe-scrapers: what the page itself marks up as a recipe. Nothing is fetched."""

import re
from decimal import Decimal
from typing import Any, Final

from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput
from fithub.planning.reading import ReadRecipe, resolve

MOST_HTML: Final = 1_000_000
# Beyond so many tags that stand in one another it is no page but a trap for parsers.
MOST_TAGS: Final = 50_000
# Recipes are read from the markup alone, so it does not matter which site it is said to be.
_ANY_SITE: Final = "https://page.invalid/"


def read_page(*, html: str, when: LocalMoment, url: str = "") -> ReadRecipe:
    """The recipe of a page. Raises InvalidInput (`page_too_large`, `page_without_recipe`)."""
    if len(html) > MOST_HTML or html.count("<") > MOST_TAGS:
        raise InvalidInput.field(
            "html", "page_too_large", "The page is too large; send the text of the recipe instead."
        )
    page = _scraped(html)
    lines = [" ".join(line.split()) for line in _part(page, "ingredients") or [] if isinstance(line, str)]
    if not lines:
        raise _no_recipe()
    servings = re.search(r"\d+(?:\.\d+)?", str(_part(page, "yields") or ""))
    read = ReadRecipe(name=" ".join(str(_part(page, "title") or "").split())[:200] or None, url=url)
    read.servings = Decimal(servings[0]) if servings and Decimal(servings[0]) > 0 else None
    resolve(read, filter(None, lines), when)
    return read


def _scraped(html: str) -> Any:
    # Its parsers take more than a second to load, and few turns need them.
    from recipe_scrapers import scrape_html
    from recipe_scrapers._exceptions import RecipeScrapersExceptions

    try:
        return scrape_html(html, org_url=_ANY_SITE, supported_only=False)
    except (RecipeScrapersExceptions, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise _no_recipe() from error


def _part(page: Any, name: str) -> Any:
    """One part of what was scraped, None where the page does not have it, or has it in a shape that cannot be read."""
    from recipe_scrapers._exceptions import RecipeScrapersExceptions

    try:
        return getattr(page, name)()
    except (RecipeScrapersExceptions, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _no_recipe() -> InvalidInput:
    return InvalidInput.field(
        "html", "page_without_recipe", "This page marks nothing up as a recipe; send the text of the recipe instead."
    )
