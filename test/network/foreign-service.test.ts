import { Chart } from 'cdk8s';
import {
  DependsOnOptions, ForeignService, ForeignServiceOptions, IReachable, PodGroup, ProductionService, ProductionWorker,
  ReachablePort,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const VAULT = {
  name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
};
const VAULT_PODS = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'vault' } } };
const DNS_LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const LABEL_VALUE = 'be a label value (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends)';
const PORT = { containerPort: 8200, servicePort: 443, protocol: 'TCP' };
const SIDES: [string, (chart: Chart) => ProductionService | ProductionWorker][] = [
  ['a service', (chart) => new ProductionService(chart, 'api', { image: IMAGE })],
  ['a worker', (chart) => new ProductionWorker(chart, 'api', { image: IMAGE })],
];

/** Who was let in, to which port. */
type Admission = [PodGroup, ReachablePort];

describe('ForeignService', () => {
  it('is what was said of it', () => {
    const vault = ForeignService.at({ ...VAULT, servicePort: 443, protocol: 'UDP' });

    expect(vault.reachableName).toBe('vault');
    expect(vault.reachablePods).toEqual({ namespace: 'vault', labels: VAULT.podLabels });
    expect(vault.reachablePorts).toEqual([{ containerPort: 8200, servicePort: 443, protocol: 'UDP' }]);
  });

  it('is called by TCP on the port of its pods where nothing else is said', () => {
    expect(ForeignService.at(VAULT).reachablePorts)
      .toEqual([{ containerPort: 8200, servicePort: 8200, protocol: 'TCP' }]);
  });

  it('does not follow labels that are changed later', () => {
    const podLabels: Record<string, string> = { app: 'vault' };
    const vault = ForeignService.at({ ...VAULT, podLabels });
    podLabels.app = 'other';

    expect(vault.reachablePods.labels).toEqual({ app: 'vault' });
  });

  it.each(SIDES)('opens only the side of %s that calls it', (...[, workload]) => {
    const vault = ForeignService.at({ ...VAULT, servicePort: 443 });
    const found = render((chart) => workload(chart).dependsOn(vault, { addressAs: 'VAULT_ADDR' }));
    const before = render((chart) => { workload(chart); });
    const { ingress, egress } = only(found, 'NetworkPolicy').spec;

    expect(found.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind));
    expect(ingress).toEqual(only(before, 'NetworkPolicy').spec.ingress);
    expect(egress.slice(1)).toEqual([{
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'vault' } }, ...VAULT_PODS }],
      ports: [{ protocol: 'TCP', port: 8200 }],
    }]);
    expect(only(found, 'Deployment').spec.template.spec.containers[0].env)
      .toEqual([{ name: 'VAULT_ADDR', value: 'vault.vault:443' }]);
  });

  it('is found by its name alone in the namespace of the caller', () => {
    const found = calling({ namespace: 'shop' });

    expect(only(found, 'NetworkPolicy').spec.egress[1].to).toEqual([VAULT_PODS]);
    expect(only(found, 'Deployment').spec.template.spec.containers[0].env)
      .toEqual([{ name: 'VAULT_ADDR', value: 'vault:8200' }]);
  });

  it.each(['TCP', 'UDP', 'SCTP'])('is valid on every minor over %s', (protocol) => {
    const found = calling({ protocol });

    expect(only(found, 'NetworkPolicy').spec.egress[1].ports).toEqual([{ protocol, port: 8200 }]);
    expect(MINORS.flatMap((minor) => found.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
  });
});

describe('a ForeignService that cannot be is refused at the caller', () => {
  it.each(['', 'Vault', 'a.b', 'a b', 'a\nb', '$(id)', '"'])('with the namespace %j', (namespace) => {
    expectRefusal({ namespace }, `'dependsOn.namespace' must ${DNS_LABEL}, got ${JSON.stringify(namespace)};`
      + ' choose such a name');
  });

  it('without a label', () => {
    expectRefusal({ podLabels: {} }, "'dependsOn.labels' must hold a label, got {};"
      + ' name one that the pods carry, none would mean every pod');
  });

  it.each(['a b', 'a\nb', '$(id)'])('with the label key %j', (key) => {
    expectRefusal({ podLabels: { [key]: 'x' } }, "'dependsOn.labels' must hold label keys like example.com/name,"
      + ` got ${JSON.stringify(key)}; correct this key`);
  });

  it.each(['a b', 'a\nb', '`id`'])('with the label value %j', (app) => {
    expectRefusal({ podLabels: { app } }, `'dependsOn.labels.app' must ${LABEL_VALUE}, got ${JSON.stringify(app)};`
      + ' shorten it or replace the other characters');
  });

  it.each([0, -1, 65536, 1.5])('with the container port %p', (containerPort) => {
    expectRefusal({ containerPort }, "'dependsOn.containerPort' must be a whole number from 1 to 65535,"
      + ` got ${containerPort}; give a number within the range`);
  });

  it.each(['', 'Vault', 'a b', 'a\nb', '$(POD_IP)', 'vault:80/', '"'])('with the name %j', (name) => {
    expectNamedRefusal({ name }, JSON.stringify(name));
  });

  it.each([0, -1, 65536, 1.5])('with the Service port %p', (servicePort) => {
    expectNamedRefusal({ servicePort }, String(servicePort));
  });

  it.each(['', 'tcp', 'HTTP', 'TCP\n', '$(id)'])('with the protocol %j', (protocol) => {
    expectNamedRefusal({ protocol }, JSON.stringify(protocol));
  });
});

describe('a target of one\'s own', () => {
  it('lets the pods of the caller in by its own means', () => {
    const target = targetWith();
    dependOn(target);

    expect(target.admitted).toEqual([
      [{ namespace: 'shop', labels: { 'app.kubernetes.io/instance': 'api' } }, PORT],
    ]);
  });

  it('is asked by a worker in the same way', () => {
    const target = targetWith();
    render((chart) => new ProductionWorker(chart, 'mailer', { image: IMAGE }).dependsOn(target));

    expect(target.admitted).toEqual([
      [{ namespace: 'shop', labels: { 'app.kubernetes.io/instance': 'mailer' } }, PORT],
    ]);
  });

  it('is not asked where the call is refused', () => {
    const target = targetWith();
    messageOf(() => dependOn(target, { port: 443 }));

    expect(target.admitted).toEqual([]);
  });

  it('cannot change the caller through what it is given', () => {
    const target = targetWith({ admit: ({ labels }) => { labels.tier = 'changed'; } });
    const found = dependOn(target);

    expect(only(found, 'NetworkPolicy').spec.podSelector)
      .toEqual({ matchLabels: { 'app.kubernetes.io/instance': 'api' } });
  });

  it.each<[string, Partial<IReachable>, string]>([
    ['pods without labels', { reachablePods: { namespace: 'vault', labels: {} } },
      "'dependsOn.labels' must hold a label, got {}; name one that the pods carry, none would mean every pod"],
    ['a namespace that is none', { reachablePods: { namespace: 'a.b', labels: { app: 'vault' } } },
      "'dependsOn.namespace' must be a DNS-1123 label (lower-case letters, digits and -, at most 63), got \"a.b\";"
      + ' choose such a name'],
    ['no port', { reachablePorts: [] }, "'dependsOn.port' must name one container port of vault, of which there is "
      + 'none, got nothing; name something that has a port'],
    ['two ports where none is named', { reachablePorts: [PORT, { ...PORT, containerPort: 8201 }] },
      "'dependsOn.port' must name one container port of vault, 8200, 8201, got nothing; say which"],
    ['a port that is none', { reachablePorts: [{ ...PORT, containerPort: 0 }] },
      "'dependsOn.containerPort' must be a whole number from 1 to 65535, got 0; give a number within the range"],
  ])('is refused with %s', (...[, parts, complaint]) => {
    expectMessage(() => dependOn(targetWith(parts)), complaint);
  });

  it('is refused where it stands for the caller itself', () => {
    const reachablePods = { namespace: 'shop', labels: { 'app.kubernetes.io/instance': 'api' } };

    expectMessage(() => dependOn(targetWith({ reachablePods })),
      "'dependsOn' must name another workload, got \"vault\"; remove it");
  });

  it.each<[string, string]>([
    ['the name', 'vault'], ['the namespace', 'vault.vault'],
  ])('is found by %s', (_, host) => {
    const namespace = host === 'vault' ? 'shop' : 'vault';
    const target = targetWith({ reachablePods: { namespace, labels: { app: 'vault' } } });
    const found = dependOn(target, { addressAs: 'VAULT' });

    expect(only(found, 'Deployment').spec.template.spec.containers[0].env)
      .toEqual([{ name: 'VAULT', value: `${host}:443` }]);
  });
});

function calling(options: Partial<ForeignServiceOptions>): Manifest[] {
  return render((chart) => call(chart, options), { kubernetesVersion: '1.28' });
}

function call(chart: Chart, options: Partial<ForeignServiceOptions>): void {
  const api = new ProductionService(chart, 'api', { image: IMAGE });
  api.dependsOn(ForeignService.at({ ...VAULT, ...options }), { addressAs: 'VAULT_ADDR' });
}

/** A target as a platform team would write it, that remembers who was let in. */
function targetWith(parts: Partial<IReachable> = {}): IReachable & { admitted: Admission[] } {
  const admitted: Admission[] = [];
  return {
    reachableName: 'vault',
    reachablePods: { namespace: 'vault', labels: { app: 'vault' } },
    reachablePorts: [PORT],
    admit: (callers, port) => { admitted.push([callers, port]); },
    admitNamespace: () => undefined,
    ...parts,
    admitted,
  };
}

function dependOn(target: IReachable, options: DependsOnOptions = {}): Manifest[] {
  return render((chart) => new ProductionService(chart, 'api', { image: IMAGE }).dependsOn(target, options));
}

function expectRefusal(options: Partial<ForeignServiceOptions>, complaint: string): void {
  expectMessage(() => call(stage().chart, options), complaint);
}

function expectMessage(act: () => void, complaint: string): void {
  const message = messageOf(act);
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop/api] ${complaint}`);
}

function expectNamedRefusal(options: Partial<ForeignServiceOptions>, got: string): void {
  const message = messageOf(() => call(stage().chart, options));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toMatch(/^\[shop\/api\] 'dependsOn/);
  expect(message).toContain(`, got ${got}; `);
}
