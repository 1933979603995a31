import { PlatformProps, ProductionService, Spread } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const LABEL_SELECTOR = { matchLabels: { 'app.kubernetes.io/instance': 'web' } };
const RULE = {
  maxSkew: 1,
  nodeTaintsPolicy: 'Honor',
  matchLabelKeys: ['pod-template-hash'],
  labelSelector: LABEL_SELECTOR,
};
const OVER_HOSTS = { ...RULE, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
const APART = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: LABEL_SELECTOR } },
    ],
  },
};

describe('Spread', () => {
  it('evenly prefers other zones and hosts, and starts pods all the same', () => {
    const { affinity, topologySpreadConstraints } = podSpec(Spread.evenly());

    expect(affinity).toEqual(APART);
    expect(topologySpreadConstraints).toEqual([
      { ...RULE, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
      OVER_HOSTS,
    ]);
  });

  it('strictlyOverZones lets a pod wait, but not for a zone that is lost nor for pods that are leaving', () => {
    const { affinity, topologySpreadConstraints } = podSpec(Spread.strictlyOverZones());

    expect(affinity).toEqual(APART);
    expect(topologySpreadConstraints).toEqual([
      { ...RULE, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
      OVER_HOSTS,
    ]);
  });

  it.each(MINORS)('counts the pods of one revision on nodes that take pods, whatever the variant, on %s', (minor) => {
    for (const spread of [Spread.evenly(), Spread.strictlyOverZones()]) {
      const deployment = manifest(spread, { kubernetesVersion: minor });
      expect(deployment.spec.template.spec.topologySpreadConstraints)
        .toEqual([expect.objectContaining(RULE), expect.objectContaining(RULE)]);
      expect(schemaProblems(minor, deployment)).toEqual([]);
    }
  });

  it('none leaves placement to the scheduler and records the reason', () => {
    const deployment = manifest(Spread.none('one zone only'));

    expect(deployment.spec.template.spec.affinity).toBeUndefined();
    expect(deployment.spec.template.spec.topologySpreadConstraints).toBeUndefined();
    expect(deployment.metadata.annotations).toMatchObject({
      'preflight/waive.spreads-over-zones': 'one zone only',
      'preflight/waive.spreads-over-hosts': 'one zone only',
    });
  });

  it('none refuses an empty reason', () => {
    const message = "[shop/web] 'spread' must say why, got \"\"; write the reason, it appears in the readiness report";

    expect(() => service(Spread.none(''))).toThrow(new Error(message));
    expect(message).toMatch(NAMED_ERROR);
  });

  it('none refuses to be given no reason at all', () => {
    expect(() => service(Spread.none(undefined as unknown as string))).toThrow(NAMED_ERROR);
  });
});

function service(spread: Spread): void {
  new ProductionService(stage().chart, 'web', { image: IMAGE, spread });
}

function manifest(spread: Spread, platform?: PlatformProps): Manifest {
  const found = render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, spread }); }, platform);
  return only(found, 'Deployment');
}

function podSpec(spread: Spread): Manifest {
  return manifest(spread).spec.template.spec;
}
