import { policiesAdmit, connectionSideOf } from '../../../../src/checks/facts/network/network-flows';
import { Direction } from '../../../../src/checks/facts/network/network-policies';
import { singlePort } from '../../../../src/checks/facts/network/port-ranges';
import { Cluster } from '../../../../src/checks/model/cluster';
import { Manifest } from '../../../../src/checks/model/manifest';
import { Network } from '../../../support/network/network';
import { deployment, namespace, policy } from '../../../support/network/samples';
import { Manifest as PlainManifest } from '../../../support/schemas';

const PORTS = [{ port: 8080, name: 'http' }, { port: 9090 }, { port: 53, protocol: 'UDP' as const, name: 'dns' }];
const WORKLOADS = ['shop/web', 'shop/cart', 'back/web', 'back/cart'];
const OBJECTS = [
  namespace('shop', { team: 'front' }), namespace('back', { team: 'back' }),
  ...WORKLOADS.map((id) => deployment(id, { app: id.split('/')[1], part: 'shop' }, PORTS)),
];
const PEERS = [
  undefined,
  [],
  [{ podSelector: {} }],
  [{ podSelector: { matchLabels: { app: 'web' } } }],
  [{ namespaceSelector: {} }],
  [{ namespaceSelector: { matchLabels: { team: 'back' } } }],
  [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['back'] }] } }],
  [{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['cart'] }] } }],
  [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
  [{ podSelector: { matchLabels: { app: 'no' } } }, { podSelector: { matchLabels: { part: 'shop' } } }],
];
const RULE_PORTS = [
  undefined, [], [{ port: 8080 }], [{ port: 'http' }], [{ port: 'dns', protocol: 'UDP' }], [{ protocol: 'UDP' }],
  [{ port: 8000, endPort: 9000 }], [{ port: 1 }, { port: 9090 }],
];
const POD_SELECTORS = [
  {}, { matchLabels: { app: 'web' } }, { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
];
const DIRECTIONS: Direction[] = ['Ingress', 'Egress'];
const WITHOUT_TYPES = [{}, { egress: [] }, { egress: [{}], ingress: [{}] }];

describe('who may connect to whom', () => {
  it.each(DIRECTIONS)('is the same as the test helper says, for rules of %s', (direction) => {
    for (const policies of policiesOf(direction)) expect(ourFlows(policies)).toEqual(theirFlows(policies));
  });

  it.each(WITHOUT_TYPES)('follows from the rules where no types are written: %j', (spec) => {
    const policies = [policy('shop/one', spec)];
    expect(ourFlows(policies)).toEqual(theirFlows(policies));
  });
});

/** One policy alone, and one beside another that opens nothing. */
function policiesOf(direction: Direction): PlainManifest[][] {
  const [rules, side] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const lists = PEERS.flatMap((peers) => RULE_PORTS.map((ports) => [{ [side]: peers, ports }]));
  return lists.flatMap((list) => POD_SELECTORS.flatMap((podSelector) => [
    [policy('shop/one', { podSelector, policyTypes: [direction], [rules]: list })],
    [policy('back/one', { podSelector, [rules]: list }), policy('back/deny', { policyTypes: DIRECTIONS })],
  ]));
}

/** With what they follow from, so that a difference can be understood. */
function theirFlows(policies: PlainManifest[]): unknown {
  return { policies, flows: new Network([...OBJECTS, ...policies]).allowedFlows() };
}

function ourFlows(policies: PlainManifest[]): unknown {
  const cluster = new Cluster([...OBJECTS, ...policies].map((object) => new Manifest(object)), 33);
  const sources = cluster.podOwners.map((owner) => ({ owner, template: owner.pods[0] }));
  const flows = sources.flatMap((source) => sources.flatMap((target) => {
    const [from, to] = [source, target].map(connectionSideOf);
    return to.ports.filter(({ number, protocol }) => (
      DIRECTIONS.every((direction) => (
        policiesAdmit(cluster, { from, to, range: singlePort(number, protocol) }, direction)
      ))
    )).map(({ number, protocol }) => `${nameOf(source.owner)} -> ${nameOf(target.owner)}:${number}/${protocol}`);
  }));
  return { policies, flows: flows.sort() };
}

function nameOf({ namespace: place, name }: Manifest): string {
  return `${place}/${name}`;
}
