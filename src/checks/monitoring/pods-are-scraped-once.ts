import { SCRAPE_ANNOTATION } from '../../internal/naming/labels';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Asking } from '../facts/monitoring/asking-monitors';
import {
  Address, addressesOf, asksAlone, otherWays, readsScrapeAnnotations, scrapesBy, Way,
} from '../facts/monitoring/double-scrapes';
import { monitoredPods, monitoredServices } from '../facts/monitoring/scrape-targets';
import { podsBehind } from '../facts/network/services';
import { oncePerList } from '../facts/once-per-list';
import { Remembered } from '../facts/remembered';
import { Finding, ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** So many pods are named that are asked twice; more of them say nothing else. */
const SHOWN = 3;

/** Prometheus asks each pod once. */
export const PODS_ARE_SCRAPED_ONCE: ICheck = {
  id: 'pods-are-scraped-once',
  title: 'Pods are scraped once',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'What is asked twice counts twice: sums and rates are double, alerts on them fire too early, and Prometheus '
    + 'keeps everything two times.',
  remedy: {
    manifest: 'Give one Service a label that the others do not have, such as metrics: "true", and select by it; of a '
      + 'Service and its headless twin monitor one.',
    construct: 'Remove the second monitor: the constructs write the one that it takes.',
  },
  references: [
    'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config',
  ],
  appliesTo: ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'],
  evaluate: (monitor, cluster) => {
    const findings = scrapesBy(monitor, cluster).flatMap((asking) => judgeEndpoint(asking, cluster));
    // What two Services share is said once, and not at the turn of each.
    const byMessage = new Map(findings.map((finding) => [finding.message, finding]));
    return failuresOrPass([...byMessage.values()], 'asks no pod that something else asks too');
  },
};

/** What is said of a port that pods are asked for, whatever it is called. */
type PortFinding = Omit<Finding, 'path'>;

/** Where nobody else asks the same, the Services and pods decide, and monitors that select the same find the same. */
function judgeEndpoint(asking: Asking, cluster: Cluster): Finding[] {
  const { monitor, endpoint } = asking;
  const isAlone = asksAlone(asking, cluster);
  const ofPods = monitoredPods(monitor, cluster).flatMap((pods) => (
    isAlone ? alonePods(pods, cluster)(asking) : judgeAll(asking, podAddresses(pods, cluster)(asking), cluster)
  ));
  const ofServices = monitoredServices(monitor, cluster).flatMap((services) => (
    isAlone ? aloneServices(services, cluster)(asking)
      : judgeAll(asking, serviceAddresses(services, cluster)(asking), cluster)
  ));
  return [...ofPods, ...ofServices].map((finding) => ({ ...finding, path: endpoint.path }));
}

/** Where pods are asked, and through which Service. */
interface Target {
  readonly service?: Manifest;
  readonly addresses: readonly Address[];
}

/** Found once for each port, however many monitors ask. */
const podAddresses = oncePerList((pods: readonly PodSource[]) => (
  oncePerPort((asking) => new Remembered(targetsAmong(asking, pods)))
));
const serviceAddresses = oncePerList((services: readonly Manifest[], cluster) => (
  oncePerPort((asking) => new Remembered(targetsBehind(asking, services, cluster)))
));
const alonePods = oncePerList((pods: readonly PodSource[], cluster) => (
  oncePerPort((asking) => judgeAll(asking, podAddresses(pods, cluster)(asking), cluster))
));
const aloneServices = oncePerList((services: readonly Manifest[], cluster) => (
  oncePerPort((asking) => judgeAll(asking, serviceAddresses(services, cluster)(asking), cluster))
));

function* targetsAmong(way: Way, pods: readonly PodSource[]): Generator<Target> {
  for (const source of pods) {
    const addresses = addressesOf(way, source);
    if (addresses.length > 0) yield { service: way.service, addresses };
  }
}

function* targetsBehind(asking: Asking, services: readonly Manifest[], cluster: Cluster): Generator<Target> {
  for (const service of services) yield* targetsAmong({ ...asking, service }, podsBehind(service, cluster));
}

function oncePerPort<T>(find: (asking: Asking) => T): (asking: Asking) => T {
  const known = new Map<string, T>();
  return (asking) => {
    const { port, isOfPods } = asking.endpoint;
    const key = `${typeof port}\0${port}\0${isOfPods}`;
    const found = known.get(key) ?? find(asking);
    known.set(key, found);
    return found;
  };
}

/** The first failures, or that some address is asked. */
function judgeAll(asking: Asking, targets: Iterable<Target>, cluster: Cluster): PortFinding[] {
  const failures: PortFinding[] = [];
  let passed: PortFinding[] = [];
  for (const { service, addresses } of targets) {
    const findings = addresses.map((address) => judge({ ...asking, service }, address, cluster));
    failures.push(...findings.filter((finding) => !finding.passed));
    passed = findings;
    if (failures.length >= SHOWN) return failures;
  }
  return failures.length > 0 ? failures : passed;
}

function judge(way: Way, address: Address, cluster: Cluster): PortFinding {
  const { source: { owner, template } } = address;
  const { monitor, service } = way;
  const pods = `${owner.kind} ${owner.name}`;
  const others = otherWays(way, address, cluster);
  const [twin] = others;
  if (twin !== undefined) {
    const services = [service, ...others.filter((one) => one.monitor === monitor).map((one) => one.service)];
    const ways = twin.monitor === monitor && service !== undefined
      ? services.map((one) => `Service ${one?.name ?? ''}`).sort()
      : [`${monitor.kind} ${monitor.name}`, `${twin.monitor.kind} ${twin.monitor.name}`];
    return { passed: false, message: `asks the pods of ${pods} more than once: by ${[...new Set(ways)].join(', ')}` };
  }
  const isAnnotated = [template.annotations, service?.annotations ?? {}]
    .some((annotations) => [true, 'true'].includes(annotations[SCRAPE_ANNOTATION]));
  const passed = !isAnnotated || !readsScrapeAnnotations(cluster);
  return { passed, message: `asks the pods of ${pods}${passed ? '' : ', as their annotation does'}` };
}
