import { Construct } from 'constructs';
import { AlertInhibition } from './alert-routing-props';
import { checkAlertLabels, checkLabelNames } from './label-checks';
import { Matcher, matchersOf, PlannedInhibition } from './routing-plan';
import { WATCHDOG } from './watchdog-alert';

/** What alerts are about. Two that differ in one of these are about two things, and neither makes up for the other. */
const SUBJECT = [
  'cluster', 'namespace', 'service', 'slo', 'node', 'instance', 'job', 'device', 'mountpoint', 'persistentvolumeclaim',
  'deployment', 'statefulset', 'daemonset', 'cronjob', 'job_name', 'horizontalpodautoscaler', 'poddisruptionbudget',
  'resourcequota', 'resource', 'pod', 'container',
];
/** Alerts about an objective have names of their own for each severity. */
const OF_OBJECTIVES: Matcher = { label: 'slo', type: '!=', value: '' };
const PROOF_OF_LIFE: Matcher = { label: 'alertname', type: '!=', value: WATCHDOG };

/** What is kept back by default: what a graver alert says already. */
export const DEFAULT_INHIBITIONS: readonly PlannedInhibition[] = [
  keptBack('critical', ['warning', 'info']),
  keptBack('warning', ['info']),
  {
    source: [severity(['critical']), OF_OBJECTIVES],
    target: [severity(['warning', 'info']), OF_OBJECTIVES],
    equal: ['cluster', 'namespace', 'service', 'slo'],
  },
];

/** The inhibitions as they were given; refuses those that would keep back everything. */
export function plannedInhibitions(scope: Construct, given: readonly AlertInhibition[]): PlannedInhibition[] {
  return given.map(({ source, target, equal = [] }, index) => {
    const prop = `inhibitions[${index}]`;
    checkAlertLabels(scope, `${prop}.source`, source);
    checkAlertLabels(scope, `${prop}.target`, target);
    checkLabelNames(scope, `${prop}.equal`, equal);
    return { source: matchersOf(source), target: [...matchersOf(target), PROOF_OF_LIFE], equal };
  });
}

function keptBack(graver: string, others: readonly string[]): PlannedInhibition {
  return { source: [severity([graver])], target: [severity(others), PROOF_OF_LIFE], equal: ['alertname', ...SUBJECT] };
}

function severity(values: readonly string[]): Matcher {
  return { label: 'severity', type: values.length === 1 ? '=' : '=~', value: values.join('|') };
}
