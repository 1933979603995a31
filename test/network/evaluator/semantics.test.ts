import { Protocol } from '../../support/network/endpoints';
import { Network } from '../../support/network/network';
import { deployment, namespace, policy } from '../../support/network/samples';
import { Manifest } from '../../support/schemas';

const OUTSIDE = { address: '203.0.113.7' };

describe('the directions of a policy', () => {
  it.each<[string, Manifest, { isIn: boolean; isOut: boolean }]>([
    ['are only ingress where none is listed', {}, { isIn: false, isOut: true }],
    ['are only ingress where the list is empty', { policyTypes: [] }, { isIn: false, isOut: true }],
    ['are only ingress where there is an empty list of egress rules', { egress: [] }, { isIn: false, isOut: true }],
    ['are both where there are egress rules', { egress: [{ ports: [{ port: 1 }] }] }, { isIn: false, isOut: false }],
    ['are only egress where only that is listed', { policyTypes: ['Egress'] }, { isIn: true, isOut: false }],
    ['are both where both are listed', { policyTypes: ['Egress', 'Ingress'] }, { isIn: false, isOut: false }],
    ['are only ingress where only that is listed, whatever the egress rules say',
      { policyTypes: ['Ingress'], egress: [{ ports: [{ port: 1 }] }] }, { isIn: false, isOut: true }],
    ['are only egress where only that is listed, whatever the ingress rules say',
      { policyTypes: ['Egress'], ingress: [{ ports: [{ port: 1 }] }] }, { isIn: true, isOut: false }],
  ])('%s', (_, spec, expected) => {
    const network = new Network([deployment('shop/web'), policy('shop/p', spec)]);
    const isIn = network.isAllowed({ from: OUTSIDE, to: 'shop/web', port: 80 });
    const isOut = network.isAllowed({ from: 'shop/web', to: OUTSIDE, port: 80 });
    expect({ isIn, isOut }).toEqual(expected);
  });
});

describe('a rule', () => {
  it.each<[string, Manifest, boolean]>([
    ['lets everybody in without peers', { ports: [{ port: 80 }] }, true],
    ['lets everybody in with an empty list of peers', { from: [], ports: [{ port: 80 }] }, true],
    ['lets everybody in with no list of peers', { from: null, ports: [{ port: 80 }] }, true],
    ['opens every port without ports', { from: [{ podSelector: {} }] }, true],
    ['opens every port with an empty list of ports', { from: [{ podSelector: {} }], ports: [] }, true],
    ['opens every port with no list of ports', { from: [{ podSelector: {} }], ports: null }, true],
    ['opens everything where it is empty', {}, true],
    ['needs the peer as well as the port', { from: [{ podSelector: {} }], ports: [{ port: 81 }] }, false],
    ['needs the port as well as the peer',
      { from: [{ podSelector: { matchLabels: { app: 'x' } } }], ports: [{ port: 80 }] }, false],
    ['opens one of its ports', { ports: [{ port: 81 }, { port: 80 }] }, true],
    ['opens every port of a protocol where an entry names no port', { ports: [{ protocol: 'TCP' }] }, true],
    ['opens no port of another protocol', { ports: [{ protocol: 'UDP' }] }, false],
  ])('%s', (_, rule, expected) => {
    const manifests = [deployment('shop/web'), deployment('shop/api'), policy('shop/p', { ingress: [rule] })];
    expect(new Network(manifests).isAllowed({ from: 'shop/web', to: 'shop/api', port: 80 })).toBe(expected);
  });

  it.each<[string, Manifest]>([
    ['no rules', {}],
    ['an empty list of rules', { ingress: [] }],
    ['no list of rules', { ingress: null }],
  ])('is needed by a closed pod, and there is none in %s', (_, spec) => {
    const network = new Network([deployment('shop/web'), policy('shop/p', spec)]);
    expect(network.isAllowed({ from: OUTSIDE, to: 'shop/web', port: 80 })).toBe(false);
  });

  it('of one policy adds to those of another', () => {
    const network = new Network([
      deployment('shop/web'),
      policy('shop/a', { ingress: [{ ports: [{ port: 80 }] }] }),
      policy('shop/b', { ingress: [{ ports: [{ port: 81 }] }] }),
    ]);
    const isOpen = [80, 81, 82].map((port) => network.isAllowed({ from: OUTSIDE, to: 'shop/web', port }));
    expect(isOpen).toEqual([true, true, false]);
  });
});

describe('a connection', () => {
  const out = { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] };
  const into = { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] };
  it.each<[string, Manifest[], boolean]>([
    ['passes where both sides allow it', [{ ...out, egress: [{}] }, { ...into, ingress: [{}] }], true],
    ['fails where its source does not', [out, { ...into, ingress: [{}] }], false],
    ['fails where its target does not', [{ ...out, egress: [{}] }, into], false],
    ['fails where its target does not and its source is open', [into], false],
    ['fails where its source does not and its target is open', [out], false],
  ])('%s', (_, specs, expected) => {
    const manifests = [deployment('shop/web', { app: 'web' }), deployment('shop/api', { app: 'api' })];
    const network = new Network([...manifests, ...specs.map((spec, index) => policy(`shop/p${index}`, spec))]);
    expect(network.isAllowed({ from: 'shop/web', to: 'shop/api', port: 80 })).toBe(expected);
  });
});

describe('a peer', () => {
  const manifests = [
    namespace('shop', { tier: 'front' }), namespace('ops', { tier: 'back' }),
    deployment('shop/api'), deployment('shop/web', { app: 'web' }), deployment('ops/web', { app: 'web' }),
    deployment('lab/web', { app: 'web' }),
  ];
  const web = { matchLabels: { app: 'web' } };
  it.each<[string, Manifest, string[]]>([
    ['of pods means the namespace of the policy', { podSelector: web }, ['shop/web']],
    ['of all pods means the namespace of the policy', { podSelector: {} }, ['shop/api', 'shop/web']],
    ['of all namespaces means all pods',
      { namespaceSelector: {} }, ['lab/web', 'ops/web', 'shop/api', 'shop/web']],
    ['of all namespaces and some pods means these pods everywhere',
      { namespaceSelector: {}, podSelector: web }, ['lab/web', 'ops/web', 'shop/web']],
    ['of a namespace means all of its pods',
      { namespaceSelector: { matchLabels: { tier: 'front' } } }, ['shop/api', 'shop/web']],
    ['of namespaces without a label holds those without any',
      { namespaceSelector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } }, ['lab/web']],
    ['of a network holds no pod', { ipBlock: { cidr: '0.0.0.0/0' } }, []],
  ])('%s', (_, peer, expected) => {
    const network = new Network([...manifests, policy('shop/p', { ingress: [{ from: [peer] }] })]);
    const sources = ['lab/web', 'ops/web', 'shop/api', 'shop/web'];
    expect(sources.filter((from) => network.isAllowed({ from, to: 'shop/api', port: 80 }))).toEqual(expected);
  });

  it.each<[string, Manifest]>([
    ['nothing', {}],
    ['a network and pods', { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }],
  ])('of %s fails, as the API server refuses it', (_, peer) => {
    const network = new Network([...manifests, policy('shop/p', { ingress: [{ from: [peer] }] })]);
    expect(() => network.isAllowed({ from: 'shop/web', to: 'shop/api', port: 80 })).toThrow('refuses the peer');
  });
});

describe('the name of a namespace', () => {
  it('is what its label says, whatever its manifest says', () => {
    const lab = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'lab' } } };
    const network = new Network([
      namespace('ops', { 'kubernetes.io/metadata.name': 'lab' }),
      deployment('ops/web'), deployment('shop/api'), policy('shop/p', { ingress: [{ from: [lab] }] }),
    ]);
    expect(network.isAllowed({ from: 'ops/web', to: 'shop/api', port: 80 })).toBe(false);
  });
});

describe('a network', () => {
  it.each<[string, [Manifest, string], boolean]>([
    ['holds its first address', [{ cidr: '203.0.113.0/24' }, '203.0.113.0'], true],
    ['holds its last address', [{ cidr: '203.0.113.0/24' }, '203.0.113.255'], true],
    ['ends there', [{ cidr: '203.0.113.0/24' }, '203.0.114.0'], false],
    ['may be one address', [{ cidr: '203.0.113.7/32' }, '203.0.113.7'], true],
    ['may be all of IPv4', [{ cidr: '0.0.0.0/0' }, '203.0.113.7'], true],
    ['of IPv4 holds none of IPv6', [{ cidr: '0.0.0.0/0' }, '2001:db8::1'], false],
    ['of IPv6 holds none of IPv4', [{ cidr: '::/0' }, '203.0.113.7'], false],
    ['of IPv6 holds its addresses, however they are written', [{ cidr: '2001:db8::/32' }, '2001:DB8:0:0::1'], true],
    ['of IPv6 ends', [{ cidr: '2001:db8::/32' }, '2001:db9::1'], false],
    ['of IPv6 may have holes', [{ cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }, '2001:db8:1::1'], false],
    ['reaches around its holes', [{ cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }, '2001:db8:2::1'], true],
    ['may have several holes', [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] }, '10.2.3.4'], false],
  ])('%s', (_, [ipBlock, address], expected) => {
    const egress = [{ to: [{ ipBlock }] }];
    const network = new Network([deployment('shop/web'), policy('shop/p', { egress })]);
    expect(network.isAllowed({ from: 'shop/web', to: { address }, port: 443 })).toBe(expected);
  });
});

describe('a policy', () => {
  it('of another namespace says nothing', () => {
    const network = new Network([deployment('shop/web'), policy('ops/deny', { policyTypes: ['Ingress', 'Egress'] })]);
    expect(network.isAllowed({ from: OUTSIDE, to: 'shop/web', port: 80 })).toBe(true);
    expect(network.isAllowed({ from: 'shop/web', to: OUTSIDE, port: 80 })).toBe(true);
  });

  it('without podSelector selects all pods of its namespace', () => {
    const network = new Network([deployment('shop/web'), policy('shop/deny', { podSelector: null })]);
    expect(network.isAllowed({ from: OUTSIDE, to: 'shop/web', port: 80 })).toBe(false);
  });

  it('without namespace belongs to default, as its pods do', () => {
    const manifests = [deployment('default/web'), policy('default/deny', {})];
    manifests.forEach(({ metadata }) => delete metadata.namespace);
    expect(new Network(manifests).isAllowed({ from: OUTSIDE, to: 'default/web', port: 80 })).toBe(false);
  });

  it.each([
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['crd.projectcalico.org/v1', 'NetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
  ])('of the type %s/%s fails, instead of going unnoticed', (apiVersion, kind) => {
    expect(() => new Network([{ apiVersion, kind }])).toThrow(`${apiVersion}/${kind} is not understood here`);
  });
});

describe('a port', () => {
  const manifests = [
    deployment('shop/web'),
    deployment('shop/low', {}, [{ name: 'http', port: 8080 }]),
    deployment('shop/high', {}, [{ name: 'http', port: 9090 }, { name: 'grpc', port: 8080 }]),
    deployment('shop/udp', {}, [{ name: 'http', port: 8080, protocol: 'UDP' }]),
  ];
  const byName = [{ ports: [{ port: 'http' }] }];
  const policies = {
    ingress: policy('shop/p', { ingress: byName }),
    egress: policy('shop/p', { policyTypes: ['Egress'], egress: byName }),
  };
  describe.each(['ingress', 'egress'] as const)('that a rule of %s names', (direction) => {
    it.each<[string, [string, number], boolean]>([
      ['is the number that the target gives it', ['shop/low', 8080], true],
      ['is another number where another target says so', ['shop/high', 9090], true],
      ['is not the number that it has elsewhere', ['shop/high', 8080], false],
      ['is none of another protocol', ['shop/udp', 8080], false],
      ['is none of a target that does not know it', ['shop/web', 8080], false],
    ])('%s', (_, [to, port], expected) => {
      const network = new Network([...manifests, policies[direction]]);
      expect(network.isAllowed({ from: 'shop/web', to, port })).toBe(expected);
    });
  });

  it.each<[string, Manifest, Protocol[]]>([
    ['is one of TCP where nothing is said', { port: 53 }, ['TCP']],
    ['may be one of UDP, which is not the one of TCP', { port: 53, protocol: 'UDP' }, ['UDP']],
    ['may be one of SCTP', { port: 53, protocol: 'SCTP' }, ['SCTP']],
  ])('%s', (_, entry, expected) => {
    const network = new Network([deployment('shop/web'), policy('shop/p', { egress: [{ ports: [entry] }] })]);
    const protocols: Protocol[] = ['TCP', 'UDP', 'SCTP'];
    const attempt = { from: 'shop/web', to: OUTSIDE, port: 53 };
    expect(protocols.filter((protocol) => network.isAllowed({ ...attempt, protocol }))).toEqual(expected);
  });

  it('of an address has the name that the test gives it', () => {
    const network = new Network([manifests[0], policies.egress]);
    const to = { ...OUTSIDE, ports: [{ port: 80, name: 'http' }] };
    expect(network.isAllowed({ from: 'shop/web', to, port: 80 })).toBe(true);
  });
});
