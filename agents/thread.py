"""The messages of a conversation, as a model is given them and as what was said in them."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

CUT_OFF: Final = '{"error": "interrupted", "detail": "This call was cut off; it may not have run."}'


def repaired(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The messages with an answer to every tool call: one that was cut off is said to be, as providers demand."""
    whole: list[AnyMessage] = []
    for place, message in enumerate(messages):
        whole.append(message)
        if not isinstance(message, AIMessage) or not message.tool_calls:
            continue
        answers = takewhile(lambda each: isinstance(each, ToolMessage), messages[place + 1 :])
        answered = {each.tool_call_id for each in answers if isinstance(each, ToolMessage)}
        whole += [
            ToolMessage(content=CUT_OFF, name=call["name"], tool_call_id=call["id"] or "", status="error")
            for call in message.tool_calls
            if call["id"] not in answered
        ]
    return whole


def with_context(messages: Sequence[AnyMessage], now_text: str) -> list[AnyMessage]:
    """The messages as a provider reads them: what is about this person now stands before their newest words.

    So all that came before is the same to the byte from turn to turn, which providers keep and charge less for; the prompt and the
    tools are the same for everybody.
    """
    last = max(place for place, message in enumerate(messages) if isinstance(message, HumanMessage))
    # Names and facts in it are somebody's words, and cannot end it.
    context = now_text.replace("<", "\\u003c")
    said = HumanMessage(f"<context>\n{context}\n</context>\n\n{messages[last].text}")
    return [*messages[:last], said, *messages[last + 1 :]]


def newest(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The newer third of the turns, and this one at least, whole; for a provider to which all of them are too much."""
    begin = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return list(messages[begin[-max(1, len(begin) // 3)] :]) if begin else list(messages)


def this_turn(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The messages since the person last spoke."""
    last = max((place for place, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
    return list(messages[last:])


def said_by_person(messages: Sequence[AnyMessage]) -> list[str]:
    """What the person has said, the newest last."""
    return [str(message.text) for message in messages if isinstance(message, HumanMessage)]


def talk_in(messages: Sequence[AnyMessage]) -> list[tuple[str, str]]:
    """What was said, each time with the words that answered it."""
    talk: list[tuple[str, str]] = []
    for message in messages:
        match message:
            case HumanMessage():
                talk.append((str(message.text), ""))
            case AIMessage() if talk and not message.tool_calls:
                talk[-1] = (talk[-1][0], str(message.text))
    return talk
