"""What became of a turn that was cut off, as far as its trace does not tell: what was written is never unsaid. Pure."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fithub.core.wire import to_json

type Message = dict[str, Any]


def with_receipts(trace: Sequence[Mapping[str, Any]], receipts: Sequence[Mapping[str, Any]]) -> list[Message]:
    """The trace, and behind it a result for each receipt that it does not show.

    It answers the call that was left without an answer, or else one whose arguments nobody knows any more. Such a result has no
    `content`; whoever tells a model of it makes that of its `output`.
    """
    told = [dict(message) for message in trace]
    results = [message for message in told if message["type"] == "tool"]
    shown = [_plain(message["output"]) for message in results]
    missing = [receipt for receipt in receipts if _plain(receipt) not in shown]
    answered = {message["tool_call_id"] for message in results}
    for call in [call for message in told for call in message.get("tool_calls", ()) if call["id"] not in answered]:
        receipt = next((each for each in missing if each["tool"] == call["name"]), None)
        if receipt is not None:
            missing.remove(receipt)
            told.append(_result(call["id"], receipt))
    for number, receipt in enumerate(missing, 1):
        call = {"id": f"cut-off-{number}", "name": receipt["tool"], "args": {}}
        told += [{"type": "ai", "content": "", "tool_calls": [call]}, _result(call["id"], receipt)]
    return told


def _result(call_id: str, receipt: Mapping[str, Any]) -> Message:
    return {"type": "tool", "tool_call_id": call_id, "name": receipt["tool"], "status": "success", "output": receipt}


def _plain(value: Any) -> Any:
    """As JSON has it, so that what was stored and what is about to be are the same."""
    return json.loads(to_json(value), parse_float=Decimal)
