import { subjectWordsOf } from './job-names';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { AlertMatcher, namesValue } from '../alerts/alert-matchers';
import { allAlerts, Rule } from '../alerts/rule-groups';
import { seriesMatchersIn } from '../alerts/series-matchers';
import { oncePerCluster } from '../once-per-cluster';

/** Tells when a run last ended well, and so of runs that fail and of runs that stay away. */
const LAST_SUCCESS = 'kube_cronjob_status_last_successful_time';
/** The same of single runs; without their names it is mostly asked which ones go on. */
const COMPLETED_RUN = 'kube_job_status_completion_time';
/** Tell of a run that failed, and nothing where there is none. */
const [FAILED_RUN, FAILED_PODS] = ['kube_job_failed', 'kube_job_status_failed'];
const METRICS = [LAST_SUCCESS, COMPLETED_RUN, FAILED_RUN, FAILED_PODS].join('|');
// As many characters as labels may have that somebody wrote, so that no text takes long to search.
const LABELS = String.raw`(?:\{((?:[^"'{}]|"(?:[^"\\]|\\.){0,500}"|'(?:[^'\\]|\\.){0,500}'){0,1000})\})?`;
const SERIES = new RegExp(String.raw`\b(${METRICS})\b\s{0,100}${LABELS}`, 'g');
const IDENTIFYING_LABEL = /^(exported_)?(namespace|cronjob|job_name|owner_name)$/;
/** Metrics of other exporters and of scripts, such as `etcd_backup_last_success_timestamp_seconds`. */
const METRIC_OF_BACKUPS = /backup|dump|snapshot/;
const METRIC_OF_AGE = /last|_age|since|success|complet|timestamp/;

/** No namespace has this name. */
const ANY_NAMESPACE = '*';

/** A metric in an alert, and which objects it is asked of. */
interface WatchedSeries {
  readonly alert: Rule;
  readonly isSuccess: boolean;
  readonly matchers: readonly AlertMatcher[];
}

/** The alerts about a CronJob. */
export interface CronJobAlerts {
  /** They tell that none has succeeded for too long. */
  readonly ofSilence: readonly Rule[];
  /** They tell that a run failed. */
  readonly ofFailure: readonly Rule[];
}

const watchedSeries = oncePerCluster((cluster) => (
  groupBy(allAlerts(cluster).flatMap(seriesIn), ({ matchers }) => {
    const name = exactLabelValue(matchers, 'cronjob');
    return [placeKey(exactLabelValue(matchers, 'namespace'), name), placeKey(ANY_NAMESPACE, name)];
  })
));
const alertsByWord = oncePerCluster((cluster) => (
  groupBy(allAlerts(cluster).filter(asksAgeOfBackup), ({ expr }) => [...new Set(subjectWordsOf(expr))])
));

/** The alerts among the manifests that are about the runs of a CronJob. */
export function alertsAbout(manifest: Manifest, cluster: Cluster): CronJobAlerts {
  const { name, namespace } = manifest;
  const namespaces = namespace === '' ? [ANY_NAMESPACE] : [namespace, ''];
  const places = namespaces.flatMap((one) => [placeKey(one, name), placeKey(one, '')]);
  const watched = places.flatMap((place) => watchedSeries(cluster).get(place) ?? [])
    .filter((one) => matchesCronJob(one, manifest));
  const alertsOf = (ofSuccess: boolean) => (
    watched.filter(({ isSuccess }) => isSuccess === ofSuccess).map(({ alert }) => alert)
  );
  return { ofSilence: [...alertsOf(true), ...alertsOnUnknownMetrics(manifest, cluster)], ofFailure: alertsOf(false) };
}

/** Those of metrics that nobody knows, where they have all words that the name of the CronJob has. */
function alertsOnUnknownMetrics({ name }: Manifest, cluster: Cluster): Rule[] {
  const words = subjectWordsOf(name);
  const found = words.length === 0 ? [] : alertsByWord(cluster).get(words[0]) ?? [];
  return found.filter(({ expr }) => words.every((word) => expr.includes(word)));
}

function asksAgeOfBackup({ expr }: Rule): boolean {
  return (expr.match(/\w+/g) ?? []).some((name) => METRIC_OF_BACKUPS.test(name) && METRIC_OF_AGE.test(name));
}

function placeKey(namespace: string, name: string): string {
  return `${namespace}\0${name}`;
}

function seriesIn(alert: Rule): WatchedSeries[] {
  return [...alert.expr.matchAll(SERIES)].map(([, metric, labels = '']) => ({
    alert,
    metric,
    // Without the time of now, no age is asked for.
    isSuccess: metric !== FAILED_RUN && metric !== FAILED_PODS && alert.expr.includes('time()'),
    matchers: seriesMatchersIn(labels).filter(({ label }) => IDENTIFYING_LABEL.test(label)),
  })).filter(({ metric, matchers }) => (
    metric !== COMPLETED_RUN || matchers.some(({ label }) => label.endsWith('job_name'))
  ));
}

/** What a label must be; empty where that is a pattern, or not said. */
function exactLabelValue(matchers: readonly AlertMatcher[], name: string): string {
  return matchers.find(({ label, operator }) => label.endsWith(name) && operator === '=')?.value ?? '';
}

/** A manifest without a namespace may end in any. What nobody can tell of a pattern is taken to match. */
function matchesCronJob({ matchers }: WatchedSeries, { name, namespace }: Manifest): boolean {
  return matchers.every((matcher) => {
    const { label, operator } = matcher;
    if (label.endsWith('namespace') && namespace === '') return true;
    const ofRun = label.endsWith('job_name') ? `${name}-29000000` : name;
    const actual = label.endsWith('namespace') ? namespace : ofRun;
    return (namesValue(matcher, actual) ?? true) !== operator.startsWith('!');
  });
}
