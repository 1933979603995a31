import { versionLabelKeys } from '../facts/delivery/version-metadata';
import { DESTINATION_RULE, isSubsetAsked, serviceOfHost } from '../facts/delivery/virtual-services';
import { failuresOrPass } from '../facts/failures-or-pass';
import { unseenPods } from '../facts/network/made-pods';
import { podsBehind } from '../facts/network/services';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Beside pods, a Service may send to machines of these. */
const MACHINES = ['networking.istio.io/WorkloadEntry', 'networking.istio.io/WorkloadGroup'];

/** A subset is made of pods. */
export const SUBSET_SELECTS_PODS: ICheck = {
  id: 'subset-selects-pods',
  title: 'The subsets that requests are sent to have pods',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'A subset is those pods of a Service that have its labels. Where none has them, because of a slip or because '
    + 'the version is gone, each request that is sent to the subset is answered with 503.',
  remedy: {
    manifest: 'Give the subset labels that the pods of one version have, beside those of the selector of the Service.',
    construct: 'TrafficSplit takes the labels of its workloads',
  },
  references: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
    'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  ],
  appliesTo: [DESTINATION_RULE],
  evaluate: (rule, cluster) => {
    const host = textOf(rule.spec.host);
    const service = serviceOfHost(host, rule.namespace, cluster);
    if (service === undefined || podsBehind(service, cluster).length === 0) return [];
    if (MACHINES.some((kind) => cluster.ofKind(kind).length > 0)) return [];
    // One that nobody sends to may wait for a version that comes later.
    const asked = mapsIn(rule.spec.subsets).filter(({ item }) => (
      isSubsetAsked({ host, subset: textOf(item.name) }, rule.namespace, cluster)
    ));
    return failuresOrPass(asked.flatMap(({ item, index }) => (
      judge(item, { path: `spec.subsets[${index}].labels`, service }, cluster)
    )), 'has subsets with pods');
  },
};

function judge(
  { name, labels }: PlainMap, { path, service }: { path: string; service: Manifest }, cluster: Cluster,
): Finding[] {
  const matchLabels = { ...mapOf(labels), ...mapOf(service.spec.selector) };
  const isContradicted = Object.entries(mapOf(labels)).some(([key, value]) => matchLabels[key] !== value);
  const pods = isContradicted ? [] : cluster._podsSelectedBy(service.namespace, { matchLabels });
  if (pods.length > 0) return [{ passed: true, path, message: 'has pods' }];
  const { maker, mayExist } = unseenPods(cluster, service.namespace, { matchLabels });
  // A Rollout gives its versions labels of their own.
  const given = versionLabelKeys(cluster);
  if (maker !== undefined || mayExist || Object.keys(mapOf(labels)).some((key) => given.has(key))) return [];
  const message = `has the subset ${textOf(name)} with labels that no pod of Service ${service.name} has`;
  return [{ passed: false, path, message, actual: labels }];
}
