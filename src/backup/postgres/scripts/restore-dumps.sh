#!/bin/sh
# Restores every dump into a server that lives as long as this script, and compares what arrived.
set -eu

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

cleanup() {
  pg_ctl -D "$data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$data"
}

[ -z "$(ls -A /scratch)" ] || fail '/scratch is not empty: what is there would be mistaken for what was restored'
data=/scratch/data
trap cleanup EXIT

# No role of a backup has this name.
export PGUSER=preflight_drill PGHOST=/tmp
initdb --pgdata="$data" --username="$PGUSER" --auth=trust --encoding=UTF8 --locale=C --no-sync >/tmp/initdb.log
pg_ctl -D "$data" -w -t 60 -l /tmp/server.log -o "-c listen_addresses='' -c unix_socket_directories=/tmp \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_wal_size=4GB" start >/dev/null \
  || fail "the server does not start: $(cat /tmp/server.log)"

query() {
  psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 "$@"
}

query --dbname=postgres --file=/backup/files/globals.sql >/dev/null
for dump in /backup/files/*.dump; do
  number=${dump##*/}
  number=${number%.dump}
  createdb --template=template0 "restored_$number"
  pg_restore --exit-on-error --no-tablespaces --dbname="restored_$number" "$dump"

  query --dbname="restored_$number" --file=/scripts/extension-tables.sql >/tmp/extension-tables
  query --dbname="restored_$number" --file=/scripts/count-rows.sql >/tmp/rows
  # What the dump has, and the database has not or has otherwise.
  awk -F '\t' 'FILENAME == ARGV[1] { skipped[$0]; next } FILENAME == ARGV[2] { there[$0]; next }
    !($2 in skipped) && !($0 in there)' \
    /tmp/extension-tables /tmp/rows "/backup/files/$number.rows" >/tmp/missing
  [ ! -s /tmp/missing ] || fail "database $number lacks these rows of the dump: $(cat /tmp/missing)"
  tables=$(wc -l <"/backup/files/$number.rows")
  printf 'database %s: restored, %s tables with as many rows as the dump\n' "$number" "$tables"
done

# Each query of the team must answer with true, and nothing else.
for check in /checks/*.sql; do
  [ -e "$check" ] || break
  number=${check##*/}
  number=${number%%-*}
  answer=$(query --dbname="restored_$number" --file="$check")
  [ "$answer" = t ] || fail "${check##*/} answered '$answer' instead of 't'"
  printf '%s: true\n' "${check##*/}"
done
