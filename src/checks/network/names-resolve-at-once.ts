import { namesPodsOf } from '../facts/namespaces/known-namespaces';
import { ContainerVerdict, isLongRunning, judgeContainers } from '../facts/pods/containers';
import { outsideHosts } from '../facts/pods/outside-hosts';
import { runsToCompletion } from '../facts/pods/run-to-completion';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What the kubelet writes for pods that ask the DNS of the cluster. */
const USUAL_NDOTS = 5;
const OF_THE_CLUSTER = new Set(['ClusterFirst', 'ClusterFirstWithHostNet']);

/** A name of the world is looked up as it is, before anything is put behind it. */
export const NAMES_RESOLVE_AT_ONCE: ICheck = {
  id: 'names-resolve-at-once',
  title: 'Names of the world are looked up as they are, at once',
  box: 'resources',
  severity: Severity.ADVICE,
  // Others ask it of every pod. With musl, a name of as many dots is looked up as it is and no other way, so that
  // web.shop.svc is not found: whoever calls nobody outside has nothing to win by it.
  why: 'Four names that are not there are asked for before each look-up of one with fewer than five dots; that is most '
    + 'of what DNS servers are busy with, and what calls outside wait for.',
  remedy: {
    manifest: 'dnsConfig: {options: [{name: ndots, value: "2"}]}, where names within the cluster have one dot at most, '
      + 'or are written out: web.shop.svc.cluster.local',
    construct: "web.patch(web.deployment, JsonPatch.add('/spec/template/spec/dnsConfig', "
      + "{ options: [{ name: 'ndots', value: '2' }] }))",
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config',
    'https://wiki.musl-libc.org/functional-differences-from-glibc.html#Name-Resolver/DNS',
    'kube-linter:dnsconfig-options', 'kyverno:add-ndots',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => judgeContainers(manifest.pods, (container, pod) => (
    runsToCompletion(manifest, pod) || !isLongRunning(container) ? undefined : judge(container, pod, cluster)
  )),
};

function judge(container: PodContainer, pod: PodTemplate, cluster: Cluster): ContainerVerdict | undefined {
  const actual = ndotsOf(pod);
  // The last part may be a namespace, as in db-0.db.qa.
  const hosts = outsideHosts(container).filter(({ host }) => !namesPodsOf(cluster, host.split('.').slice(-1)[0]));
  if (actual === undefined || hosts.length === 0) return undefined;
  const slow = hosts.find(({ host }) => host.split('.').length - 1 < actual);
  const place = { path: `${pod.specPath}.dnsConfig.options`, actual, expected: 2 };
  return slow === undefined
    ? { ...place, passed: true, message: `looks ${hosts[0].host} up as it is` }
    : { ...place, passed: false, message: `looks ${slow.host} up in each domain of the cluster first (${slow.path})` };
}

/** How many dots a name must have to be looked up as it is; undefined where the cluster does not say that. */
function ndotsOf({ spec }: PodTemplate): number | undefined {
  const written = mapsIn(mapOf(spec.dnsConfig).options).find(({ item }) => item.name === 'ndots')?.item.value;
  if (/^\d{1,2}$/.test(textOf(written))) return Number(written);
  const policy = textOf(spec.dnsPolicy) || 'ClusterFirst';
  const isOfNode = policy === 'ClusterFirst' && spec.hostNetwork === true;
  return OF_THE_CLUSTER.has(policy) && !isOfNode ? USUAL_NDOTS : undefined;
}
