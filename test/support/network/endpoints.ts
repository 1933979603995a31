import { isIP } from 'net';
import { Labels } from './selectors';
import { Manifest } from '../schemas';

/** What a connection speaks. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port that something listens on; its protocol is TCP where none is given. */
export interface TargetPort {
  readonly port: number;
  readonly protocol?: Protocol;
  readonly name?: string;
}

/** Pods that the manifests do not hold, such as those of the cluster's DNS. */
export interface ForeignPods {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports?: readonly TargetPort[];
}

/** An address outside of the cluster, the only thing that an `ipBlock` matches here. */
export interface OutsideAddress {
  readonly address: string;
  readonly ports?: readonly TargetPort[];
}

/** What a test adds to the manifests. */
export type ExtraPeer = ForeignPods | OutsideAddress;

/** One side of a connection: an address, or pods that are all alike. */
export interface Endpoint {
  /** `shop/cart`, or the address. */
  readonly id: string;
  readonly ports: readonly Required<TargetPort>[];
  /** None of an address. */
  readonly pods?: PodGroup;
}

/** What policies see of pods that are all alike. */
export interface PodGroup {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** Whether there never is a second one, as of a plain Pod. */
  readonly isSingle: boolean;
}

const NAME_LABEL = 'kubernetes.io/metadata.name';
const TEMPLATE_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

/** Reads the endpoints of manifests. */
export class EndpointReader {
  constructor(private readonly manifests: readonly Manifest[]) {}

  /** The pods of all workloads, one endpoint for each workload. */
  public ofWorkloads(): Endpoint[] {
    return this.manifests.flatMap((manifest) => {
      const template = templateOf(manifest);
      return template === undefined ? [] : [this.ofTemplate(manifest, template)];
    });
  }

  /** What a test adds. */
  public ofExtra(peer: ExtraPeer): Endpoint {
    const ports = (peer.ports ?? []).map(({ port, protocol, name }) => targetPort(port, protocol, name));
    if ('address' in peer) {
      if (isIP(peer.address) === 0) throw new Error(`no address: ${peer.address}`);
      return { id: peer.address, ports };
    }
    const { name, namespace, labels } = peer;
    return { id: `${namespace}/${name}`, ports, pods: this.podGroup(namespace, labels) };
  }

  private ofTemplate({ kind, metadata }: Manifest, template: Manifest): Endpoint {
    const namespace = namespaceOf(metadata);
    const id = `${namespace}/${metadata.name}`;
    if (template.spec.hostNetwork) throw new Error(`${id} is on the network of its node, where policies are undefined`);
    const pods = this.podGroup(namespace, template.metadata?.labels ?? {});
    return { id, ports: containerPorts(template.spec), pods: { ...pods, isSingle: kind === 'Pod' } };
  }

  private podGroup(namespace: string, labels: Labels): PodGroup {
    const declared = this.manifests.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
    const namespaceLabels = { ...declared?.metadata.labels, [NAME_LABEL]: namespace };
    return { namespace, namespaceLabels, labels, isSingle: false };
  }
}

/** The namespace of an object, as the API server takes it from its metadata. */
export function namespaceOf(metadata: Manifest): string {
  return metadata.namespace ?? 'default';
}

function templateOf(manifest: Manifest): Manifest | undefined {
  if (manifest.kind === 'Pod') return manifest;
  if (manifest.kind === 'CronJob') return manifest.spec.jobTemplate.spec.template;
  return TEMPLATE_KINDS.includes(manifest.kind) ? manifest.spec.template : undefined;
}

function containerPorts({ containers, initContainers }: Manifest): Required<TargetPort>[] {
  const sidecars = (initContainers ?? []).filter(({ restartPolicy }: Manifest) => restartPolicy === 'Always');
  return [...containers, ...sidecars].flatMap(({ ports }: Manifest) => ports ?? [])
    .map(({ containerPort, protocol, name }: Manifest) => targetPort(containerPort, protocol, name));
}

function targetPort(port: number, protocol: Protocol = 'TCP', name: string = ''): Required<TargetPort> {
  return { port, protocol, name };
}
