#!/bin/sh
# Deletes the namespaces whose own annotation says that their time is over, and tells of those whose time is near.
set -eu

NOW=$(date -u +%Y%m%d%H%M%S)
NEAR=$(date -u -d "@$(($(date +%s) + WARN_SECONDS))" +%Y%m%d%H%M%S)
SECOND='T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z'
MINUTE='T([01][0-9]|2[0-3]):[0-5][0-9]'
failures=0

kubectl_quietly() {
  kubectl --cache-dir=/tmp/kubectl "$@" >/tmp/answer 2>&1
}

# The moment as digits that can be compared, nothing where it is none. A day alone stands for its begin.
moment() {
  printf '%s' "$1" | grep -Eqx "[0-9]{4}-[0-9]{2}-[0-9]{2}($SECOND|$MINUTE)?" || return 0
  day=${1%%T*}
  # What is no day of the calendar is refused, or becomes another one.
  [ "$(date -u -d "$day" +%Y-%m-%d 2>/tmp/answer)" = "$day" ] || return 0
  digits=$(printf '%s' "$1" | tr -cd '0-9')
  printf '%s%s' "$digits" "$(printf '000000' | cut -c "$((${#digits} - 7))-")"
}

# Once for each namespace, reason and moment, as long as the API server keeps it.
tell() {
  kubectl_quietly create --raw /api/v1/namespaces/default/events -f - <<JSON || grep -q AlreadyExists /tmp/answer || {
{
  "apiVersion": "v1", "kind": "Event", "type": "$4", "reason": "$3", "message": "$5",
  "metadata": {"namespace": "default", "name": "$1.$(printf '%s' "$3" | tr '[:upper:]' '[:lower:]').$6"},
  "involvedObject": {"apiVersion": "v1", "kind": "Namespace", "name": "$1", "uid": "$2"},
  "source": {"component": "namespace-reaper"}, "count": 1,
  "firstTimestamp": "$(date -u +%Y-%m-%dT%H:%M:%SZ)", "lastTimestamp": "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
}
JSON
    printf 'no event about %s: %s\n' "$1" "$(cat /tmp/answer)" >&2
    failures=$((failures + 1))
  }
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
    return 0
  }
  printf 'deleted %s, which expired at %s\n' "$1" "$4"
}

kubectl --cache-dir=/tmp/kubectl get namespaces --selector '!preflight/keep' \
  --output go-template-file=/scripts/namespaces.gotmpl >/tmp/namespaces
while read -r name uid version expires; do
  case " $KEPT_NAMESPACES " in *" $name "*) continue ;; esac
  case "$name" in kube-*) continue ;; esac
  expires=$(printf '%s' "$expires" | sed 's/^"//; s/"$//')
  moment=$(moment "$expires")
  if [ -z "$moment" ]; then
    printf 'ignored %s, whose annotation janitor/expires is no date\n' "$name"
    tell "$name" "$uid" ExpiryUnreadable Warning 'The annotation janitor/expires is no date like 2027-03-31.' "$uid"
  elif [ "$moment" -lt "$NOW" ]; then
    tell "$name" "$uid" Expired Normal "It expired at $expires and is deleted." "$moment"
    delete "$name" "$uid" "$version" "$expires"
  elif [ "$moment" -lt "$NEAR" ]; then
    printf '%s expires at %s\n' "$name" "$expires"
    tell "$name" "$uid" ExpiresSoon Warning "It expires at $expires, and is then deleted with all that is in it." "$moment"
  fi
done </tmp/namespaces
[ "$failures" -eq 0 ]
