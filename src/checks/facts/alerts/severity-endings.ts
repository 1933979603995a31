import { matchersHold } from './alert-matchers';
import { AlertRoute } from './alert-receivers';
import { valuesOfPattern } from './label-patterns';
import { QUIET_SEVERITIES } from './unheard-alerts';
import { groupBy } from '../../model/values/group-by';

/** Where alerts end that a route takes for their severity. */
export interface SeverityEnding {
  readonly route: AlertRoute;
  readonly severities: readonly string[];
  /** Whether no other route takes any of them. */
  readonly areAll: boolean;
}

/** The ends of all routes that take alerts for a severity which somebody has to hear of. */
export function endingsBySeverity(root: AlertRoute): SeverityEnding[] {
  return endingsBelow(root, true);
}

function endingsBelow(parent: AlertRoute, areAll: boolean): SeverityEnding[] {
  let isFirst = areAll;
  return parent.routes.flatMap((route) => {
    const endings = [...endingsOf(route, isFirst), ...endingsBelow(route, false)];
    isFirst &&= route.goesOn;
    return endings;
  });
}

/** Its own, and of severities that it hands on, one below that is for no severity itself. */
function endingsOf(route: AlertRoute, areAll: boolean): SeverityEnding[] {
  const severities = takenSeverities(route);
  const byHeir = groupBy(severities, (severity) => [heirOf(route, severity)]);
  return [...byHeir].flatMap(([heir, left]) => {
    const isJudgedElsewhere = heir === undefined || (heir !== route && takenSeverities(heir).length > 0);
    if (isJudgedElsewhere || !left.some(isLoud)) return [];
    return [{ route: heir, severities: left, areAll: areAll && route.routes.length === 0 }];
  });
}

/** Who gets all alerts of a severity that a route gets; undefined where several do. */
function heirOf(route: AlertRoute, severity: string): AlertRoute | undefined {
  const heir = route.routes.find(({ matchers }) => matchersHold(matchers, new Map([['severity', severity]])) === true);
  if (heir === undefined) return route;
  return heir.goesOn ? undefined : heirOf(heir, severity);
}

/** The severities that a route takes for nothing else; those after it are not asked. */
function takenSeverities({ matchers: [matcher, ...others] = [], goesOn }: AlertRoute): readonly string[] {
  if (matcher?.label !== 'severity' || others.length > 0 || goesOn) return [];
  if (matcher.operator === '=') return [matcher.value];
  return matcher.operator === '=~' ? valuesOfPattern(matcher.value) ?? [] : [];
}

function isLoud(severity: string): boolean {
  return !QUIET_SEVERITIES.includes(severity);
}
