import { Construct } from 'constructs';
import { AlertInhibition } from './alert-routing-props';
import { BY_GRAVER_ALERTS } from './graver-alerts';
import { checkAlertLabels, checkLabelNames } from './label-checks';
import { Matcher, matchersOf, PlannedInhibition } from './routing-plan';
import { WATCHDOG, WATCHDOG_SEVERITY } from './watchdog-alert';
import { fail } from '../../internal/fail';

type Labels = AlertInhibition['source'];

/** What alerts are about. Two that differ in one of these are about two things, and neither makes up for the other. */
const SUBJECT = [
  'cluster', 'namespace', 'service', 'slo', 'node', 'instance', 'job', 'device', 'mountpoint', 'persistentvolumeclaim',
  'deployment', 'statefulset', 'daemonset', 'cronjob', 'job_name', 'horizontalpodautoscaler', 'poddisruptionbudget',
  'resourcequota', 'resource', 'pod', 'container', 'workload', 'name', 'persistentvolume', 'integration', 'rule_group',
  'condition', 'phase',
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
  ...BY_GRAVER_ALERTS,
];

/** The inhibitions as they were given; refuses those that would keep back everything. */
export function plannedInhibitions(scope: Construct, given: readonly AlertInhibition[]): PlannedInhibition[] {
  return given.map((inhibition, index) => {
    const { source, target, equal = [] } = inhibition;
    const prop = `inhibitions[${index}]`;
    checkAlertLabels(scope, `${prop}.source`, source);
    checkAlertLabels(scope, `${prop}.target`, target);
    checkLabelNames(scope, `${prop}.equal`, equal);
    checkReach(scope, prop, inhibition);
    checkEffect(scope, prop, inhibition);
    return {
      source: [...sourceOf(source), ...presenceOf(equal, source)],
      target: [...matchersOf(target), PROOF_OF_LIFE, ...presenceOf(equal, target)],
      equal,
    };
  });
}

/** Labels that both alerts lack are equal to Alertmanager: one on a node would keep back one on another node. */
function presenceOf(equal: readonly string[], given: Readonly<Record<string, string>>): Matcher[] {
  return equal.filter((label) => label !== 'alertname' && !Object.keys(given).includes(label))
    .map((label) => ({ label, type: '!=', value: '' }));
}

/** Refuses a source that always fires, and one that is any alert of a severity. */
function checkReach(scope: Construct, prop: string, { source, equal }: AlertInhibition): void {
  if (source.alertname === WATCHDOG) {
    const must = 'not be the alert that always fires, which would keep back the others for ever';
    const remedy = 'name an alert that fires while the others are not worth a message';
    fail(scope, { prop: `${prop}.source`, must, got: source, remedy });
  }
  if (equal === undefined && Object.keys(source).every((label) => label === 'severity')) {
    const must = 'be given where the source is any alert of a severity, or one such alert would keep back those of all';
    const remedy = "write equal: ['alertname', 'namespace', 'service'], or equal: [] where just that is meant";
    fail(scope, { prop: `${prop}.equal`, must, got: equal, remedy });
  }
}

/** Refuses what keeps nothing back, whatever fires. */
function checkEffect(scope: Construct, prop: string, { source, target, equal = [] }: AlertInhibition): void {
  const refuse = (must: string, remedy: string) => (
    fail(scope, { prop, must, got: { source, target, equal }, remedy })
  );
  if (target.alertname === WATCHDOG) refuse('keep back alerts, and the Watchdog is never kept back', 'leave it out');
  const apart = equal.find((label) => (
    Object.hasOwn(source, label) && Object.hasOwn(target, label) && source[label] !== target[label]
  ));
  if (apart !== undefined) {
    refuse(`have a source and a target that can be equal in ${apart}`, 'leave that label out of equal');
  }
  const alike = Object.entries({ ...source, ...target }).filter(([label]) => equal.includes(label));
  const shared = Object.fromEntries(alike);
  // Alertmanager keeps back no alert by one where each is both.
  if (!hasAll({ ...target, ...shared }, source) || !hasAll({ ...source, ...shared }, target)) return;
  refuse('have other alerts as its target than as its source', 'name a label that tells the two apart');
}

function hasAll(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([label, value]) => Object.hasOwn(labels, label) && labels[label] === value);
}

/** The Watchdog is no source by its other labels either, and what Prometheus gives all alerts may be among them. */
function sourceOf(labels: AlertInhibition['source']): Matcher[] {
  const { alertname, severity: given = WATCHDOG_SEVERITY } = labels;
  const mayBeWatchdog = alertname === undefined && given === WATCHDOG_SEVERITY;
  return [...matchersOf(labels), ...(mayBeWatchdog ? [PROOF_OF_LIFE] : [])];
}

function keptBack(graver: string, others: readonly string[]): PlannedInhibition {
  return { source: [severity([graver])], target: [severity(others), PROOF_OF_LIFE], equal: ['alertname', ...SUBJECT] };
}

function severity(values: readonly string[]): Matcher {
  return { label: 'severity', type: values.length === 1 ? '=' : '=~', value: values.join('|') };
}
