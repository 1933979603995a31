import { Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { AllowTraffic, AllowTrafficProps, PlatformProps, TrafficSide } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const GRAFANA = { namespace: 'grafana', labels: { app: 'grafana' } };
const LOKI = { namespace: 'loki', labels: { app: 'loki', tier: 'read' } };
const FLOW: AllowTrafficProps = { callers: GRAFANA, target: LOKI, port: 3100 };
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const PORTS = [{ protocol: 'TCP', port: 3100 }];
const DNS_LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const SUBDOMAIN = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const LABEL_VALUE = 'be a label value (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends)';

describe('AllowTraffic', () => {
  it('lets the callers out and in', () => {
    expect(policies()).toEqual([{
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'logs-egress', namespace: 'grafana', labels: LABELS },
      spec: {
        podSelector: { matchLabels: { app: 'grafana' } },
        policyTypes: ['Egress'],
        egress: [{ to: [podsIn('loki', LOKI.labels)], ports: PORTS }],
      },
    }, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'logs-ingress', namespace: 'loki', labels: LABELS },
      spec: {
        podSelector: { matchLabels: { app: 'loki', tier: 'read' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [podsIn('grafana', GRAFANA.labels)], ports: PORTS }],
      },
    }]);
  });

  it('is one side alone, where the other namespace is not ours', () => {
    const [egress, ingress] = policies();

    expect(policies({ side: TrafficSide.CALLERS })).toEqual([egress]);
    expect(policies({ side: TrafficSide.TARGET })).toEqual([ingress]);
    expect(() => policies({ side: 'egress' as TrafficSide }))
      .toThrow("'side' must be one of both, callers, target, got \"egress\"");
  });

  it('goes by labels alone where both sides are in one namespace', () => {
    const [egress, ingress] = policies({ target: { ...LOKI, namespace: 'grafana' } });

    expect([egress, ingress].map(({ metadata }) => metadata.namespace)).toEqual(['grafana', 'grafana']);
    expect(egress.spec.egress).toEqual([{ to: [{ podSelector: { matchLabels: LOKI.labels } }], ports: PORTS }]);
    expect(ingress.spec.ingress).toEqual([{ from: [{ podSelector: { matchLabels: GRAFANA.labels } }], ports: PORTS }]);
  });

  it.each(['TCP', 'UDP', 'SCTP'])('opens %s on both sides, valid on every minor', (protocol) => {
    const [egress, ingress] = policies({ protocol });

    expect(egress.spec.egress[0].ports).toEqual([{ protocol, port: 3100 }]);
    expect(ingress.spec.ingress[0].ports).toEqual([{ protocol, port: 3100 }]);
    expect(MINORS.flatMap((minor) => [egress, ingress].flatMap((manifest) => schemaProblems(minor, manifest))))
      .toEqual([]);
  });

  it.each([1, 65535])('opens the port %p', (port) => {
    expect(policies({ port })[0].spec.egress[0].ports).toEqual([{ protocol: 'TCP', port }]);
  });

  it('takes another name, of up to 253 characters with what is added', () => {
    expect(names({ name: 'grafana.to-loki' })).toEqual(['grafana.to-loki-egress', 'grafana.to-loki-ingress']);
    expect(names({ name: 'a'.repeat(245) })[1]).toHaveLength(253);
  });

  it('carries who owns it', () => {
    const found = policies({}, { ownership: { team: 'payments', costCenter: 'cc-42' } });

    found.forEach(({ metadata }) => {
      expect(metadata.labels).toEqual({ ...LABELS, 'team': 'payments', 'cost-center': 'cc-42' });
    });
  });

  it('needs no namespace around it, and is the same in any place of the tree', () => {
    const deep = render((chart) => new AllowTraffic(new Construct(new Chart(chart, 'deep'), 'team'), 'logs', FLOW));

    expect(deep).toEqual(policies());
  });

  it('can be patched', () => {
    const [egress, ingress] = render((chart) => {
      const logs = new AllowTraffic(chart, 'logs', FLOW);
      logs.patch(logs.egress!, JsonPatch.add('/spec/egress/0/ports/0/endPort', 3200));
      logs.mergePatch(logs.ingress!, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
    });

    expect(egress.spec.egress[0].ports).toEqual([{ protocol: 'TCP', port: 3100, endPort: 3200 }]);
    expect(egress.metadata.annotations).toBeUndefined();
    expect(ingress.metadata.annotations).toEqual({ 'acme.io/ticket': 'SEC-7' });
  });
});

describe('AllowTraffic refuses', () => {
  it.each<[string, Partial<AllowTrafficProps>, string]>([
    ['callers without labels', { callers: { ...GRAFANA, labels: {} } }, "'callers.labels' must hold a label, got {};"
      + ' name one that the pods carry, none would mean every pod'],
    ['a target without labels', { target: { ...LOKI, labels: {} } }, "'target.labels' must hold a label, got {};"
      + ' name one that the pods carry, none would mean every pod'],
    ['a namespace of callers that is none', { callers: { ...GRAFANA, namespace: 'a.b' } },
      `'callers.namespace' must ${DNS_LABEL}, got "a.b"; choose such a name`],
    ['a namespace of the target that is none', { target: { ...LOKI, namespace: '' } },
      `'target.namespace' must ${DNS_LABEL}, got ""; choose such a name`],
    ['a label key that is none', { callers: { ...GRAFANA, labels: { 'a b': 'x' } } },
      "'callers.labels' must hold label keys like example.com/name, got \"a b\"; correct this key"],
    ['a label value that is none', { target: { ...LOKI, labels: { app: '$(id)' } } },
      `'target.labels.app' must ${LABEL_VALUE}, got "$(id)"; shorten it or replace the other characters`],
    ...[0, -1, 65536, 1.5].map((port): [string, Partial<AllowTrafficProps>, string] => [
      `the port ${port}`, { port },
      `'port' must be a whole number from 1 to 65535, got ${port}; give a number within the range`,
    ]),
    ...['', 'Logs', 'a b', 'a.', '$(id)'].map((name): [string, Partial<AllowTrafficProps>, string] => [
      `the name ${name}`, { name }, `'name' must ${SUBDOMAIN}, got "${name}-ingress"; choose such a name`,
    ]),
    ['a name that is too long with what is added', { name: 'a'.repeat(246) },
      `'name' must ${SUBDOMAIN}, got "${'a'.repeat(199)}...; choose such a name`],
  ])('%s', (_, props, complaint) => {
    expectRefusal(({ chart }) => new AllowTraffic(chart, 'logs', { ...FLOW, ...props }), complaint);
  });

  it.each(['', 'tcp', 'HTTP', 'TCP\n', '$(id)'])('the protocol %j', (protocol) => {
    const message = messageOf(() => new AllowTraffic(stage().chart, 'logs', { ...FLOW, protocol }));

    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain("[shop/logs] 'protocol' must ");
    expect(message).toContain(`, got ${JSON.stringify(protocol)}; `);
  });

  it.each<[string, (logs: AllowTraffic) => void, string]>([
    ['no operation', (logs) => logs.patch(logs.egress!), "'patch' must be given an operation, got [];"
      + " give one, such as JsonPatch.add('/metadata/labels/tier', 'web')"],
    ['what it did not make', (logs) => logs.mergePatch(Chart.of(logs), { a: 1 }), "'mergePatch' must be given an object"
      + ' of shop/logs, got "shop"; patch it through the construct that made it'],
    ['a document that is none', (logs) => logs.mergePatch(logs.ingress!, [] as object),
      "'mergePatch.document' must be an object, got []; write { ... }"],
  ])('to be patched with %s', (_, act, complaint) => {
    expectRefusal(({ chart }) => act(new AllowTraffic(chart, 'logs', FLOW)), complaint);
  });

  it('a patch without effect before anything is written', () => {
    const { app, chart } = stage();
    const logs = new AllowTraffic(chart, 'logs', FLOW);
    logs.patch(logs.egress!, JsonPatch.replace('/spec/egress/0/ports/0/port', 3100));
    const [head, complaint] = messageOf(() => app.synthYaml()).split('\n  ');

    expect(head).toBe('Nothing was written:');
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toBe("[shop/logs/Egress] 'patch' must change the object, got {\"op\":\"replace\",\"path\":"
      + '"/spec/egress/0/ports/0/port","value":3100}; compare it with the synthesized manifest, or remove it');
  });
});

function policies(props: Partial<AllowTrafficProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new AllowTraffic(chart, 'logs', { ...FLOW, ...props }), platform);
}

function names(props: Partial<AllowTrafficProps>): string[] {
  return policies(props).map(({ metadata }) => metadata.name);
}

function podsIn(namespace: string, matchLabels: Record<string, string>): object {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels },
  };
}

function expectRefusal(act: (built: { chart: Chart }) => void, complaint: string): void {
  const message = messageOf(() => act(stage()));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop/logs] ${complaint}`);
}
