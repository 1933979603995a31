import * as fc from 'fast-check';
import { connectionSideOf, policiesAdmit } from '../../../../src/checks/facts/network/network-flows';
import { Direction, policyRulesOf } from '../../../../src/checks/facts/network/network-policies';
import { firstClosed } from '../../../../src/checks/facts/network/one-sided-flows';
import { PortOpenings } from '../../../../src/checks/facts/network/port-openings';
import { portRangesOf, portsOverlap } from '../../../../src/checks/facts/network/port-ranges';
import { podsNamedBy } from '../../../../src/checks/facts/network/selected-peers';
import { Cluster, PodSource } from '../../../../src/checks/model/cluster';
import { Manifest } from '../../../../src/checks/model/manifest';
import { deployment, namespace, policy } from '../../../support/network/samples';

const PORTS = [
  [{ port: 8080, name: 'http' }], [{ port: 80, name: 'http' }, { port: 9090 }], [],
  [{ port: 53, protocol: 'UDP' as const, name: 'dns' }],
];
const OTHER_SIDE: Record<Direction, Direction> = { Ingress: 'Egress', Egress: 'Ingress' };
const NAMESPACES = ['shop', 'back'];

const someApp = fc.constantFrom('web', 'cart', 'db');
const podSelector = fc.oneof(
  fc.constant({}),
  someApp.map((one) => ({ matchLabels: { app: one } })),
  fc.tuple(fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), someApp).map(([operator, one]) => (
    { matchExpressions: [{ key: 'app', operator, values: [one] }] }
  )),
);
const peer = fc.oneof(
  podSelector.map((one) => ({ podSelector: one })),
  podSelector.map((one) => ({ podSelector: one, namespaceSelector: {} })),
  fc.tuple(podSelector, fc.constantFrom(...NAMESPACES)).map(([one, team]) => (
    { podSelector: one, namespaceSelector: { matchLabels: { team } } }
  )),
  fc.constant({ ipBlock: { cidr: '10.0.0.0/8' } }),
);
const port = fc.constantFrom<object>(
  { port: 8080 }, { port: 'http' }, { port: 'dns', protocol: 'UDP' }, { port: 1, endPort: 8080 }, { protocol: 'UDP' },
  { port: 9090 },
);
const ports = fc.option(fc.array(port, { minLength: 1, maxLength: 2 }), { nil: undefined });
const portLists = fc.array(ports, { maxLength: 4 });
const rulesOf = (side: string) => fc.array(fc.record({
  [side]: fc.option(fc.array(peer, { minLength: 1, maxLength: 2 }), { nil: undefined }), ports,
}), { maxLength: 2 });
const somePolicy = fc.record({
  home: fc.constantFrom(...NAMESPACES),
  podSelector,
  ingress: rulesOf('from'),
  egress: rulesOf('to'),
  policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
});
const pods = fc.array(fc.tuple(fc.constantFrom(...NAMESPACES), someApp, fc.constantFrom(...PORTS)), { maxLength: 6 });

describe('who is kept out on the other side', () => {
  it('is the first that no pair of pods reaches', () => {
    fc.assert(fc.property(pods, fc.array(somePolicy, { maxLength: 5 }), (workloads, policies) => {
      const cluster = clusterOf(workloads, policies);
      for (const [one, direction, rule] of rulesIn(cluster)) {
        const own = cluster._podsSelectedBy(one.namespace, one.spec.podSelector);
        const others = (rule.peers ?? []).flatMap((named) => [...podsNamedBy(cluster, named, one.namespace)]);
        const isOpen = (other: PodSource) => own.some((source) => (
          passes(cluster, [source, other], { direction, rule })
        ));
        const closed = firstClosed({ cluster, own, direction, ports: rule.ports }, others);
        // Where the policy selects nothing, nobody is asked.
        if (own.length > 0) expect(closed?.owner.name).toBe(others.find((other) => !isOpen(other))?.owner.name);
      }
    }), { numRuns: 600 });
  });

  it('depends on ports as on each of them by itself', () => {
    fc.assert(fc.property(portLists, port, fc.constantFrom(...PORTS), (lists, asked, declared) => {
      const target = declared.map(({ name = '', port: number, protocol = 'TCP' }: DeclaredHere) => (
        { name, number, protocol }
      ));
      const openings = new PortOpenings(lists);
      const open = lists.flatMap((list) => portRangesOf(list, target));
      for (const range of portRangesOf([asked], target)) {
        expect(openings.overlap(range, target)).toBe(open.some((one) => portsOverlap(one, range)));
      }
    }), { numRuns: 1000 });
  });
});

interface DeclaredHere {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
}

type Rule = ReturnType<typeof policyRulesOf>[number];

function rulesIn(cluster: Cluster): [Manifest, Direction, Rule][] {
  return cluster.ofKind('networking.k8s.io/NetworkPolicy').flatMap((one) => (
    (['Ingress', 'Egress'] as const).flatMap((direction) => (
      policyRulesOf(one, direction).map((rule) => [one, direction, rule] as [Manifest, Direction, Rule])
    ))
  ));
}

/** As one connection after the other would be judged. */
function passes(
  cluster: Cluster, [source, other]: [PodSource, PodSource], { direction, rule }: { direction: Direction; rule: Rule },
): boolean {
  const [from, to] = (direction === 'Egress' ? [source, other] : [other, source]).map(connectionSideOf);
  const ranges = portRangesOf(rule.ports, to.ports);
  return ranges.length === 0
    || ranges.some((range) => policiesAdmit(cluster, { from, to, range }, OTHER_SIDE[direction]));
}

type Workload = [string, string, (typeof PORTS)[number]];

function clusterOf(workloads: readonly Workload[], policies: readonly { home: string }[]): Cluster {
  return new Cluster([
    ...NAMESPACES.map((name) => namespace(name, { team: name })),
    ...workloads.map(([home, app, declared], index) => deployment(`${home}/${app}-${index}`, { app }, declared)),
    ...policies.map(({ home, ...spec }, index) => policy(`${home}/policy-${index}`, spec)),
  ].map((content) => new Manifest(content)), 34);
}
