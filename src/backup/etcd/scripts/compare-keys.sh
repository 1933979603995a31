#!/bin/sh
# Asks the etcd that was started from the restored snapshot whether everything is there.
set -eu

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

count() {
  wget -q -O /tmp/range.json --header 'Content-Type: application/json' --post-data "$1" \
    http://127.0.0.1:2379/v3/kv/range || fail "etcd did not answer $1"
  found=$(sed -n 's/.*"count": *"\([0-9]*\)".*/\1/p' /tmp/range.json)
  found=${found:-0}
}

tries=0
until wget -q -O /tmp/health http://127.0.0.1:2379/health; do
  tries=$((tries + 1))
  [ "$tries" -lt 120 ] || fail 'etcd does not start from the restored snapshot'
  sleep 1
done

revision=$(sed -n 's/^revision //p' /backup/record)
keys=$(sed -n 's/^keys //p' /backup/record)
count "{\"key\":\"AA==\",\"range_end\":\"AA==\",\"count_only\":true,\"revision\":\"$revision\"}"
[ "$found" = "$keys" ] || fail "restored $found keys at revision $revision, the source had $keys"
printf 'restored %s keys at revision %s, as many as the source had\n' "$found" "$revision"

# Each line is the key, or the beginning of keys, that the team cannot do without.
while IFS= read -r wanted; do
  start=$(printf '%s' "$wanted" | base64 | tr -d '\n')
  end=$(printf '%s\377' "$wanted" | base64 | tr -d '\n')
  count "{\"key\":\"$start\",\"range_end\":\"$end\",\"count_only\":true}"
  [ "$found" -gt 0 ] || fail "restored no key that begins with $wanted"
  printf 'restored %s keys that begin with %s\n' "$found" "$wanted"
done </checks/keys
