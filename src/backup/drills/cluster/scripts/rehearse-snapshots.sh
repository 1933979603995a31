#!/bin/sh
# Makes a claim of the newest snapshot of each claim, in a namespace of its own, has a pod look at it, and removes both.
# One claim after the other, all under one name: so nothing else need be allowed to be removed.
set -eu
# shellcheck source=drill.sh
. /scripts/drill.sh

# What is left out is empty.
CLAIMS=${CLAIMS:-}
SNAPSHOTS=/apis/snapshot.storage.k8s.io/v1

is_forgotten() {
  {
    ask get volumesnapshots.snapshot.storage.k8s.io "$NAME" --namespace "$SCRATCH" --ignore-not-found --output name \
      && ask get volumesnapshotcontents.snapshot.storage.k8s.io "$CONTENT_NAME" --ignore-not-found --output name
  } >/tmp/waiting && [ ! -s /tmp/waiting ]
}

find_strangers() {
  ask get pods,persistentvolumeclaims,volumesnapshots.snapshot.storage.k8s.io --namespace "$SCRATCH" \
    --selector "preflight/restore-drill!=$CONTENT_NAME" --output name >/tmp/strangers
}

remove_all() {
  remove "/api/v1/namespaces/$SCRATCH/pods/$NAME"
  remove "/api/v1/namespaces/$SCRATCH/persistentvolumeclaims/$NAME"
}

# The content is ours, and retains what it stands for: the snapshot itself stays.
clean() {
  LOOKS=0
  await "$SCRATCH is empty" is_clean
  remove "$SNAPSHOTS/namespaces/$SCRATCH/volumesnapshots/$NAME"
  remove "$SNAPSHOTS/volumesnapshotcontents/$CONTENT_NAME"
  await "the copy of the snapshot is forgotten" is_forgotten
}

find_snapshots() {
  ask get volumesnapshots.snapshot.storage.k8s.io --namespace "$SOURCE_NAMESPACE" --selector "$SELECTOR" --output \
    go-template-file=/scripts/snapshots.gotmpl >/tmp/snapshots || stop "cannot list snapshots: $(cat /tmp/answer)"
  if [ -n "$CLAIMS" ]; then printf '%s\n' "$CLAIMS" | tr ' ' '\n'; else cut -d ' ' -f 1 /tmp/snapshots; fi \
    | sort -u >/tmp/sources
  [ -s /tmp/sources ] || stop "no snapshot in $SOURCE_NAMESPACE is labelled $SELECTOR"
}

# What is no longer there gets no snapshot any more.
find_claim() {
  ask get persistentvolumeclaim "$1" --namespace "$SOURCE_NAMESPACE" --ignore-not-found --output \
    go-template-file=/scripts/claim.gotmpl >/tmp/claim || stop "cannot read claim $1: $(cat /tmp/answer)"
  [ -s /tmp/claim ]
}

create() {
  ask create --raw "$1" -f "$2" >/tmp/created || stop "cannot create $2: $(cat /tmp/answer)"
}

copy_snapshot() {
  ask get volumesnapshotcontents.snapshot.storage.k8s.io "$1" --output go-template-file=/scripts/content.gotmpl \
    >/tmp/origin || stop "cannot read the content of $snapshot: $(cat /tmp/answer)"
  { read -r driver && read -r handle && read -r classified; } </tmp/origin
  cat <<JSON >/tmp/content.json
{
  "apiVersion": "snapshot.storage.k8s.io/v1", "kind": "VolumeSnapshotContent", "metadata": {"name": "$CONTENT_NAME"},
  "spec": {
    "deletionPolicy": "Retain", "driver": $driver, "source": {"snapshotHandle": $handle}$classified,
    "volumeSnapshotRef": {"name": "$NAME", "namespace": "$SCRATCH"}
  }
}
JSON
  create "$SNAPSHOTS/volumesnapshotcontents" /tmp/content.json
  create "$SNAPSHOTS/namespaces/$SCRATCH/volumesnapshots" /scripts/snapshot.json
  await "the copy of snapshot $snapshot is ready to use" is_ready
}

is_ready() {
  ask get volumesnapshots.snapshot.storage.k8s.io "$NAME" --namespace "$SCRATCH" --output \
    jsonpath='{.status.readyToUse} {.status.error.message}' >/tmp/waiting && grep -q '^true ' /tmp/waiting
}

make_claim() {
  cat <<JSON >/tmp/claim.json
{
  "apiVersion": "v1", "kind": "PersistentVolumeClaim",
  "metadata": {"name": "$NAME", "labels": {"preflight/restore-drill": "$CONTENT_NAME"}},
  "spec": {
    "accessModes": ["ReadWriteOnce"], "storageClassName": "$2", "resources": {"requests": {"storage": "$1"}},
    "dataSource": {"apiGroup": "snapshot.storage.k8s.io", "kind": "VolumeSnapshot", "name": "$NAME"}
  }
}
JSON
  create "/api/v1/namespaces/$SCRATCH/persistentvolumeclaims" /tmp/claim.json
  sed "s/\"value\": \"CLAIM_NAME\"/\"value\": \"$claim\"/" /scripts/pod.json >/tmp/pod.json
  create "/api/v1/namespaces/$SCRATCH/pods" /tmp/pod.json
}

is_looked_at() {
  ask get pod "$NAME" --namespace "$SCRATCH" --output jsonpath='{.status.phase}' >/tmp/waiting \
    && grep -Eqx 'Succeeded|Failed' /tmp/waiting
}

rehearse() {
  claim=$1
  find_claim "$claim" || {
    case " $CLAIMS " in *" $claim "*) stop "there is no claim $claim in $SOURCE_NAMESPACE" ;; esac
    printf 'claim %s is gone, and its snapshots are left alone\n' "$claim"
    return
  }
  read -r mode capacity class </tmp/claim
  [ "$mode" != Block ] || stop "claim $claim is a block volume, whose files nobody can look at"
  CLAIM=$claim awk '$1 == ENVIRON["CLAIM"] && NF > 1' /tmp/snapshots | sort | tail -n 1 >/tmp/newest
  read -r _ taken snapshot content size </tmp/newest || stop "claim $claim has no snapshot that is ready to use"
  ! is_too_old "$taken" \
    || stop "the newest snapshot $snapshot of claim $claim is of $taken, more than $MAX_AGE_SECONDS seconds ago"
  printf 'restoring claim %s from snapshot %s of %s\n' "$claim" "$snapshot" "$taken"
  copy_snapshot "$content"
  make_claim "${size:-$capacity}" "${STORAGE_CLASS:-$class}"
  await "the pod has looked at claim $claim" is_looked_at
  ended=$(cat /tmp/waiting)
  ask logs "$NAME" --namespace "$SCRATCH" --tail 50 || printf 'no log: %s\n' "$(cat /tmp/answer)"
  [ "$ended" = Succeeded ] || stop "what snapshot $snapshot of claim $claim holds is not what it should be"
  clean
}

begin
find_snapshots
while read -r source; do
  rehearse "$source"
done </tmp/sources
printf '%s claims were looked at after %s seconds\n' "$(wc -l </tmp/sources)" "$(elapsed)"
