#!/bin/sh
# Make .venv hold exactly what a lock file names: bootstrap.sh requirements.lock
# Needs Python 3.13 and a package index; everything else, uv included, comes from there. Does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/../.."

lock=$1
python=.venv/bin/python

say() { printf '  %s\n' "$*"; }
is_313() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1; }

find_python() {
    for candidate in python3.13 python3 python "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python; do
        if is_313 "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    if command -v uv >/dev/null; then
        uv python find 3.13 2>/dev/null || { uv python install 3.13 >&2 && uv python find 3.13; }
        return
    fi
    return 1
}

if ! is_313 "$python"; then
    if ! found=$(find_python); then
        echo "fithub: Python 3.13 was not found. Install it (apt install python3.13-venv, pyenv install 3.13 or uv python install 3.13) and try again." >&2
        exit 1
    fi
    say "Making .venv with $found"
    if "$found" -m venv --clear .venv >/dev/null 2>&1; then
        :
    elif command -v uv >/dev/null; then
        uv venv --quiet --clear --seed --python "$found" .venv
    else
        echo "fithub: $found cannot make a virtual environment. On Debian and Ubuntu: apt install python3.13-venv" >&2
        exit 1
    fi
fi

if [ ! -x .venv/bin/uv ]; then
    say "Installing uv"
    "$python" -m pip install --quiet --disable-pip-version-check uv
fi

stamp=.venv/installed-$(basename "$lock")
if ! cmp -s "$lock" "$stamp"; then
    say "Installing the packages of $lock (some 200 MB the first time)"
    # On a terminal uv shows how far it is; in a log its list of packages would only be in the way.
    set --
    [ -t 2 ] || set -- --quiet
    # The dozens of processes that tests start read what is compiled once; a run compiles what it needs as it goes.
    [ "$lock" = requirements.lock ] || set -- "$@" --compile-bytecode
    VIRTUAL_ENV=.venv .venv/bin/uv pip install "$@" --require-hashes -r "$lock"
    cp "$lock" "$stamp"
    # The development packages are those of a run, at the same versions, and more.
    if [ "$lock" = requirements-dev.lock ]; then
        cp requirements.lock .venv/installed-requirements.lock
    fi
fi
