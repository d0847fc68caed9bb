"""The JSON that REST, tools and mails share for summaries."""

from typing import Any

from fithub.coaching.models import Summary


def summary_shape(summary: Summary) -> dict[str, Any]:
    """A summary as it is shown."""
    digest = summary.digest
    return {
        "id": str(summary.pk),
        "kind": summary.kind,
        "state": summary.state,
        "note": summary.note,
        "first_date": summary.first_date.isoformat(),
        "last_date": summary.last_date.isoformat(),
        "title": summary.title,
        "final": summary.final,
        "text": " ".join(sentence["text"] for sentence in summary.sentences),
        "sentences": summary.sentences,
        "figures": digest.get("figures", []),
        "days": digest.get("days", []),
        "gaps": digest.get("gaps", []),
        "best": digest.get("best"),
        "worst": digest.get("worst"),
        "notes": digest.get("notes", []),
        "model": summary.model,
        "offline": summary.offline,
        "prompt_version": summary.prompt_version,
        "input_tokens": summary.input_tokens,
        "output_tokens": summary.output_tokens,
        "made_at": summary.made_at.isoformat(),
        "read_at": summary.read_at.isoformat() if summary.read_at else None,
        "mailed_at": summary.mailed_at.isoformat() if summary.mailed_at else None,
        "feedback": {"rating": summary.rating or None, "text": summary.feedback},
        "conversation_id": str(summary.turn.conversation_id) if summary.turn else None,
        "turn_id": str(summary.turn_id) if summary.turn_id else None,
    }
