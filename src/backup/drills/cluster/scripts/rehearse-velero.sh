#!/bin/sh
# Has Velero restore the newest backup of a schedule into a namespace of its own, looks at what is back, and removes it.
set -eu
# shellcheck source=drill.sh
. /scripts/drill.sh

# What is left out is empty.
WORKLOADS=${WORKLOADS:-}
VELERO="/apis/velero.io/v1/namespaces/$VELERO_NAMESPACE"
OF_RESTORE="labelSelector=velero.io%2Frestore-name%3D$RESTORE"

# What controllers made is of those whose owners are listed too.
find_strangers() {
  ask get deployments.apps,replicasets.apps,statefulsets.apps,pods,persistentvolumeclaims --namespace "$SCRATCH" \
    --selector "velero.io/restore-name!=$RESTORE" --output go-template-file=/scripts/strangers.gotmpl >/tmp/strangers
}

# Those of claims that Velero restored, or a controller made for what it restored.
find_claimed() {
  ask get persistentvolumeclaims --namespace "$SCRATCH" --output go-template-file=/scripts/claimed.gotmpl \
    >/tmp/all-claimed || stop "cannot list claims: $(cat /tmp/answer)"
  RESTORE=$RESTORE awk '$2 == ENVIRON["RESTORE"] || $2 == "StatefulSet" || $2 == "Pod" { print $1 }' /tmp/all-claimed \
    >/tmp/claimed
}

# Volumes that would outlive their claims. One that Velero restored as it was is the volume of the source itself, and
# one of which nothing says that it is of a restore may be anybody's.
release_volumes() {
  find_claimed
  volumes >/tmp/volumes || stop "cannot list volumes: $(cat /tmp/answer)"
  while read -r name policy origin; do
    case "$policy $origin" in
      "Retain $RESTORE/") continue ;;
      "Retain $RESTORE/"*) ;;
      Retain*) grep -Fqx -e "$name" /tmp/claimed || continue ;;
      *) continue ;;
    esac
    ask patch persistentvolume "$name" --type merge \
      --patch '{"spec":{"persistentVolumeReclaimPolicy":"Delete"}}' >/tmp/removed \
      || stop "cannot let go of volume $name: $(cat /tmp/answer)"
  done </tmp/volumes
}

is_forgotten() {
  ask get restores.velero.io "$RESTORE" --namespace "$VELERO_NAMESPACE" --ignore-not-found --output name \
    >/tmp/waiting && [ ! -s /tmp/waiting ]
}

# What Velero restored, and nothing else: what controllers made of it goes with it. Collections are deleted without
# being read, so that the copies of Secrets stay unknown.
remove_all() {
  [ "$DELETES_RETAINED_VOLUMES" != true ] || release_volumes
  for kind in deployments statefulsets replicasets; do
    remove "/apis/apps/v1/namespaces/$SCRATCH/$kind?$OF_RESTORE"
  done
  for kind in pods persistentvolumeclaims services secrets configmaps serviceaccounts; do
    remove "/api/v1/namespaces/$SCRATCH/$kind?$OF_RESTORE"
  done
  remove "/apis/snapshot.storage.k8s.io/v1/namespaces/$SCRATCH/volumesnapshots?$OF_RESTORE"
}

# A restore that still runs would go on making what was removed. Where Velero does not let go of it, copies go all the
# same.
clean() {
  LOOKS=0
  remove "$VELERO/restores/$RESTORE"
  forgetting=0
  (await "Velero has forgotten the restore $RESTORE" is_forgotten) || forgetting=$?
  await "$SCRATCH is empty" is_clean
  [ "$forgetting" -eq 0 ] || exit "$forgetting"
}

find_backup() {
  ask get backups.velero.io --namespace "$VELERO_NAMESPACE" --selector "velero.io/schedule-name=$SCHEDULE" \
    --output go-template-file=/scripts/backups.gotmpl >/tmp/backups \
    || stop "cannot list the backups of schedule $SCHEDULE: $(cat /tmp/answer)"
  sort /tmp/backups | tail -n 1 >/tmp/newest
  read -r taken backup </tmp/newest || stop "schedule $SCHEDULE has no backup whose phase is Completed"
  ! is_too_old "$taken" || stop "the newest backup $backup is of $taken, more than $MAX_AGE_SECONDS seconds ago"
  printf 'restoring backup %s of %s\n' "$backup" "$taken"
}

restore() {
  sed "s/BACKUP_NAME/$backup/" /scripts/restore.json >/tmp/restore.json
  ask create --raw "$VELERO/restores" -f /tmp/restore.json >/tmp/created \
    || stop "cannot create the restore $RESTORE: $(cat /tmp/answer)"
  await "the restore $RESTORE has ended" is_ended
  read -r phase items warnings errors </tmp/waiting
  [ "$phase" = Completed ] || stop "the restore of $backup ended as $phase, with $errors errors: $(sed 1d /tmp/waiting)"
  [ "$items" -gt 0 ] || stop "backup $backup held nothing that a rehearsal restores"
  printf 'Velero restored %s objects, with %s warnings\n' "$items" "$warnings"
}

is_ended() {
  ask get restores.velero.io "$RESTORE" --namespace "$VELERO_NAMESPACE" --output \
    go-template-file=/scripts/restore-status.gotmpl >/tmp/waiting || return 1
  sed -n '1s/ .*//p' /tmp/waiting | grep -Eqx 'Completed|PartiallyFailed|Failed|FailedValidation'
}

is_running() {
  ask get deployments.apps,statefulsets.apps --namespace "$SCRATCH" --output \
    go-template-file=/scripts/workloads.gotmpl >/tmp/workloads || return 1
  grep -v ' ready$' /tmp/workloads >/tmp/waiting || return 0
  return 1
}

is_bound() {
  ask get persistentvolumeclaims --namespace "$SCRATCH" --output \
    go-template-file=/scripts/claims.gotmpl >/tmp/claims || return 1
  grep -v '^[^ ]* Bound ' /tmp/claims >/tmp/waiting || return 0
  return 1
}

# What Velero made for the restore in its own namespace; older ones know no DataDownload.
of_restore() {
  ask get "$1" --namespace "$VELERO_NAMESPACE" --selector "velero.io/restore-name=$RESTORE" --output \
    go-template-file=/scripts/filled.gotmpl >>/tmp/filled || grep -q 'have a resource type' /tmp/answer \
    || stop "cannot see where the data of claims came from: $(cat /tmp/answer)"
}

# A claim that is bound may still be an empty one, where the backup holds nothing of its volume.
look_at_claims() {
  volumes | sed -n "s|^\([^ ]*\) [^ ]* $RESTORE/..*|\1|p" >/tmp/filled
  of_restore podvolumerestores.velero.io
  of_restore datadownloads.velero.io
  while read -r name _ uid volume origin; do
    [ "$origin" != VolumeSnapshot ] || continue
    grep -Fqx -e "$uid" -e "$name" -e "$volume" /tmp/filled \
      || stop "claim $name is back without its data: backup $backup holds nothing of its volume"
  done </tmp/claims
}

look_at_workloads() {
  for workload in $WORKLOADS; do
    grep -q "^[A-Za-z]*/$workload " /tmp/workloads || stop "backup $backup does not hold the workload $workload"
  done
}

begin
find_backup
restore
await "all Deployments and StatefulSets in $SCRATCH are ready" is_running
await "all claims in $SCRATCH are bound" is_bound
look_at_claims
look_at_workloads
printf '%s claims are filled, and %s workloads ready, after %s seconds\n' "$(wc -l </tmp/claims)" \
  "$(wc -l </tmp/workloads)" "$(elapsed)"
