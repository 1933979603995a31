import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { isHeadless, podsBehind, ServicePort, servicePorts } from '../network/services';

const ADDRESS = /^(?:https?:\/\/)?([-a-z\d]+)(?:\.([-a-z\d]+)(?:\.svc(?:\.[-.a-z\d]+)?)?)?(?::(\d{1,5}))?\/?$/i;
const HTTP = 80;
const HTTPS = 443;

/** The Service that an address is of, as somebody in a namespace sees it; undefined where it is not known. */
export function serviceAt(address: string, { namespace: home }: Manifest, cluster: Cluster): Manifest | undefined {
  const [, name, namespace = home] = ADDRESS.exec(address) ?? [];
  return name === undefined ? undefined : cluster.named('Service', namespace, name);
}

/** Pods that a Probe has asked by an exporter, and the port of theirs. */
export interface AskedExporter {
  readonly pods: readonly PodSource[];
  readonly port: ServicePort | { readonly port: number };
  readonly number: number;
}

/** The exporter that a Probe is asked through; undefined where it is not known. */
export function exporterOf(probe: Manifest, cluster: Cluster): AskedExporter | undefined {
  const { url, scheme } = mapOf(probe.spec.prober);
  const service = serviceAt(textOf(url), probe, cluster);
  if (service === undefined) return undefined;
  const number = Number(ADDRESS.exec(textOf(url))?.[3] ?? (scheme === 'https' ? HTTPS : HTTP));
  const port = isHeadless(service) ? { port: number } : servicePorts(service).find((one) => one.number === number);
  return port === undefined ? undefined : { pods: podsBehind(service, cluster), port, number };
}
