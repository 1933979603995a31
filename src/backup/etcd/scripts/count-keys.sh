#!/bin/sh
# Notes how many keys etcd holds at its present revision. A restored snapshot must hold as many at that revision.
set -eu

rclone rc --url "$ETCD_ENDPOINT/" --ca-cert "$ETCD_CA_FILE" --client-cert "$ETCD_CERT_FILE" \
  --client-key "$ETCD_KEY_FILE" --json '{"key":"AA==","range_end":"AA==","count_only":true}' \
  v3/kv/range >/tmp/range.json
number() {
  sed -n "s/.*\"$1\": *\"\([0-9]*\)\".*/\1/p" /tmp/range.json
}
revision=$(number revision)
keys=$(number count)
[ -n "$revision" ] || { printf 'etcd told no revision: %s\n' "$(cat /tmp/range.json)" >&2; exit 1; }
printf 'revision %s\nkeys %s\n' "$revision" "${keys:-0}" >/backup/facts
