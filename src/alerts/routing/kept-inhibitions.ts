import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WATCHDOG, WATCHDOG_SEVERITY } from './watchdog-alert';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { Json, JsonObject, objectsIn } from '../../internal/values/json';

/** What the Watchdog certainly has. */
const OF_WATCHDOG: Readonly<Record<string, string>> = { alertname: WATCHDOG, severity: WATCHDOG_SEVERITY };
const WORDS = /^[\w-]+(?:\|[\w-]+)*$/;

/** Holds the inhibitions that patches add to an AlertmanagerConfig to what those of a construct may say. */
export function keepInhibitions(scope: Construct, config: ApiObject, written: Json): void {
  const own = new Set(objectsIn(written).map((inhibition) => JSON.stringify(inhibition)));
  Overlay.of(config).require(({ spec }) => {
    for (const inhibition of objectsIn(spec?.inhibitRules)) {
      if (!own.has(JSON.stringify(inhibition))) checkInhibition(scope, inhibition);
    }
  }, () => false);
}

function checkInhibition(scope: Construct, { sourceMatch, targetMatch, equal }: JsonObject): void {
  const source = objectsIn(sourceMatch);
  const names = Array.isArray(equal) ? equal : [];
  const prop = 'spec.inhibitRules';
  if (!names.includes('alertname') && isWatchdog(source)) {
    const must = 'have no source that always fires, which would keep back the others for ever';
    fail(scope, { prop, must, got: sourceMatch, remedy: `add that alertname is not ${WATCHDOG}` });
  }
  if (isWatchdog(objectsIn(targetMatch))) {
    const must = 'not keep back the Watchdog, which proves that alerts arrive';
    fail(scope, { prop, must, got: targetMatch, remedy: `add that alertname is not ${WATCHDOG}` });
  }
  if (equal === undefined && source.every(({ name }) => name === 'severity')) {
    const must = 'say what is equal where the source is any alert of a severity';
    const remedy = 'give equal: [namespace, service], or [] where that is meant';
    fail(scope, { prop, must, got: sourceMatch, remedy });
  }
}

/** Whether the Watchdog is meant, whatever labels it has beside those that are known. */
function isWatchdog(matchers: readonly JsonObject[]): boolean {
  return matchers.every(({ name, value = '', matchType, regex }) => {
    const actual = OF_WATCHDOG[`${name}`];
    const type = matchType ?? (regex === true ? '=~' : '=');
    if (actual === undefined) return false;
    if (type === '=') return value === actual;
    if (type === '!=') return value !== actual;
    // What else a pattern matches is not asked.
    return WORDS.test(`${value}`) && `${value}`.split('|').includes(actual) === (type === '=~');
  });
}
