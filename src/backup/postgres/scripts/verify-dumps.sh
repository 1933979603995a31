#!/bin/sh
# Reads every dump to its end, which finds what a look at its table of contents does not, and counts its rows.
set -eu

mkfifo /tmp/sql
for dump in /backup/files/*.dump; do
  awk -f /scripts/count-rows.awk /tmp/sql >/tmp/rows &
  counting=$!
  pg_restore --data-only --file=/tmp/sql "$dump" || { kill "$counting"; exit 1; }
  wait "$counting"
  sort /tmp/rows >"${dump%.dump}.rows"
  printf '%s: %s tables with data\n' "${dump##*/}" "$(wc -l <"${dump%.dump}.rows")"
done
