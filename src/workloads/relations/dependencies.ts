import { EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Address } from './address';
import { DependsOnHostOptions, DependsOnOptions } from './dependency-options';
import { IReachable, PodGroup, ReachablePort } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { parseImage } from '../../internal/images/image-reference';
import { Images } from '../../internal/images/third-party-images';
import { checkPods, namespacePeer, podPeer } from '../../internal/manifest/pod-peers';
import { PortEntry, portNumbered } from '../../internal/naming/container-ports';
import { checkUniqueEnvironment } from '../../internal/naming/environment-names';
import { checkDnsLabel, shortenedLabel } from '../../internal/naming/names';
import { checkServiceName, chosenPorts } from '../../internal/naming/reachable-ports';
import { StartOrder } from '../../internal/tree/start-order';
import { isCidr } from '../../internal/values/addresses/ip-networks';
import { isSame } from '../../internal/values/json';
import { checkInteger, PORT_RANGE } from '../../internal/values/numbers';
import { TrafficPeer } from '../../network/traffic-peer';
import { Flow } from '../../network/workload-flows';
import { isServiceOfKubernetesApi } from '../../platform/kubernetes-api-services';
import { Workload } from '../workload';
import { WorkloadProtocol } from '../workload-port';

/** An address outside of the cluster and a port of it. */
export interface OutsidePort {
  readonly cidr: string;
  readonly port: number;
}

/** Pods with a policy of their own, whatever makes them. */
export type FlowSide = Pick<Workload, 'context' | 'policy' | 'ports' | 'callablePorts'>;

/** The pods of a workload, as the other side of its flows sees them. */
export function podsOf({ context }: FlowSide): PodGroup {
  return { namespace: context.namespace, labels: { ...context.selector } };
}

/** Opens one flow on both sides, tells the caller the address where it wants to know, and waits where it should. */
export function dependOn(caller: Workload, target: IReachable, options: DependsOnOptions): void {
  const { scope } = caller.context;
  const ports = calledPorts(caller, target, { verb: 'dependsOn', number: options.port });
  checkWaitImage(scope, options);
  const addresses = checkedAddresses(caller, options);
  const awaited = options.wait ? awaitedPort(scope, ports) : undefined;
  if (awaited !== undefined) startAfter(caller, target);
  openTo(caller, target, { verb: 'dependsOn', ports });
  if (awaited !== undefined) waitFor(caller, target, { port: awaited, image: options.waitImage });
  const place = { host: hostOf(caller, target), port: ports[0].servicePort };
  for (const address of addresses) {
    caller.container.env.addVariable(address._variable, EnvValue.fromValue(address._value(place)));
  }
}

/** What the user called, and which port of the target; the only one, where none is named. */
interface CallOptions {
  readonly verb: string;
  readonly number?: number;
}

/** Opens one flow on both sides. */
export function call(caller: FlowSide, target: IReachable, options: CallOptions): void {
  openTo(caller, target, { verb: options.verb, ports: calledPorts(caller, target, options) });
}

/** Refuses what cannot be called, and the caller itself. */
function calledPorts(caller: FlowSide, target: IReachable, { verb, number }: CallOptions): ReachablePort[] {
  const { context: { scope } } = caller;
  checkServiceName(scope, `${verb}.name`, target.reachableName);
  checkPods(scope, verb, target.reachablePods);
  if (isSame(target.reachablePods, podsOf(caller))) {
    fail(scope, { prop: verb, must: 'name another workload', got: target.reachableName, remedy: 'remove it' });
  }
  return chosenPorts(scope, { verb, target, number });
}

function openTo(caller: FlowSide, target: IReachable, { verb, ports }: Pick<Flow, 'verb'> & CalledPorts): void {
  const peer = podPeer(caller.context.namespace, target.reachablePods);
  caller.policy.allowTo({ verb, peer, ports });
  ports.forEach((port) => target.admit(podsOf(caller), port));
}

interface CalledPorts {
  readonly ports: readonly ReachablePort[];
}

/** Opens a flow to addresses outside of the cluster. */
export function dependOnHost(caller: FlowSide, host: OutsidePort, options: DependsOnHostOptions): void {
  const { scope } = caller.context;
  const { cidr, port } = host;
  if (!isCidr(cidr)) {
    fail(scope, {
      prop: 'dependsOnHost.cidr',
      must: 'be a network: policies see addresses, and a name may mean others tomorrow',
      got: cidr,
      remedy: 'write it like 203.0.113.10/32, or let it through at a gateway that knows names',
    });
  }
  checkInteger(scope, { prop: 'dependsOnHost.port', value: port }, PORT_RANGE);
  if (port === 443 && isServiceOfKubernetesApi(scope, cidr)) {
    fail(scope, {
      prop: 'dependsOnHost.cidr',
      must: 'be an address behind a Service, for most networks do not see that of the Service itself',
      got: cidr,
      remedy: 'call callKubernetesApi() instead: this is the Service of the API server',
    });
  }
  const ports = [{ containerPort: port, protocol: options.protocol ?? WorkloadProtocol.TCP }];
  caller.policy.allowTo({ verb: 'dependsOnHost', peer: { ipBlock: { cidr } }, ports });
}

/** Lets a peer connect. */
export function allowFrom(workload: FlowSide, peer: TrafficPeer, number: number | undefined): void {
  const ports = portsNumbered(workload, 'allowFrom.port', number);
  workload.policy.allowFrom({ verb: 'allowFrom', peer: peer._rendered(workload.context.scope), ports });
}

/** Lets the pods of a workload talk to one another. */
export function allowPeers(workload: FlowSide, number: number | undefined): void {
  const ports = portsNumbered(workload, 'allowPeers.port', number);
  const flow = { verb: 'allowPeers', peer: podPeer(workload.context.namespace, podsOf(workload)), ports };
  workload.policy.allowFrom(flow);
  workload.policy.allowTo(flow);
}

/** Lets the pods of a caller in. */
export function admitPods(target: FlowSide, callers: PodGroup, port: ReachablePort): void {
  checkPods(target.context.scope, 'admit', callers);
  checkOwnPort(target, 'admit.port', port);
  target.policy.admit({ verb: 'admit', peer: podPeer(target.context.namespace, callers), ports: [port] });
}

/** Lets every pod of a namespace in. */
export function admitNamespace(target: FlowSide, namespace: string, port: ReachablePort): void {
  checkDnsLabel(target.context.scope, 'admitNamespace', namespace);
  checkOwnPort(target, 'admitNamespace.port', port);
  target.policy.admit({ verb: 'admitNamespace', peer: namespacePeer(namespace), ports: [port] });
}

function checkOwnPort({ context, callablePorts }: FlowSide, prop: string, port: ReachablePort): void {
  const isOwn = callablePorts.some((own) => own.containerPort === port.containerPort && own.protocol === port.protocol);
  if (isOwn) return;
  const known = callablePorts.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`).join(', ') || 'none';
  const got = `${port.containerPort}/${port.protocol}`;
  fail(context.scope, { prop, must: `be one of reachablePorts, ${known}`, got, remedy: 'name one that is there' });
}

/** The name by which the pods of the caller find the target. */
function hostOf({ context }: Workload, { reachableName: name, reachablePods }: IReachable): string {
  return reachablePods.namespace === context.namespace ? name : `${name}.${reachablePods.namespace}`;
}

/** Refuses to wait for what waits for the caller. */
function startAfter({ context: { scope, namespace, name } }: Workload, target: IReachable): void {
  const to = { namespace: target.reachablePods.namespace, name: target.reachableName };
  StartOrder.of(scope).add(scope, { namespace, name }, to);
}

/** Adds an init container that ends once a connection is made; the kubelet starts one that gave up again. */
function waitFor(caller: Workload, target: IReachable, { port, image = Images.SOCAT }: Awaited): void {
  const { servicePort } = port;
  const host = hostOf(caller, target);
  // Or `web` in the namespace `pay`, and `web-pay`, would have one name.
  const label = host.replace(/--+/g, '$&-').replace('.', '--');
  caller.containers.addInitContainer(shortenedLabel(`wait-for-${label}-${servicePort}`), {
    image,
    command: ['socat'],
    args: ['-u', 'OPEN:/dev/null', `TCP:${host}:${servicePort},connect-timeout=2,retry=30,interval=2`],
  });
}

/** What is waited for. */
interface Awaited {
  readonly port: ReachablePort;
  readonly image?: string;
}

function checkWaitImage(scope: Construct, { wait, waitImage }: DependsOnOptions): void {
  if (waitImage === undefined) return;
  if (!wait) {
    const remedy = 'set wait too, or leave the image out';
    fail(scope, { prop: 'dependsOn.waitImage', must: 'come with wait', got: waitImage, remedy });
  }
  parseImage(scope, 'dependsOn.waitImage', waitImage);
}

function awaitedPort(scope: Construct, ports: readonly ReachablePort[]): ReachablePort {
  const port = ports.find(({ protocol }) => protocol === WorkloadProtocol.TCP);
  if (port === undefined) {
    const must = 'be asked of a TCP port, for the others accept no connections';
    fail(scope, { prop: 'dependsOn.wait', must, got: ports[0].protocol, remedy: 'leave wait out' });
  }
  return port;
}

/** The ports of the workload with one number, the first where none is given. */
function portsNumbered({ context, ports }: FlowSide, prop: string, number: number | undefined): PortEntry[] {
  const { containerPort } = portNumbered(context.scope, prop, { number, ports });
  // One number may speak TCP and UDP, as DNS does.
  return ports.filter((port) => port.containerPort === containerPort);
}

/** What the caller is told; refuses names that its process has already. */
function checkedAddresses(caller: Workload, { addressAs, addresses = [] }: DependsOnOptions): Address[] {
  const { context: { scope }, container, configSources } = caller;
  const taken = [...configSources.variables, ...Object.keys(container.env.variables)];
  const prop = 'dependsOn.addresses';
  const short = addressAs === undefined ? [] : [Address.hostAndPort(addressAs)];
  short.forEach((address) => address._check(scope, 'dependsOn.addressAs'));
  checkUniqueEnvironment(scope, 'dependsOn.addressAs', [...taken, ...short.map(({ _variable }) => _variable)]);
  addresses.forEach((address) => address._check(scope, prop));
  checkUniqueEnvironment(scope, prop, [...taken, ...[...short, ...addresses].map(({ _variable }) => _variable)]);
  return [...short, ...addresses];
}
