import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CallCase, FOREIGN, idOf, OUTSIDE, RelationsCase, WorkloadCase } from './relations-case';
import { chosenPort } from './relations-model';
import {
  ForeignService, MetricsFlavor, Platform, ProductionApp, ProductionNamespace, ProductionService, ProductionWorker,
  StatefulService, TrafficPeer, WorkloadProtocol,
} from '../../../src';
import { IMAGE } from '../../support/render';

type AnyWorkload = ProductionService | ProductionWorker | StatefulService;

/** Where in its tree a case is built. */
export interface Place {
  readonly chart: string;
  /** How many constructs are between a workload and its namespace. */
  readonly depth: number;
}

/** What was built, and the message of each call that was refused. */
export interface Built {
  readonly app: App;
  readonly messages: (string | undefined)[];
}

export function buildRelations(given: RelationsCase, { chart, depth }: Place, app: App = new ProductionApp()): Built {
  const { kubernetesVersion, hasOperator } = given;
  Platform.configure(app, { kubernetesVersion, metrics: hasOperator ? MetricsFlavor.operator() : undefined });
  const names = [...new Set(given.workloads.map(({ namespace }) => namespace))];
  const namespaces = Object.fromEntries(names.map((name) => [
    name, new ProductionNamespace(new Chart(app, `${chart}-${name}`), name),
  ]));
  const workloads = given.workloads.map((workload) => (
    make(below(namespaces[workload.namespace], `${idOf(workload)}-team`.replace('/', '-'), depth), workload)
  ));
  const messages = given.calls.map((call, index) => messageOfCall(() => {
    perform(call, { given, workloads, variable: `ADDR_${index}` });
  }));
  return { app, messages };
}

function below(scope: Construct, id: string, depth: number): Construct {
  return depth === 0 ? scope : below(new Construct(scope, `${id}-${depth}`), id, depth - 1);
}

function make(scope: Construct, { kind, name, ports }: WorkloadCase): AnyWorkload {
  if (kind === 'worker') return new ProductionWorker(scope, name, { image: IMAGE });
  const declared = ports.map(({ containerPort, servicePort, protocol }) => (
    { name: `p-${containerPort}`, containerPort, servicePort, protocol: protocol as WorkloadProtocol }
  ));
  if (kind === 'service') return new ProductionService(scope, name, { image: IMAGE, ports: declared });
  return new StatefulService(scope, name, { image: IMAGE, ports: declared, claims: [] });
}

/** What a call is made with. */
interface Around {
  readonly given: RelationsCase;
  readonly workloads: readonly AnyWorkload[];
  readonly variable: string;
}

function perform(call: CallCase, { given, workloads, variable }: Around): void {
  const { from, to, wait, hasAddress } = call;
  const [caller, target] = [workloads[from], workloads[to]];
  const options = { wait, addressAs: hasAddress ? variable : undefined };
  if (call.verb === 'dependsOnHost') return caller.dependsOnHost(OUTSIDE.cidr, OUTSIDE.port);
  if (call.verb === 'dependsOnForeign') {
    return caller.dependsOn(ForeignService.at({ ...FOREIGN, podLabels: { app: FOREIGN.name } }), options);
  }
  if (call.verb === 'allowFrom') return (caller as ProductionService).allowFrom(peerOf(call, given));
  const number = call.port === undefined ? undefined : chosenPort(call, given.workloads[to].ports)?.containerPort;
  return caller.dependsOn(target as ProductionService, { ...options, port: number });
}

function peerOf({ peer, from, to }: CallCase, { workloads }: RelationsCase): TrafficPeer {
  const { name, namespace } = workloads[to];
  if (peer === 'cidr') return TrafficPeer.cidr(OUTSIDE.cidr);
  if (peer === 'namespace') return TrafficPeer.namespace('ingress');
  const isSame = namespace === workloads[from].namespace;
  const labels = { 'app.kubernetes.io/instance': name };
  return TrafficPeer.pods({ labels, namespace: isSame ? undefined : namespace });
}

function messageOfCall(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
