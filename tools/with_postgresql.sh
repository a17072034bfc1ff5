#!/bin/sh
# Run a command with a PostgreSQL server from Debian's packages instead of the embedded one; remove it afterwards.
# Usage: tools/with_postgresql.sh 15 make test
# The command gets the server in KHABAR_TEST_DATABASE_URL. If the package is not installed and cannot be, the command is
# not run: the reason is shown, and the exit code is 0.
set -eu

version=$1
shift
programs=/usr/lib/postgresql/$version/bin

skip() {
    echo "skipped: PostgreSQL $version $*"
    exit 0
}

if [ ! -x "$programs/initdb" ]; then
    [ "$(id -u)" -eq 0 ] || skip "is not installed, and only root can install it"
    command -v apt-get >/dev/null || skip "is not installed, and there is no apt-get to install it"
    apt-get install --yes --no-install-recommends "postgresql-$version" >/dev/null 2>&1 ||
        { apt-get update && apt-get install --yes --no-install-recommends "postgresql-$version"; } >/dev/null 2>&1 ||
        skip "cannot be installed: apt-get knows no package postgresql-$version"
fi

folder=$(mktemp -d)
data=$folder/data
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses to run as root; its package has created the user postgres
    chown postgres "$folder"
    as_owner="setpriv --reuid=postgres --regid=postgres --clear-groups"
else
    as_owner=""
fi

cd / # the user postgres may not enter the present folder
server() {
    # shellcheck disable=SC2086  # several words, or none
    $as_owner "$programs/$@"
}

finish() {
    server pg_ctl stop --silent --pgdata="$data" --mode=immediate || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s' "$secret" >"$folder/password")
[ -z "$as_owner" ] || chown postgres "$folder/password"
server initdb --pgdata="$data" --username=postgres --pwfile="$folder/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
server pg_ctl start --silent --wait --pgdata="$data" --log="$folder/log" \
    --options="-h 127.0.0.1 -p $port -k '' -c fsync=off -c max_connections=200"
cd "$OLDPWD"
KHABAR_TEST_DATABASE_URL="postgresql://postgres:$secret@127.0.0.1:$port/postgres" "$@"
