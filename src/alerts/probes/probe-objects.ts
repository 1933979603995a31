import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ProbeModule } from './probe-modules';
import { Overlay } from '../../internal/manifest/overlay';
import { PROBE_MODULES_LABEL, SCRAPE_CONFIGS_LABEL } from '../../internal/naming/labels';
import { Platform } from '../../platform/platform';
import { fileObject, FileEnding, LabeledMetadata, withLabels } from '../labeled-files';

/** What is asked, by whom and how often. */
export interface ProbePlan {
  readonly metadata: LabeledMetadata;
  readonly job: string;
  readonly targets: readonly string[];
  readonly prober: string;
  readonly module: string;
  readonly everySeconds: number;
}

/** Longer than a module waits for an answer, and shorter than the shortest interval. */
const SCRAPE_TIMEOUT = '8s';

/** The longest key of a probe's files. */
export const MODULE_FILE: FileEnding = { ending: '-module.blackbox.yaml', what: 'the module' };

/** Has the platform's Prometheus ask: a Probe where it has an operator, else a file that it loads. */
export function probeObject(scope: Construct, plan: ProbePlan): ApiObject {
  const { usesOperator, monitorLabels } = Platform.of(scope).metrics;
  return withOverlay(new ApiObject(scope, 'Resource', usesOperator
    ? probe(plan, monitorLabels)
    : fileObject(plan.metadata, {
      label: SCRAPE_CONFIGS_LABEL, key: `${plan.metadata.name}.scrape.yaml`, text: Yaml.stringify(scrapeConfigs(plan)),
    })));
}

/** What the blackbox exporter must know for it. */
export function moduleObject(scope: Construct, metadata: LabeledMetadata, { name, config }: ProbeModule): ApiObject {
  const text = Yaml.stringify({ modules: { [name]: config } });
  return withOverlay(new ApiObject(scope, 'Module', fileObject(
    { ...metadata, name: `${metadata.name}-module` },
    { label: PROBE_MODULES_LABEL, key: metadata.name + MODULE_FILE.ending, text },
  )));
}

function withOverlay(object: ApiObject): ApiObject {
  // Takes the user's patches.
  Overlay.of(object);
  return object;
}

function probe(plan: ProbePlan, monitorLabels: Record<string, string>) {
  const { metadata, job, targets, prober, module, everySeconds } = plan;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: withLabels(metadata, monitorLabels),
    spec: {
      jobName: job,
      interval: `${everySeconds}s`,
      scrapeTimeout: SCRAPE_TIMEOUT,
      module,
      prober: { url: prober },
      targets: { staticConfig: { static: [...targets] } },
    },
  };
}

/** The same as the operator makes of the Probe. */
function scrapeConfigs({ metadata, job, targets, prober, module, everySeconds }: ProbePlan) {
  return {
    scrape_configs: [{
      job_name: job,
      scrape_interval: `${everySeconds}s`,
      scrape_timeout: SCRAPE_TIMEOUT,
      metrics_path: '/probe',
      params: { module: [module] },
      static_configs: [{ targets: [...targets], labels: { namespace: metadata.namespace } }],
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        { target_label: '__address__', replacement: prober },
      ],
    }],
  };
}
