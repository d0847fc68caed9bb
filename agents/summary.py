"""A summary from its rows to its words: figures by code, sentences by the model or by the offline writer, checked, stored once."""

import json
import logging
from datetime import date, datetime
from functools import partial
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, Field

import prompts
from agents.metering import Meter
from agents.summary_truth import faults
from fithub.coaching import summaries
from fithub.coaching.figures import Digest, Sentence
from fithub.coaching.models import Summary, SummaryState
from fithub.coaching.schedule import Kind
from fithub.coaching.summaries import Words
from fithub.coaching.usage import Task, about_tokens
from fithub.coaching.wording import WRITER, write
from fithub.core.errors import TooMany
from fithub.core.ownership import Actor, acting_as
from fithub.core.wire import to_json
from fithub.llm.chat import Provider, is_down, providers

logger = logging.getLogger(__name__)

# The first try, and one more after being told what was wrong.
TRIES: Final = 2


class Told(BaseModel):
    """A sentence, and the ids of the figures that it tells."""

    text: str = Field(max_length=1000)
    refs: list[str] = Field(max_length=30)


class Writing(BaseModel):
    """The summary, sentence by sentence."""

    sentences: list[Told] = Field(max_length=30)


def words_for(user_id: UUID, digest: Digest) -> Words:
    """A digest in words: the provider's where there is one and its sentences agree with the figures, else the offline writer's; and
    that one's where the person's budget is spent, with a note.

    Takes as long as the provider takes; call outside of any transaction.
    """
    tokens: list[int | None] = [None, None]
    notes: list[dict[str, str]] = []
    version = prompts.load("summary").version
    asked = providers("summaries")
    for provider in asked:
        if not provider.breaker.lets_through():
            continue
        try:
            sentences = _from_provider(provider, user_id, digest, tokens)
        except TooMany as spent:
            provider.breaker.not_asked()
            notes.append({"code": spent.code, "detail": spent.detail})
            break
        except Exception as error:  # noqa: BLE001 (whatever it is, the person gets their summary)
            logger.warning("%s failed to write a summary: %s: %s", provider.name, type(error).__name__, error)
            if is_down(error):
                provider.breaker.failed()
            continue
        provider.breaker.succeeded()
        if sentences is not None:
            return Words(sentences, provider.name, False, version, tokens[0], tokens[1])
    return Words(write(digest), WRITER, True, version if asked else "", tokens[0], tokens[1], notes)


def make_due(*, user_id: UUID, kind: Kind, seen: datetime) -> Summary | None:
    """Make the summary that a due row asks for, and move the row on; None where there was nothing to make, or others made it."""
    with acting_as(user_id, actor=Actor.SYSTEM):
        work = summaries.begin(user_id=user_id, kind=kind, seen=seen)
    if work is None:
        return None
    words = words_for(user_id, work.digest)
    with acting_as(user_id, actor=Actor.SYSTEM, writes=True):
        return summaries.settle(user_id=user_id, work=work, words=words)


def make_now(*, user_id: UUID, kind: Kind, day: date | None) -> tuple[Summary, bool]:
    """The summary of the period with this day (or of the last that has ended), and whether it was made just now.

    Raises InvalidInput (`date_out_of_range`, `period_not_begun`).
    """
    with acting_as(user_id):
        first = summaries.period_to_make(user_id=user_id, kind=kind, day=day)
        before = summaries.own_summaries(user_id).filter(kind=kind.value, first_date=first).first()
        if before is not None and before.final and before.state == SummaryState.READY:
            return before, False
        digest = summaries.digest_of(user_id=user_id, kind=kind, first=first)
        if before is not None and before.state == SummaryState.READY and is_told(before, digest):
            return before, False
    words = words_for(user_id, digest)
    with acting_as(user_id, actor=Actor.SYSTEM, writes=True):
        final = summaries.is_final(user_id, digest)
        return summaries.store(user_id=user_id, digest=digest, words=words, final=final), True


def is_told(summary: Summary, digest: Digest) -> bool:
    """Whether a stored summary tells of these very figures."""
    return bool(json.loads(to_json(summary.digest)) == json.loads(to_json(digest.shape())))


def _from_provider(
    provider: Provider, user_id: UUID, digest: Digest, tokens: list[int | None]
) -> list[Sentence] | None:
    """Its sentences, or None where they do not agree with the figures, nor do they the second time.

    Raises TooMany (`budget_spent`).
    """
    model: Any = provider.model.with_structured_output(Writing, method="function_calling", include_raw=True)
    shown = {**digest.shape(), "care": digest.care}
    messages: list[tuple[str, str]] = [("system", prompts.load("summary").text), ("human", to_json(shown))]
    meter = Meter(user_id, Task.SUMMARY)
    for _ in range(TRIES):
        expected = about_tokens(to_json([messages, Writing.model_json_schema()]))
        answer, took = meter.ask_here(provider.name, expected, partial(model.invoke, messages), itemgetter("raw"))
        tokens[:] = [(tokens[0] or 0) + took.input, (tokens[1] or 0) + took.output]
        written = answer["parsed"]
        if not isinstance(written, Writing):
            wrong = ["the tool was not called as it should be"]
        else:
            sentences = [
                Sentence(" ".join(each.text.split()), tuple(dict.fromkeys(each.refs))) for each in written.sentences
            ]
            wrong = faults(sentences, digest)
            if not wrong:
                return sentences
        logger.info("the provider's summary is not true: %s", "; ".join(wrong))
        messages += [("human", f"That does not agree with the figures: {'; '.join(wrong)[:2000]}. Write it again.")]
    return None
