import { podsOfPrometheus } from './prometheus-selection';
import { podPortNumbers, targetNumbers } from './scrape-targets';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { connectionSideOf, Flow, isOnHostNetwork, policiesAdmit } from '../network/network-flows';
import { areClosed, somePoliciesClosing } from '../network/policy-openings';
import { singlePort } from '../network/port-ranges';
import { podsBehind, ServicePort, servicePorts } from '../network/services';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';

/** So many pods that keep somebody out are found; more of them say nothing else. */
const SHOWN = 10;

/** A port of pods. */
export interface PortOfPods {
  readonly source: PodSource;
  readonly number: number;
}

/** What becomes of the scrapes of many pods. */
export interface ScrapeAnswers {
  /** Whether policies say anything of it. */
  readonly isJudged: boolean;
  /** The first of those that let nobody in. */
  readonly keptOut: readonly PortOfPods[];
}

/** Who asks. */
export interface Asker {
  readonly prometheus: Manifest;
  readonly cluster: Cluster;
}

/** The port that pods are asked for: one that a Service leads to, or one of their own. */
type AskedPort = { readonly port: string | number } | ServicePort;

/** What is known of pods, by the number of a port and, as no port is called so, whether they are judged at all. */
const JUDGED = -1;
const verdicts = oncePerCluster(() => new Map<Manifest, Map<PodSource, Map<number, boolean>>>());
const knownOfPods = oncePerList((_: readonly PodSource[]) => new Map<Manifest, Map<string, ScrapeAnswers>>());
const knownBehind = oncePerList((_: readonly Manifest[]) => new Map<Manifest, Map<string, ScrapeAnswers>>());

/** Whether policies let a Prometheus ask pods for a port. */
export function answersOfPods(asker: Asker, pods: readonly PodSource[], asked: AskedPort): ScrapeAnswers {
  const key = 'target' in asked ? [typeof asked.target, asked.target, asked.protocol] : [typeof asked.port, asked.port];
  return once(knownOfPods(pods, asker.cluster), [asker.prometheus, key.join('\0')], () => {
    const found = pods.filter((source) => !isOnHostNetwork(source) && isJudged(asker, source)).flatMap((source) => {
      const numbers = 'target' in asked ? targetNumbers(asked, source) : podPortNumbers(asked.port, source);
      return numbers.map((number) => ({ source, number }));
    });
    return { isJudged: found.length > 0, keptOut: firstOf(found, (one) => !isLetIn(asker, one)) };
  });
}

/** Whether policies let a Prometheus ask the pods behind Services for a port. */
export function answersBehind(
  asker: Asker, services: readonly Manifest[], { port, isOfPods }: { port: string | number; isOfPods: boolean },
): ScrapeAnswers {
  const { prometheus, cluster } = asker;
  return once(knownBehind(services, cluster), [prometheus, `${isOfPods}\0${typeof port}\0${port}`], () => {
    const all = services.flatMap((service) => {
      const asked = isOfPods ? [{ port }] : servicePorts(service).filter(({ name }) => name === port);
      return asked.map((one) => answersOfPods(asker, podsBehind(service, cluster), one));
    });
    return {
      isJudged: all.some((one) => one.isJudged),
      keptOut: [...new Set(all.flatMap(({ keptOut }) => keptOut))].slice(0, SHOWN),
    };
  });
}

function isJudged({ prometheus, cluster }: Asker, source: PodSource): boolean {
  return once(verdicts(cluster), [prometheus, source], () => new Map([[
    JUDGED,
    areClosed(cluster, connectionSideOf(source), 'Ingress')
      || areClosed(cluster, podsOfPrometheus(prometheus), 'Egress'),
  ]])).get(JUDGED)!;
}

function isLetIn({ prometheus, cluster }: Asker, { source, number }: PortOfPods): boolean {
  const known = once(verdicts(cluster), [prometheus, source], () => new Map<number, boolean>());
  const flow = flowTo(prometheus, { source, number });
  const verdict = known.get(number)
    ?? (policiesAdmit(cluster, flow, 'Ingress') && policiesAdmit(cluster, flow, 'Egress'));
  known.set(number, verdict);
  return verdict;
}

/** Some of the policies that keep a Prometheus from asking pods, which it may not: at the pods, else where it is. */
export function policiesKeepingOut({ prometheus, cluster }: Asker, port: PortOfPods): Manifest[] {
  const flow = flowTo(prometheus, port);
  return policiesAdmit(cluster, flow, 'Ingress')
    ? somePoliciesClosing(cluster, flow.from, 'Egress') : somePoliciesClosing(cluster, flow.to, 'Ingress');
}

function flowTo(prometheus: Manifest, { source, number }: PortOfPods): Flow {
  return { from: podsOfPrometheus(prometheus), to: connectionSideOf(source), range: singlePort(number, 'TCP') };
}

function firstOf(ports: readonly PortOfPods[], isMeant: (port: PortOfPods) => boolean): PortOfPods[] {
  const found: PortOfPods[] = [];
  for (const port of ports) {
    if (found.length === SHOWN) break;
    if (isMeant(port)) found.push(port);
  }
  return found;
}

function once<Key, T>(known: Map<Manifest, Map<Key, T>>, [owner, key]: [Manifest, Key], find: () => T): T {
  const byKey = known.get(owner) ?? new Map<Key, T>();
  known.set(owner, byKey);
  const answer = byKey.get(key) ?? find();
  byKey.set(key, answer);
  return answer;
}
