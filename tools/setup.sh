#!/bin/sh
# Make .venv from a plain Python; every package is pinned in constraints.txt and checked by its hash.
# Usage: tools/setup.sh uv|core|airflow|all|fuzz
#   uv       the installer only
#   core     the packages that `khabar` needs
#   airflow  core, and Airflow
#   all      airflow, and the packages for tests
#   fuzz     all, and the packages for `make fuzz`
# PYTHON is the interpreter to use; without it, the first of python3, python3.13, python3.12, python3.11 that fits.
# Nothing is written outside this folder: downloads go to .cache, unless UV_CACHE_DIR names another folder.
set -eu
cd "$(dirname "$0")/.."

parts=${1:-core}
case $parts in
    uv | core) extras="" ;;
    airflow) extras="--extra airflow" ;;
    all) extras="--extra airflow --extra parquet --group dev" ;;
    fuzz) extras="--extra airflow --extra parquet --group dev --group fuzz" ;;
    *) echo "usage: tools/setup.sh uv|core|airflow|all|fuzz" >&2; exit 2 ;;
esac

unset PYTHONPATH PYTHONHOME VIRTUAL_ENV
export UV_CACHE_DIR="${UV_CACHE_DIR:-$PWD/.cache/uv}" PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# uv does not read pip's settings, but a mirror that is set for pip is meant for both.
if [ -n "${PIP_INDEX_URL:-}" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then
    export UV_DEFAULT_INDEX="$PIP_INDEX_URL"
fi
# Use the machine's certificates if it has any: a company's proxy may be trusted only by them.
for certificates in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -r "$certificates" ]; then
        export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
    fi
done

fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'
log=.venv/setup.log
started=$(date +%s)

say() {
    echo "[$(($(date +%s) - started)) s] $*" >&2
}

fail() {
    echo "setup: $*" >&2
    exit 1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.13 python3.12 python3.11
    fi
    for candidate in "$@"; do
        if "$candidate" -c "$fits" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11, 3.12 or 3.13 was found (tried: $*):" \
        "install one, or name it: make PYTHON=/path/to/python3.12"
}

# Run a step; its output is shown only if it fails.
step() {
    say "$1"
    shift
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        fail "this step failed. If the output above is about the network: packages come from the index in" \
            "PIP_INDEX_URL or in the settings of pip and uv, and this machine must be able to reach it once."
    fi
}

make_venv() {
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python has no module venv: install it (on Debian and Ubuntu: apt install python3-venv)"
    say "making .venv with $("$python" --version 2>&1)"
    "$python" -m venv --clear .venv || fail "$python cannot make .venv: see above"
}

.venv/bin/python -c "$fits" 2>/dev/null || make_venv
pinned_uv=$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' constraints.txt)
if [ "$(.venv/bin/python -m uv --version 2>/dev/null | cut -d' ' -f2)" != "${pinned_uv#uv==}" ]; then
    awk '/^[^ #]/ { wanted = /^uv==/ } wanted' constraints.txt >.venv/uv.txt
    step "installing $pinned_uv" .venv/bin/python -m pip install --require-hashes --no-deps -r .venv/uv.txt
fi
if [ "$parts" = uv ]; then
    exit
fi
step "installing packages ($parts)" .venv/bin/python -m uv pip install --python .venv/bin/python --compile-bytecode \
    --require-hashes -c constraints.txt -r pyproject.toml --group build $extras
step "installing khabar" .venv/bin/python -m uv pip install --python .venv/bin/python \
    --offline --no-deps --no-build-isolation --editable .
touch ".venv/$parts"
say "ready"
