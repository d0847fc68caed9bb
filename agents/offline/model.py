"""The offline model as langchain sees it: messages in, tool calls or words out, the same for the same messages."""

from collections.abc import Sequence
from typing import Any, ClassVar

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable

from agents.offline.calls import Call
from agents.offline.history import PREFIX, read_history
from agents.offline.planner import next_step


class OfflineModel(BaseChatModel):
    """Plans tool calls from the conversation alone; what it says is made of what they returned."""

    NAME: ClassVar[str] = "fithub-offline"

    @property
    def _llm_type(self) -> str:
        return self.NAME

    def bind_tools(self, tools: Sequence[Any], **options: Any) -> Runnable[Any, AIMessage]:
        """The tools are known already."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:
        history = read_history(messages)
        step = next_step(history)
        if isinstance(step, Call):
            call = {"id": f"{PREFIX}{len(history.own) + 1}", "name": step.tool, "args": step.args, "type": "tool_call"}
            answer = AIMessage(content="", tool_calls=[call])
        else:
            answer = AIMessage(content=step)
        return ChatResult(generations=[ChatGeneration(message=answer)])
