#!/bin/sh
# Tells of the namespaces whose own annotation says that their time is nearly over, and deletes those that it told of
# long enough before. What it told of stands in a ConfigMap, for Events go away.
set -eu

SECOND='T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z'
MINUTE='T([01][0-9]|2[0-3]):[0-5][0-9]'
failures=0

# A moment as digits that can be compared.
as_digits() {
  date -u -d "@$1" +%Y%m%d%H%M%S
}

now=$(date +%s)
NOW=$(as_digits "$now")
SOONEST=$(as_digits $((now + WARN_SECONDS)))
# Before the run after this one there is less time left than there should be.
NEAR=$(as_digits $((now + WARN_SECONDS + RHYTHM_SECONDS)))

kubectl_quietly() {
  kubectl --cache-dir=/tmp/kubectl --request-timeout=30s "$@" >/tmp/answer 2>&1
}

# Whoever ends a run that takes too long ends it before it remembers anything.
is_late() {
  [ $(($(date +%s) - now)) -ge "$BUSY_SECONDS" ]
}

# The moment that a text means, nothing where it is none. A day alone stands for its begin.
moment() {
  printf '%s' "$1" | grep -Eqx "[0-9]{4}-[0-9]{2}-[0-9]{2}($SECOND|$MINUTE)?" || return 0
  day=${1%%T*}
  # What is no day of the calendar is refused, or becomes another one.
  [ "$(date -u -d "$day" +%Y-%m-%d 2>/tmp/answer)" = "$day" ] || return 0
  digits=$(printf '%s' "$1" | tr -cd '0-9')
  printf '%s%s' "$digits" "$(printf '000000' | cut -c "$((${#digits} - 7))-")"
}

readable() {
  printf '%s' "$1" | sed 's/^\(....\)\(..\)\(..\)\(..\)\(..\)\(..\)$/\1-\2-\3T\4:\5:\6Z/'
}

# Once for each namespace, reason and moment, as long as the API server keeps it.
tell() {
  kubectl_quietly create --raw /api/v1/namespaces/default/events -f - <<JSON || grep -q AlreadyExists /tmp/answer || {
{
  "apiVersion": "v1", "kind": "Event", "type": "$4", "reason": "$3", "message": "$5",
  "metadata": {"namespace": "default", "name": "$1.$(printf '%s' "$3" | tr '[:upper:]' '[:lower:]').$2.$6"},
  "involvedObject": {"apiVersion": "v1", "kind": "Namespace", "name": "$1", "uid": "$2"},
  "source": {"component": "namespace-reaper"}, "count": 1,
  "firstTimestamp": "$(date -u +%Y-%m-%dT%H:%M:%SZ)", "lastTimestamp": "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
}
JSON
    printf 'no event about %s: %s\n' "$1" "$(cat /tmp/answer)" >&2
    failures=$((failures + 1))
    return 1
  }
}

# Of the end of a namespace, and when it comes.
warn() {
  printf '%s expires at %s, and is deleted at %s\n' "$1" "$4" "$(readable "$5")"
  tell "$1" "$2" ExpiresSoon Warning \
    "It expires at $4, and is deleted with all that is in it at $(readable "$5")." "$3"
}

# Not what has been changed since it was listed: its time may have been put off.
delete() {
  kubectl_quietly delete --raw "/api/v1/namespaces/$1" -f - <<JSON || {
{
  "apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background",
  "preconditions": {"uid": "$2", "resourceVersion": "$3"}
}
JSON
    printf 'cannot delete %s: %s\n' "$1" "$(cat /tmp/answer)" >&2
    failures=$((failures + 1))
    return 1
  }
  printf 'deleted %s, which expired at %s\n' "$1" "$4"
}

# What was told of, and when it is deleted: of another namespace of that name or of another moment, nobody was told.
reap() {
  due=$(sed -n "s/^$1 $2 $5 \([0-9]\{14\}\)\$/\1/p" /tmp/warnings)
  if [ -z "$due" ]; then
    due=$5
    [ "$due" -ge "$SOONEST" ] || due=$SOONEST
    warn "$1" "$2" "$5" "$4" "$due" || return 0
  elif [ "$due" -le "$NOW" ]; then
    if delete "$1" "$2" "$3" "$4"; then
      tell "$1" "$2" Expired Normal "It expired at $4, and was deleted." "$5" || :
    fi
  else
    printf '%s %s %s %s %s\n' "$1" "$2" "$5" "$4" "$due" >>/tmp/told
  fi
  printf '%s %s %s %s\n' "$1" "$2" "$5" "$due" >>/tmp/warned
}

# Events go away, and are written anew. Nothing is deleted later where no time is left for that.
tell_again() {
  if [ "$3" = unreadable ]; then
    printf 'ignored %s, whose annotation janitor/expires is no date\n' "$1"
    tell "$1" "$2" ExpiryUnreadable Warning 'The annotation janitor/expires is no date like 2027-03-31.' none
  else
    warn "$1" "$2" "$3" "$4" "$5"
  fi
}

# What was told of stays so, also where no time is left to look at it.
leave_to_next_run() {
  sed -n "/^$1 $2 /p" /tmp/warnings >>/tmp/warned
  printf 'left %s to the next run\n' "$1" >&2
  failures=$((failures + 1))
}

# Refused where somebody else has written it meanwhile. Flux takes back what kubectl writes under its own name.
remember() {
  cmp -s /tmp/warnings /tmp/warned || {
    sed -e 's/^\([^ ]*\) \(.*\)$/"\1": "\2"/' -e '$!s/$/,/' /tmp/warned >/tmp/data
    printf '[{"op": "test", "path": "/metadata/resourceVersion", "value": "%s"}, ' "$1" >/tmp/patch
    printf '{"op": "add", "path": "/data", "value": {%s}}]' "$(cat /tmp/data)" >>/tmp/patch
    kubectl_quietly patch configmap "$WARNINGS" --namespace "$NAMESPACE" --field-manager namespace-reaper \
      --type json --patch-file /tmp/patch
  } || {
    printf 'cannot remember what was told of: %s\n' "$(cat /tmp/answer)" >&2
    failures=$((failures + 1))
  }
}

kubectl --cache-dir=/tmp/kubectl get configmap "$WARNINGS" --namespace "$NAMESPACE" \
  --output go-template-file=/scripts/warnings.gotmpl >/tmp/record
version_of_warnings=$(sed -n 1p /tmp/record)
sed 1d /tmp/record >/tmp/warnings
: >/tmp/warned
: >/tmp/told
kubectl --cache-dir=/tmp/kubectl get namespaces --selector '!preflight/keep' \
  --output go-template-file=/scripts/namespaces.gotmpl >/tmp/namespaces
while read -r name uid version expires; do
  case " $KEPT_NAMESPACES " in *" $name "*) continue ;; esac
  case "$name" in kube-*) continue ;; esac
  expires=$(printf '%s' "$expires" | sed 's/^"//; s/"$//')
  moment=$(moment "$expires")
  if [ -z "$moment" ]; then
    printf '%s %s unreadable\n' "$name" "$uid" >>/tmp/told
  elif [ "$moment" -ge "$NEAR" ]; then
    continue
  elif is_late; then
    leave_to_next_run "$name" "$uid"
  else
    reap "$name" "$uid" "$version" "$expires" "$moment"
  fi
done </tmp/namespaces
remember "$version_of_warnings"
while read -r name uid moment expires due; do
  is_late || tell_again "$name" "$uid" "$moment" "$expires" "$due" || :
done </tmp/told
[ "$failures" -eq 0 ]
