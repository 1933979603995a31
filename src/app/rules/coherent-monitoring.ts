import type * as Incoherences from './monitoring/incoherences';
import { isPrometheusImage } from '../../checks/facts/monitoring/prometheus-images';
import { objectsIn } from '../../internal/values/json';
import { PodOwners } from '../pod-owners';
import { RenderedObject } from '../rendered-object';

/** What reads monitors, rules and routings, and rules themselves; others alone are read by what is elsewhere. */
const KINDS = /^(?:Prometheus(?:Agent|Rule)?|Alertmanager|ThanosRuler|VMRule|(?:Cluster|Global)?Rules)$/;
const RULE_FILE = /\bexpr\b/;

/**
 * What is measured is scraped, what is written to be evaluated is evaluated, and what fires reaches somebody.
 *
 * Where the tree has no Prometheus or no Alertmanager, they are elsewhere, and nobody knows.
 */
export function coherentMonitoring(objects: readonly RenderedObject[]): string[] {
  if (!objects.some(isOfMonitoring) && !runsPrometheus(objects)) return [];
  // Some dozens of files, which most trees need not load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { incoherences } = require('./monitoring/incoherences') as typeof Incoherences;
  return incoherences(objects);
}

function isOfMonitoring({ manifest }: RenderedObject): boolean {
  return KINDS.test(manifest.kind) || manifest.kind === 'ConfigMap'
    && Object.values(manifest.data ?? {}).some((text) => typeof text === 'string' && RULE_FILE.test(text));
}

function runsPrometheus(objects: readonly RenderedObject[]): boolean {
  return PodOwners.of(objects).all.some(({ podSpec }) => (
    objectsIn(podSpec.containers).some(({ image }) => isPrometheusImage(String(image)))
  ));
}
