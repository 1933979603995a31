import { Construct } from 'constructs';
import { EssentialAlert } from './essential-group';
import { ScrapeJobNames } from './scrape-job-names';
import { fail } from '../../internal/fail';
import { checkText } from '../../internal/values/plain-text';
import { RecordingRule, templateText } from '../alert-rules';
import { promqlString } from '../promql';

/** As the groups write them, and as they are called where nothing is said. */
const DEFAULT_JOBS = {
  apiServer: 'apiserver',
  etcd: 'etcd',
  scheduler: 'kube-scheduler',
  controllerManager: 'kube-controller-manager',
  kubelet: 'kubelet',
  kubeStateMetrics: 'kube-state-metrics',
  nodeExporter: 'node-exporter',
};
const SELECTOR = /job="([a-z-]{1,50})"(?:,metrics_path="([a-z/]{1,50})")?/g;
const CADVISOR_PATH = '/metrics/cadvisor';

/** What selects the series of jobs, by how the groups select them. */
export type JobSelectors = (written: string) => string;

/** The selectors of jobs with such names; refuses what names none. */
export function jobSelectors(scope: Construct, given: ScrapeJobNames = {}): JobSelectors {
  for (const [job, name] of Object.entries(given)) checkJobName(scope, `jobNames.${job}`, name);
  const { cadvisor, ...names } = given;
  const called = new Map(Object.entries(DEFAULT_JOBS).map(([job, name]) => (
    [name, names[job as keyof typeof names] ?? name]
  )));
  return (written) => written.replace(SELECTOR, (_, job: string, path?: string) => {
    if (path === undefined || cadvisor === undefined) return `${jobIs(called.get(job)!)}${pathIs(path)}`;
    return jobIs(path === CADVISOR_PATH ? cadvisor : called.get(job)!);
  });
}

/** A rule with the jobs of its cluster. */
export function withJobs(
  rule: EssentialAlert | RecordingRule, selectors: JobSelectors,
): EssentialAlert | RecordingRule {
  const expr = selectors(rule.expr);
  if ('record' in rule) return { ...rule, expr };
  const description = rule.description.replace(SELECTOR, (selector) => templateText(selectors(selector)));
  return { ...rule, expr, description };
}

function jobIs(name: string): string {
  return `job=${promqlString(name)}`;
}

function pathIs(path: string | undefined): string {
  return path === undefined ? '' : `,metrics_path=${promqlString(path)}`;
}

function checkJobName(scope: Construct, prop: string, name: string): void {
  checkText(scope, prop, name);
  if (name.trim() !== '') return;
  const must = 'name a job, as the label job of its series does';
  fail(scope, { prop, must, got: name, remedy: 'leave it out where it has the usual name' });
}
