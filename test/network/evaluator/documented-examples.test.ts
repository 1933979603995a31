import { Network } from '../../support/network/network';
import { deployment, namespace, policy } from '../../support/network/samples';
import { Manifest } from '../../support/schemas';

/** From, to, and port. */
type Way = [string, string, number];

const WORKLOADS = [
  namespace('ops', { project: 'ledger', user: 'alice' }),
  deployment('shop/db', { role: 'db' }, [{ port: 6379 }]),
  deployment('shop/web', { role: 'web' }, [{ port: 8080 }]),
  deployment('shop/client', { role: 'client' }),
  deployment('ops/client', { role: 'client' }, [{ port: 9000 }]),
  deployment('ops/web', { role: 'web' }, [{ port: 9001 }]),
  deployment('lab/client', { role: 'client' }),
];
const ADDRESSES = ['172.17.0.9', '172.17.1.9', '172.17.2.9', '10.0.0.5', '10.0.1.5', '203.0.113.7'];
const DENY_INGRESS = policy('shop/deny-ingress', { policyTypes: ['Ingress'] });
const DENY_EGRESS = policy('shop/deny-egress', { policyTypes: ['Egress'] });

/**
 * The examples of the documentation, with other names.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
describe('without any policy', () => {
  it.each<[string, Way, boolean]>([
    ['a pod reaches its neighbour', ['shop/web', 'shop/db', 6379], true],
    ['a pod of another namespace reaches it', ['ops/web', 'shop/db', 6379], true],
    ['an address reaches it', ['203.0.113.7', 'shop/db', 6379], true],
    ['it reaches an address', ['shop/db', '203.0.113.7', 443], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way)).toBe(expected);
  });
});

describe('default deny of all ingress traffic', () => {
  it.each<[string, Way, boolean]>([
    ['keeps neighbours out', ['shop/web', 'shop/db', 6379], false],
    ['keeps pods of the same workload from each other', ['shop/db', 'shop/db', 6379], false],
    ['keeps other namespaces out', ['ops/web', 'shop/db', 6379], false],
    ['keeps addresses out', ['203.0.113.7', 'shop/db', 6379], false],
    ['lets pods out to other namespaces', ['shop/web', 'ops/web', 9001], true],
    ['lets pods out to addresses', ['shop/web', '203.0.113.7', 443], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, DENY_INGRESS)).toBe(expected);
  });
});

describe('allowing all ingress traffic beside a default deny', () => {
  const allow = policy('shop/allow', { ingress: [{}], policyTypes: ['Ingress'] });
  it.each<[string, Way, boolean]>([
    ['lets neighbours in', ['shop/web', 'shop/db', 6379], true],
    ['lets other namespaces in', ['ops/web', 'shop/db', 6379], true],
    ['lets addresses in, to any port', ['203.0.113.7', 'shop/db', 1], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, DENY_INGRESS, allow)).toBe(expected);
  });
});

describe('default deny of all egress traffic', () => {
  it.each<[string, Way, boolean]>([
    ['keeps pods from their neighbours', ['shop/web', 'shop/db', 6379], false],
    ['keeps pods from other namespaces', ['shop/web', 'ops/web', 9001], false],
    ['keeps pods from addresses', ['shop/web', '203.0.113.7', 443], false],
    ['lets other namespaces in', ['ops/web', 'shop/db', 6379], true],
    ['lets addresses in', ['203.0.113.7', 'shop/db', 6379], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, DENY_EGRESS)).toBe(expected);
  });
});

describe('allowing all egress traffic beside a default deny', () => {
  const allow = policy('shop/allow', { egress: [{}], policyTypes: ['Egress'] });
  it.each<[string, Way, boolean]>([
    ['lets pods out to their neighbours', ['shop/web', 'shop/db', 6379], true],
    ['lets pods out to other namespaces', ['shop/web', 'ops/web', 9001], true],
    ['lets pods out to addresses, to any port', ['shop/web', '203.0.113.7', 1], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, DENY_EGRESS, allow)).toBe(expected);
  });
});

describe('default deny of all traffic', () => {
  const added = policy('shop/deny', { policyTypes: ['Ingress', 'Egress'] });
  it.each<[string, Way, boolean]>([
    ['keeps neighbours apart', ['shop/web', 'shop/db', 6379], false],
    ['keeps other namespaces out', ['ops/web', 'shop/db', 6379], false],
    ['keeps addresses out', ['203.0.113.7', 'shop/db', 6379], false],
    ['keeps pods in', ['shop/web', 'ops/web', 9001], false],
    ['says nothing about other namespaces', ['ops/web', 'ops/client', 9000], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, added)).toBe(expected);
  });
});

describe('a policy with three kinds of peers, a hole in a network, and one port each way', () => {
  const mixed = policy('shop/mixed', {
    podSelector: { matchLabels: { role: 'db' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{
      from: [
        { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
        { namespaceSelector: { matchLabels: { project: 'ledger' } } },
        { podSelector: { matchLabels: { role: 'web' } } },
      ],
      ports: [{ protocol: 'TCP', port: 6379 }],
    }],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
  });
  it.each<[string, Way, boolean]>([
    ['lets in a neighbour that is named', ['shop/web', 'shop/db', 6379], true],
    ['keeps out a neighbour that is not', ['shop/client', 'shop/db', 6379], false],
    ['lets in any pod of a namespace that is named', ['ops/client', 'shop/db', 6379], true],
    ['keeps out pods of other namespaces', ['lab/client', 'shop/db', 6379], false],
    ['lets in an address below the hole', ['172.17.0.9', 'shop/db', 6379], true],
    ['keeps out an address in the hole', ['172.17.1.9', 'shop/db', 6379], false],
    ['lets in an address above the hole', ['172.17.2.9', 'shop/db', 6379], true],
    ['keeps out an address of another network', ['10.0.0.5', 'shop/db', 6379], false],
    ['keeps other ports closed', ['shop/web', 'shop/db', 6380], false],
    ['lets out to the network', ['shop/db', '10.0.0.5', 5978], true],
    ['keeps from other ports of the network', ['shop/db', '10.0.0.5', 443], false],
    ['keeps from other addresses', ['shop/db', '10.0.1.5', 5978], false],
    ['keeps from pods, which have no address here', ['shop/db', 'shop/web', 5978], false],
    ['says nothing about pods that it does not select', ['lab/client', 'shop/web', 8080], true],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, mixed)).toBe(expected);
  });
});

describe('a namespace and pods in one entry', () => {
  const both = {
    namespaceSelector: { matchLabels: { user: 'alice' } },
    podSelector: { matchLabels: { role: 'client' } },
  };
  const added = policy('shop/and', { ingress: [{ from: [both] }] });
  it.each<[string, Way, boolean]>([
    ['let in what fulfils both', ['ops/client', 'shop/db', 6379], true],
    ['keep out other pods of the namespace', ['ops/web', 'shop/db', 6379], false],
    ['keep out such pods beside the policy', ['shop/client', 'shop/db', 6379], false],
    ['keep out such pods of other namespaces', ['lab/client', 'shop/db', 6379], false],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, added)).toBe(expected);
  });
});

describe('a namespace and pods in two entries', () => {
  const either = [
    { namespaceSelector: { matchLabels: { user: 'alice' } } },
    { podSelector: { matchLabels: { role: 'client' } } },
  ];
  const added = policy('shop/or', { ingress: [{ from: either }] });
  it.each<[string, Way, boolean]>([
    ['let in what fulfils both', ['ops/client', 'shop/db', 6379], true],
    ['let in other pods of the namespace', ['ops/web', 'shop/db', 6379], true],
    ['let in such pods beside the policy', ['shop/client', 'shop/db', 6379], true],
    ['keep out such pods of other namespaces', ['lab/client', 'shop/db', 6379], false],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, added)).toBe(expected);
  });
});

describe('a range of ports', () => {
  const range = policy('shop/range', {
    podSelector: { matchLabels: { role: 'db' } },
    policyTypes: ['Egress'],
    egress: [{
      to: [{ ipBlock: { cidr: '10.0.0.0/24' } }],
      ports: [{ protocol: 'TCP', port: 32000, endPort: 32768 }],
    }],
  });
  it.each<[string, Way, boolean]>([
    ['does not hold the port before its first', ['shop/db', '10.0.0.5', 31999], false],
    ['holds its first', ['shop/db', '10.0.0.5', 32000], true],
    ['holds what is between', ['shop/db', '10.0.0.5', 32500], true],
    ['holds its last', ['shop/db', '10.0.0.5', 32768], true],
    ['does not hold the port behind its last', ['shop/db', '10.0.0.5', 32769], false],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, range)).toBe(expected);
  });
});

describe('several namespaces by a label', () => {
  const matchExpressions = [{ key: 'project', operator: 'In', values: ['ledger', 'books'] }];
  const egress = [{ to: [{ namespaceSelector: { matchExpressions } }] }];
  const added = policy('shop/namespaces', { policyTypes: ['Egress'], egress });
  it.each<[string, Way, boolean]>([
    ['are reached', ['shop/web', 'ops/web', 9001], true],
    ['are the only ones that are', ['shop/web', 'lab/client', 80], false],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, added)).toBe(expected);
  });
});

describe('a namespace by its name', () => {
  const lab = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'lab' } } };
  const added = policy('shop/by-name', { ingress: [{ from: [lab] }] });
  it.each<[string, Way, boolean]>([
    ['needs no Namespace among the manifests', ['lab/client', 'shop/db', 6379], true],
    ['is no other one', ['ops/client', 'shop/db', 6379], false],
  ])('%s', (_, way, expected) => {
    expect(isAllowed(way, added)).toBe(expected);
  });
});

function isAllowed([from, to, port]: Way, ...policies: Manifest[]): boolean {
  const network = new Network([...WORKLOADS, ...policies], ADDRESSES.map((address) => ({ address })));
  return network.isAllowed({ from, to, port });
}
