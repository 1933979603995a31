import { Manifest } from '../../../test/support/schemas';
import { answerOf, TOOLS } from '../programs';

/** What Flagger reads of what is written. */
const KINDS = ['Canary', 'MetricTemplate', 'Deployment', 'HorizontalPodAutoscaler', 'ConfigMap', 'Secret'];

/** What Flagger did after one interval. */
export interface FlaggerInterval {
  readonly phase: string;
  /** Percent of the requests that the routes then give to the new version. */
  readonly weight: number;
  readonly failures: number;
  readonly messages: readonly string[];
  /** Names of the webhooks that were called. */
  readonly called: readonly string[];
}

/** What Flagger did with a Canary and with a new version of its target. */
export interface FlaggerAnswer {
  readonly initialized: readonly FlaggerInterval[];
  /** Empty where the new version was not begun with. */
  readonly delivered: readonly FlaggerInterval[];
  /** What is there in the end, of the kinds that Flagger makes. */
  readonly objects: readonly Manifest[];
}

/** How a cluster is in which Flagger is asked. */
export interface FlaggerCluster {
  /** What the new version runs; the same as before where it is empty. */
  readonly image: string;
  /** Name of a Secret that has other values from then on. */
  readonly renewed?: string;
  /** Where Prometheus is. */
  readonly address?: string;
  /** Names of the webhooks that fail. */
  readonly failing?: readonly string[];
  /** The flag of the controller, which has these by default. */
  readonly selectorLabels?: readonly string[];
}

/** Has the controller of Flagger deliver a new version of the one Canary among what is written. */
export function deliveredByFlagger(manifests: readonly Manifest[], cluster: FlaggerCluster): FlaggerAnswer {
  const { image, renewed = '', address = '', failing = [] } = cluster;
  const { selectorLabels = ['app', 'name', 'app.kubernetes.io/name'] } = cluster;
  const objects = manifests.filter(({ kind }) => KINDS.includes(kind));
  const input = JSON.stringify({ objects, image, renewed, address, failing, selectorLabels });
  return JSON.parse(answerOf({ program: TOOLS.flaggerController(), args: [], input })) as FlaggerAnswer;
}
