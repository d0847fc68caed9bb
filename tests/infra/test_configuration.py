"""What the launcher accepts from the environment, and the one line it says about what it does not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.addresses import with_credentials, without_password
from infra.local.configuration import read_configuration, with_env_file
from infra.local.errors import CannotStart


def test_nothing_set_means_everything_is_run_here(tmp_path: Path) -> None:
    configuration = read_configuration({}, project=tmp_path)

    assert (configuration.host, configuration.port) == ("127.0.0.1", 8000)
    assert configuration.data_dir == tmp_path / ".data"
    assert configuration.data_dir.is_dir()
    assert configuration.database_url is configuration.owner_database_url is configuration.redis_url is None


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    names = (
        "PORT",
        "FITHUB_DATA_DIR",
        "DATABASE_URL",
        "REDIS_URL",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "FITHUB_MODEL",
    )

    empty = read_configuration(dict.fromkeys(names, " "), project=tmp_path)

    assert empty == read_configuration({}, project=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "80a"),
        ("PORT", "-1"),
        ("PORT", "８０"),
        ("DATABASE_URL", "mysql://u:secret@h/db"),
        ("DATABASE_URL", "postgresql://u:secret@h:port/db"),
        ("DATABASE_URL", "postgresql://u:secret@h:99999/db"),
        ("DATABASE_URL", "postgresql://u:secret@h"),
        ("DATABASE_URL", "postgresql://[half/db"),
        ("FITHUB_OWNER_DATABASE_URL", "secret"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://:secret@localhost"),
        ("OPENAI_BASE_URL", "api.example/v1"),
        ("OPENAI_BASE_URL", "ftp://secret.example"),
        ("OPENAI_API_KEY", "sk secret secret"),
        ("OPENAI_API_KEY", "secret"),
        ("FITHUB_MODEL", "a model; secret"),
        ("FITHUB_VISION_MODEL", "a model; secret"),
        ("FITHUB_DAILY_TOKENS", "-1"),
        ("FITHUB_DAILY_TOKENS", "many"),
        ("FITHUB_DAILY_COST_USD", "$1"),
        ("FITHUB_DAILY_COST_USD", "1e3"),
        ("FITHUB_MODEL_PRICES", "a-model=1/2"),
        ("FITHUB_MODEL_PRICES", "a-model=1/0.1/2,1/2/3"),
        ("FITHUB_DATA_DIR", "/dev/null/secret"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(CannotStart) as caught:
        read_configuration({name: value}, project=tmp_path)

    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    if name != "FITHUB_DATA_DIR":
        assert "secret" not in str(caught.value)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\nPORT=9000\n\nFITHUB_MODEL = 'gpt-5-mini'\nREDIS_URL=redis://:a=b@h/0\n")

    said = with_env_file({"PORT": "9001"}, file)

    assert said == {"PORT": "9001", "FITHUB_MODEL": "gpt-5-mini", "REDIS_URL": "redis://:a=b@h/0"}
    assert with_env_file({"A": "1"}, tmp_path / "missing") == {"A": "1"}


def test_a_line_that_sets_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=1\nwhat\n")

    with pytest.raises(CannotStart, match=r"\.env, line 2"):
        with_env_file({}, tmp_path / ".env")


def test_addresses_change_hands_and_hide_their_password() -> None:
    url = "postgresql://owner:p%40ss@h:5432/db?sslmode=require"

    assert with_credentials(url, "app", "a/b@c") == "postgresql://app:a%2Fb%40c@h:5432/db?sslmode=require"
    assert without_password(url) == "postgresql://owner@h:5432/db?sslmode=require"
    assert without_password("redis://h:1/0") == "redis://h:1/0"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"FITHUB_DAILY_COST_USD": "1"}, "FITHUB_MODEL_PRICES must price a-model"),
        (
            {"FITHUB_DAILY_COST_USD": "1", "FITHUB_MODEL_PRICES": "another=1/1/1"},
            "FITHUB_MODEL_PRICES must price a-model",
        ),
        (
            {"FITHUB_DAILY_COST_USD": "1", "FITHUB_MODEL_PRICES": "a-model=1/1/1", "FITHUB_FALLBACK_MODEL": "spare"},
            "FITHUB_MODEL_PRICES must price spare",
        ),
        ({"FITHUB_DAILY_COST_USD": "a dollar"}, "FITHUB_DAILY_COST_USD must be an amount"),
        ({"FITHUB_MODEL_PRICES": "a-model=1"}, "FITHUB_MODEL_PRICES: 'a-model=1' is not like"),
        ({"FITHUB_DAILY_COST_USD": "1", "FITHUB_MODEL_PRICES": "a-model=1/0.1/2"}, ""),
    ],
)
def test_a_budget_of_money_needs_the_price_of_every_model(given: dict[str, str], named: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import fithub.config.settings"],
        env=os.environ | {"OPENAI_API_KEY": "a key", "FITHUB_MODEL": "a-model"} | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (named in told.stderr, told.returncode == 0) == (True, named == "")
