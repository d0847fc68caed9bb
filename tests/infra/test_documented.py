"""Every command, setting and management command stands in the documents that people read."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
OPERATIONS = (PROJECT / "docs" / "operations.md").read_text()
README = (PROJECT / "README.md").read_text()
ENV_EXAMPLE = (PROJECT / ".env.example").read_text()

MAKE_TARGETS = re.findall(r"^([a-z0-9-]+):.*## ", (PROJECT / "Makefile").read_text(), re.MULTILINE)
SETTINGS = sorted(
    {
        name
        for file in (PROJECT / "fithub/config/settings.py", *(PROJECT / "infra/local").glob("*.py"))
        for name in re.findall(r'"((?:FITHUB|OPENAI|DATABASE|REDIS)_[A-Z_]+|PORT)"', file.read_text())
    }
)
COMMANDS = sorted(
    file.stem for file in PROJECT.glob("fithub/*/management/commands/*.py") if not file.stem.startswith("_")
)


@pytest.mark.parametrize("target", MAKE_TARGETS)
def test_a_make_target_is_in_the_operations_guide(target: str) -> None:
    assert f"`make {target}`" in OPERATIONS


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_in_the_example_and_in_the_operations_guide(name: str) -> None:
    assert re.search(rf"^#? ?{name}=", ENV_EXAMPLE, re.MULTILINE)
    assert f"`{name}`" in OPERATIONS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_management_command_is_in_the_operations_guide(command: str) -> None:
    assert f"`{command}" in OPERATIONS


def test_the_two_commands_are_in_the_readme() -> None:
    assert "make run" in README
    assert "make test" in README


def test_what_is_written_about_still_exists() -> None:
    said = set(re.findall(r"`make ([a-z0-9-]+)`", README + OPERATIONS))
    assert said <= set(MAKE_TARGETS)


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (PROJECT / "docs").glob("*.md"))]
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = PROJECT / document
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text()):
        assert link.startswith(("http://", "https://")) or (path.parent / link).exists(), link
