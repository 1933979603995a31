import { Chart, JsonPatch } from 'cdk8s';
import {
  NodeAgent, PlatformProps, PriorityTiers, PriorityTiersProps, ProductionService, StatefulService,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';
import { SMALLEST_CALLS } from '../support/smallest-calls';

const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const PREEMPTING = { preemptionPolicy: 'PreemptLowerPriority' };

describe('PriorityTiers', () => {
  it('makes four classes, each far above the next, of which the last waits', () => {
    const common = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' };
    const metadata = (name: string) => ({ name, labels: LABELS });

    expect(tiers()).toEqual([
      { ...common, ...PREEMPTING, metadata: metadata('platform'), value: 1000000, description: expect.any(String) },
      { ...common, ...PREEMPTING, metadata: metadata('critical'), value: 100000, description: expect.any(String) },
      { ...common, ...PREEMPTING, metadata: metadata('standard'), value: 10000, description: expect.any(String) },
      {
        ...common,
        metadata: metadata('batch'),
        value: -1,
        preemptionPolicy: 'Never',
        description: 'Can wait, and displaces nothing.',
      },
    ]);
  });

  it('gives them a prefix, and says their names', () => {
    const found = render((chart) => {
      const { platform, critical, standard, batch } = new PriorityTiers(chart, 'made', { namePrefix: 'acme-' });
      expect([platform, critical, standard, batch]).toEqual(
        ['platform', 'critical', 'standard', 'batch'].map((tier) => `acme-${tier}`),
      );
    });
    expect(found.map(({ metadata }) => metadata.name)).toContain('acme-batch');
  });

  it('makes one the default where it is told to', () => {
    const defaults = tiers({ standardIsDefault: true }).filter(({ globalDefault }) => globalDefault === true);
    expect(defaults.map(({ metadata }) => metadata.name)).toEqual(['standard']);
  });

  it('takes other values', () => {
    expect(tiers({ values: { platform: 1_000_000_000, batch: -5 } }).map(({ value }) => value))
      .toEqual([1_000_000_000, 100000, 10000, -5]);
  });

  it('carries who owns it', () => {
    expect(tiers({}, { ownership: { team: 'payments' } })[0].metadata.labels).toMatchObject({ team: 'payments' });
  });

  it('is valid on every minor', () => {
    const manifests = tiers({ standardIsDefault: true });
    expect(MINORS.flatMap((minor) => manifests.flatMap((one) => schemaProblems(minor, one)))).toEqual([]);
  });

  it('can be patched, but for the names', () => {
    const [{ description }] = render((chart) => {
      const made = new PriorityTiers(chart, 'made');
      made.patch(made.priorityClasses[0], JsonPatch.replace('/description', 'ours'));
    });
    expect(description).toBe('ours');
    const { app, chart } = stage();
    const made = new PriorityTiers(chart, 'made');
    made.patch(made.priorityClasses[1], JsonPatch.replace('/metadata/name', 'urgent'));
    expect(messageOf(() => app.synthYaml()))
      .toContain("'patch' must let 'metadata.name' stay \"critical\", for pods name it, got ");
  });

  it.each<[string, PriorityTiersProps, string]>([
    ['a prefix of no name', { namePrefix: 'Acme' }, "'namePrefix' must be a DNS-1123 subdomain (lower-case letters, "
      + 'digits, - and ., at most 253), got "Acme"; choose such a name'],
    ['the prefix of Kubernetes', { namePrefix: 'system-' }, "'namePrefix' must not begin with system-, which is kept "
      + 'for Kubernetes itself, got "system-"; choose another one'],
    ['a value of Kubernetes', { values: { platform: 1_000_000_001 } },
      "'values.platform' must be a whole number from -2147483648 to 1000000000, got 1000000001"],
    ['half a value', { values: { batch: 0.5 } }, "'values.batch' must be a whole number"],
    ['tiers in another order', { values: { critical: 10000 } },
      "'values.standard' must be below 10000, the value of critical, got 10000; change one of the two"],
  ])('refuses %s', (_, props, expected) => {
    const message = messageOf(() => new PriorityTiers(stage().chart, 'made', props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(`[shop/made] ${expected}`);
  });
});

describe('priorityClassName of a workload', () => {
  it.each(['ProductionService', 'ProductionWorker', 'StatefulService'])('is by default the platform\'s: %s', (name) => {
    const manifests = render((chart) => { SMALLEST_CALLS[name](chart); }, { priorityClassName: 'usual' });
    expect(priorityOf(manifests)).toBe('usual');
  });

  it.each<[string, (chart: Chart, priorityClassName: string) => unknown]>([
    ['a service', (chart, priorityClassName) => (
      new ProductionService(chart, 'web', { image: IMAGE, priorityClassName })
    )],
    ['an agent', (chart, priorityClassName) => new NodeAgent(chart, 'web', { image: IMAGE, priorityClassName })],
    ['a store', (chart, priorityClassName) => new StatefulService(chart, 'web', {
      image: IMAGE, ports: [{ name: 'redis', containerPort: 6379 }], claims: [], priorityClassName,
    })],
  ])('goes before that, of %s, and is external unless the tree makes it', (_, make) => {
    const alone = render((chart) => make(chart, 'critical'), { priorityClassName: 'usual' });
    const beside = render((chart) => make(chart, new PriorityTiers(chart, 'tiers').critical));
    const externals = (manifests: Manifest[]) => controllerOf(manifests).metadata.annotations?.['preflight/external'];

    expect(priorityOf(alone)).toBe('critical');
    expect(priorityOf(beside)).toBe('critical');
    expect(externals(alone)).toBe('PriorityClass/critical');
    expect(externals(beside)).toBeUndefined();
  });

  it('is refused where no class can be called so', () => {
    expect(messageOf(() => render((chart) => (
      new ProductionService(chart, 'web', { image: IMAGE, priorityClassName: 'High' })
    )))).toContain("[shop/web] 'priorityClassName' must be a DNS-1123 subdomain");
  });
});

function tiers(props: PriorityTiersProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new PriorityTiers(chart, 'made', props), platform);
}

function controllerOf(manifests: Manifest[]): Manifest {
  return manifests.find(({ spec }) => spec?.template !== undefined)!;
}

function priorityOf(manifests: Manifest[]): string {
  return controllerOf(manifests).spec.template.spec.priorityClassName;
}
