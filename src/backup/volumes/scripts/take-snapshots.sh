#!/bin/sh
# Takes a snapshot of each claim that has the labels, waits until all can be used, and then deletes those of its own
# that were kept long enough. What fails for one claim stops no other one, and makes the run fail in the end.
set -eu

export LC_ALL=C
LONGEST_NAME=253
failures=0
started=$(date +%s)

list() {
  kubectl --cache-dir=/tmp/kubectl --request-timeout=30s get "$1" --namespace "$NAMESPACE" --selector "$2" \
    --output "go-template-file=/scripts/$3"
}

# Ready snapshots of such a claim stay, however old they are.
complain() {
  printf '%s: %s\n' "$1" "$2" >&2
  printf '%s\n' "$1" >>/tmp/failed
  failures=$((failures + 1))
}

# The same in each try of a run, which finds what the one before began. What is too long is cut, with a sum of it all.
name_of() {
  name=$1-$RUN
  if [ "${#name}" -gt "$LONGEST_NAME" ]; then
    sum=$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)
    kept=$(printf '%s' "$1" | cut -c "1-$((LONGEST_NAME - ${#RUN} - ${#sum} - 2))" | sed 's/[-.]*$//')
    name=$kept-$sum-$RUN
  fi
  printf '%s' "$name"
}

# Of no owner: it outlives the run, and the claim.
take() {
  kubectl --cache-dir=/tmp/kubectl --request-timeout=30s create --raw \
    "/apis/snapshot.storage.k8s.io/v1/namespaces/$NAMESPACE/volumesnapshots" -f - >/tmp/answer 2>&1 <<JSON ||
{
  "apiVersion": "snapshot.storage.k8s.io/v1", "kind": "VolumeSnapshot",
  "metadata": {"name": "$2", "namespace": "$NAMESPACE", "labels": {"preflight/volume-snapshots": "$SNAPSHOTS"}},
  "spec": {${CLASS:+"\"volumeSnapshotClassName\": \"$CLASS\", "}"source": {"persistentVolumeClaimName": "$1"}}
}
JSON
    grep -q AlreadyExists /tmp/answer || {
      complain "$1" "no snapshot: $(cat /tmp/answer)"
      return 0
    }
  printf '%s %s\n' "$1" "$2" >>/tmp/taken
}

take_all() {
  while read -r claim phase; do
    case "$phase" in
      Bound) take "$claim" "$(name_of "$claim")" ;;
      Lost) complain "$claim" 'its volume is lost' ;;
      *) printf '%s: left out, for it has no volume yet\n' "$claim" ;;
    esac
  done </tmp/claims
}

# What became of each snapshot of this run.
look() {
  list volumesnapshots.snapshot.storage.k8s.io "preflight/volume-snapshots=$SNAPSHOTS" snapshots.gotmpl >/tmp/snapshots
  awk 'FILENAME == ARGV[1] { state[$1 " " $3] = $4; next }
    { print $1, $2, (($1 " " $2) in state) ? state[$1 " " $2] : "missing" }' /tmp/snapshots /tmp/taken >/tmp/states
}

await_all() {
  look
  while grep -q ' waiting$' /tmp/states && [ $(($(date +%s) - started)) -lt "$WAIT_SECONDS" ]; do
    sleep 5
    look
  done
}

tell() {
  while read -r claim name state; do
    case "$state" in
      ready) printf '%s: took %s\n' "$claim" "$name" ;;
      waiting) complain "$claim" "$name is not ready after $WAIT_SECONDS seconds" ;;
      missing) complain "$claim" "$name is gone, or somebody else's" ;;
      failed)
        reason=$(awk -v name="$name" '$3 == name' /tmp/snapshots | cut -d ' ' -f 7-)
        complain "$claim" "$name failed: $reason"
        ;;
    esac
  done </tmp/states
}

# Those of the newest that can be used are kept, one at least, whatever their age.
expired() {
  oldest=$(date -u -d "@$((started - RETENTION_SECONDS))" +%Y-%m-%dT%H:%M:%SZ)
  sort -k 1,1 -k 2,2r /tmp/snapshots | awk -v oldest="$oldest" -v least="$KEEP_AT_LEAST" -v most="${KEEP_AT_MOST-}" '
    FILENAME == ARGV[1] { failed[$1]; next }
    $4 != "ready" { if ($2 < oldest) print; next }
    { rank[$1]++ }
    $1 in failed || rank[$1] <= least { next }
    $2 < oldest || (most != "" && rank[$1] > most + 0)' /tmp/failed -
}

# Not what has changed since it was listed.
delete() {
  kubectl --cache-dir=/tmp/kubectl --request-timeout=30s delete --raw \
    "/apis/snapshot.storage.k8s.io/v1/namespaces/$NAMESPACE/volumesnapshots/$2" -f - >/tmp/answer 2>&1 <<JSON ||
{
  "apiVersion": "v1", "kind": "DeleteOptions",
  "preconditions": {"uid": "$3", "resourceVersion": "$4"}
}
JSON
    grep -q NotFound /tmp/answer || {
      complain "$1" "cannot delete $2: $(cat /tmp/answer)"
      return 0
    }
  printf '%s: deleted %s\n' "$1" "$2"
}

: >/tmp/failed
: >/tmp/taken
list persistentvolumeclaims "$CLAIMS" claims.gotmpl >/tmp/claims
take_all
if [ ! -s /tmp/taken ] && [ "$failures" -eq 0 ]; then
  printf 'nothing to take a snapshot of: no claim with a volume has the labels %s\n' "$CLAIMS" >&2
  exit 1
fi
await_all
tell
expired >/tmp/expired
while read -r claim _ name _ uid version _; do delete "$claim" "$name" "$uid" "$version"; done </tmp/expired
[ "$failures" -eq 0 ]
