"""Who only serves forms does not pay for the agent's libraries."""

import subprocess
import sys

HEAVY = ("langchain", "langchain_core", "langchain_openai", "langgraph", "openai", "agents.coach", "onnxruntime")


def test_the_api_is_imported_without_the_agent() -> None:
    program = f"""
import sys, django
django.setup()
import api.main, fithub.config.urls
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
