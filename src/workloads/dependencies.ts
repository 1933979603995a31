import { EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { DependsOnHostOptions, DependsOnOptions } from './dependency-options';
import { DeployedWorkload } from './deployed-workload';
import { WorkloadProtocol } from './workload-port';
import { IReachable, PodGroup, ReachablePort } from '../contracts/reachable';
import { isCidr } from '../internal/addresses';
import { checkEnvironmentName, checkUniqueEnvironment } from '../internal/environment-names';
import { fail } from '../internal/fail';
import { isSame } from '../internal/json';
import { isServiceName } from '../internal/names';
import { checkInteger, PORT_RANGE } from '../internal/numbers';
import { checkPods, podPeer } from '../internal/pod-groups';
import { checkProtocol } from '../internal/protocols';

/** An address outside of the cluster and a port of it. */
export interface OutsidePort {
  readonly cidr: string;
  readonly port: number;
}

/** The pods of a workload, as the other side of its flows sees them. */
export function podsOf({ context }: DeployedWorkload): PodGroup {
  return { namespace: context.namespace, labels: { ...context.selector } };
}

/** Opens one flow on both sides, and tells the caller the address where it wants to know. */
export function dependOn(caller: DeployedWorkload, target: IReachable, options: DependsOnOptions): void {
  const { scope, namespace } = caller.context;
  const pods = target.reachablePods;
  checkServiceName(scope, target.reachableName);
  checkPods(scope, 'dependsOn', pods);
  if (isSame(pods, podsOf(caller))) {
    fail(scope, { prop: 'dependsOn', must: 'name another workload', got: target.reachableName, remedy: 'remove it' });
  }
  const ports = chosenPorts(scope, target, options.port);
  if (options.addressAs !== undefined) checkAddressName(caller, options.addressAs);
  caller.policy.allowTo({ verb: 'dependsOn', peer: podPeer(namespace, pods), ports });
  ports.forEach((port) => target.admit(podsOf(caller), port));
  if (options.addressAs === undefined) return;
  const { reachableName: name } = target;
  const host = pods.namespace === namespace ? name : `${name}.${pods.namespace}`;
  caller.container.env.addVariable(options.addressAs, EnvValue.fromValue(`${host}:${ports[0].servicePort}`));
}

/** Opens a flow to addresses outside of the cluster. */
export function dependOnHost(caller: DeployedWorkload, host: OutsidePort, options: DependsOnHostOptions): void {
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
  const ports = [{ containerPort: port, protocol: options.protocol ?? WorkloadProtocol.TCP }];
  caller.policy.allowTo({ verb: 'dependsOnHost', peer: { ipBlock: { cidr } }, ports });
}

/** Lets the pods of a caller in. */
export function admitPods(target: DeployedWorkload, callers: PodGroup, port: ReachablePort): void {
  checkPods(target.context.scope, 'admit', callers);
  target.policy.admit({ verb: 'admit', peer: podPeer(target.context.namespace, callers), ports: [port] });
}

/** The ports of one number; it may speak more than one protocol, as DNS does. */
function chosenPorts(scope: Construct, target: IReachable, number: number | undefined): ReachablePort[] {
  target.reachablePorts.forEach((port) => checkPort(scope, port));
  const numbers = [...new Set(target.reachablePorts.map(({ containerPort }) => containerPort))];
  const chosen = number ?? (numbers.length === 1 ? numbers[0] : undefined);
  const found = target.reachablePorts.filter(({ containerPort }) => containerPort === chosen);
  if (found.length === 0) {
    fail(scope, {
      prop: 'dependsOn.port',
      must: `name one container port of ${target.reachableName}, ${numbers.join(', ') || 'of which there is none'}`,
      got: number,
      remedy: numbers.length === 0 ? 'depend on something that has a port' : 'say which',
    });
  }
  return found;
}

function checkPort(scope: Construct, { containerPort, servicePort, protocol }: ReachablePort): void {
  checkInteger(scope, { prop: 'dependsOn.containerPort', value: containerPort }, PORT_RANGE);
  checkInteger(scope, { prop: 'dependsOn.servicePort', value: servicePort }, PORT_RANGE);
  checkProtocol(scope, 'dependsOn.protocol', protocol);
}

function checkServiceName(scope: Construct, name: string): void {
  if (typeof name !== 'string' || !isServiceName(name)) {
    const must = 'be the name of a Service (lower-case letters, digits and -, a letter first, at most 63)';
    fail(scope, { prop: 'dependsOn.name', must, got: name, remedy: 'write it as kubectl get services does' });
  }
}

function checkAddressName({ context, container, decisions }: DeployedWorkload, name: string): void {
  const prop = 'dependsOn.addressAs';
  checkEnvironmentName(context.scope, prop, name);
  const taken = [...decisions.configNames, ...Object.keys(container.env.variables)];
  checkUniqueEnvironment(context.scope, prop, [...taken, name]);
}
