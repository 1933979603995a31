import { Autoscaling, Environment, PlatformProps, ProductionService } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const WHOLE = 'be a whole number from 1 to';
const REMEDY = 'give a number within the range';

describe('Autoscaling.onCpu', () => {
  it('keeps the bounds and the target that it is given', () => {
    const scaling = Autoscaling.onCpu({ min: 4, max: 12, targetPercent: 55 });
    const { spec } = only(manifests(scaling), 'HorizontalPodAutoscaler');

    expect(spec.minReplicas).toEqual(4);
    expect(spec.maxReplicas).toEqual(12);
    expect(spec.metrics).toEqual([
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 55 } } },
    ]);
  });

  it('owns the number of replicas, which the Deployment then does not set', () => {
    expect(only(manifests(Autoscaling.onCpu()), 'Deployment').spec.replicas).toBeUndefined();
  });

  it('scales to ten, or to twice the minimum where that is more', () => {
    const found = [3, 5, 6, 40].map((min) => bounds(Autoscaling.onCpu({ min })));

    expect(found).toEqual([[3, 10], [5, 10], [6, 12], [40, 80]]);
  });

  it.each([
    [Environment.PRODUCTION, 3],
    [Environment.STAGING, 2],
    [Environment.DEVELOPMENT, 1],
    [Environment.of('qa', { minReplicas: 4 }), 4],
  ])('keeps what the environment %j keeps where it is given no minimum', (environment, min) => {
    expect(bounds(Autoscaling.onCpu(), { environment })).toEqual([min, 10]);
  });

  it('needs no waiver for three replicas, whoever asked for them', () => {
    expect(waivers(Autoscaling.onCpu())).toEqual({});
    expect(waivers(Autoscaling.onCpu({ min: 3 }), { environment: Environment.DEVELOPMENT })).toEqual({});
  });

  it('records who allowed fewer than three replicas', () => {
    expect(waivers(Autoscaling.onCpu(), { environment: Environment.STAGING })).toEqual({
      'preflight/waive.has-enough-replicas': 'the environment staging keeps 2 at least',
    });
    expect(waivers(Autoscaling.onCpu({ min: 2 }))).toEqual({
      'preflight/waive.has-enough-replicas': 'the minimum of 2 was chosen for this workload',
    });
  });

  it.each([
    [{ min: 0 }, `[shop/web] 'scaling.min' must ${WHOLE} 2147483647, got 0; ${REMEDY}`],
    [{ min: -1 }, `[shop/web] 'scaling.min' must ${WHOLE} 2147483647, got -1; ${REMEDY}`],
    [{ min: 2.5 }, `[shop/web] 'scaling.min' must ${WHOLE} 2147483647, got 2.5; ${REMEDY}`],
    [{ max: Infinity }, `[shop/web] 'scaling.max' must ${WHOLE} 2147483647, got Infinity; ${REMEDY}`],
    [{ max: 3.5 }, `[shop/web] 'scaling.max' must ${WHOLE} 2147483647, got 3.5; ${REMEDY}`],
    [{ max: 2147483648 }, `[shop/web] 'scaling.max' must ${WHOLE} 2147483647, got 2147483648; ${REMEDY}`],
    [{ targetPercent: 0 }, `[shop/web] 'scaling.targetPercent' must ${WHOLE} 100, got 0; ${REMEDY}`],
    [{ targetPercent: 101 }, `[shop/web] 'scaling.targetPercent' must ${WHOLE} 100, got 101; ${REMEDY}`],
    [{ targetPercent: 0.7 }, `[shop/web] 'scaling.targetPercent' must ${WHOLE} 100, got 0.7; write it in percent: 70`],
    [{ targetPercent: 0.575 }, `[shop/web] 'scaling.targetPercent' must ${WHOLE} 100, got 0.575; ${REMEDY}`],
    [{ min: 5, max: 4 }, "[shop/web] 'scaling.max' must be at least the minimum, 5, got 4; raise it"],
    [{ max: 2 }, "[shop/web] 'scaling.max' must be at least the minimum, 3, got 2; raise it"],
  ])('refuses %j', (options, message) => {
    expectRefusal(Autoscaling.onCpu(options), message);
  });
});

describe('Autoscaling.none', () => {
  it('writes the number into the Deployment and no autoscaler', () => {
    const found = manifests(Autoscaling.none('one writer by design', 1));

    expect(only(found, 'Deployment').spec.replicas).toEqual(1);
    expect(found.map(({ kind }) => kind)).not.toContain('HorizontalPodAutoscaler');
  });

  it('keeps what the environment keeps where it is given no number', () => {
    const replicas = (platform?: PlatformProps) =>
      only(manifests(Autoscaling.none('steady load'), platform), 'Deployment').spec.replicas;

    expect(replicas()).toEqual(3);
    expect(replicas({ environment: Environment.DEVELOPMENT })).toEqual(1);
  });

  it('records the reason for each check that it leaves unmet', () => {
    expect(waivers(Autoscaling.none('steady load', 3))).toEqual({ 'preflight/waive.has-autoscaler': 'steady load' });
    expect(waivers(Autoscaling.none('one writer by design', 1))).toEqual({
      'preflight/waive.has-autoscaler': 'one writer by design',
      'preflight/waive.has-enough-replicas': 'one writer by design',
    });
  });

  it('claims no exemption from the scanners that ask for replicas', () => {
    const { annotations } = only(manifests(Autoscaling.none('steady load', 3)), 'Deployment').metadata;

    expect(Object.keys(annotations)).toEqual(['preflight/waive.has-autoscaler']);
  });

  it.each([0, -3, 1.5])('refuses %p replicas', (replicas) => {
    const message = `[shop/web] 'scaling.replicas' must ${WHOLE} 2147483647, got ${replicas}; ${REMEDY}`;

    expectRefusal(Autoscaling.none('steady load', replicas), message);
  });

  it.each(['', ' \n'])('refuses %j as a reason', (reason) => {
    const got = JSON.stringify(reason);
    const remedy = 'write the reason, it appears in the readiness report';

    expectRefusal(Autoscaling.none(reason), `[shop/web] 'scaling' must say why, got ${got}; ${remedy}`);
  });

  it('refuses to be given no reason at all', () => {
    expect(() => service(Autoscaling.none(undefined as unknown as string))).toThrow(NAMED_ERROR);
  });
});

function service(scaling: Autoscaling): void {
  new ProductionService(stage().chart, 'web', { image: IMAGE, scaling });
}

function manifests(scaling: Autoscaling, platform?: PlatformProps): Manifest[] {
  return render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, scaling }); }, platform);
}

function bounds(scaling: Autoscaling, platform?: PlatformProps): number[] {
  const { minReplicas, maxReplicas } = only(manifests(scaling, platform), 'HorizontalPodAutoscaler').spec;
  return [minReplicas, maxReplicas];
}

function waivers(scaling: Autoscaling, platform?: PlatformProps): Record<string, string> {
  const { annotations } = only(manifests(scaling, platform), 'Deployment').metadata;
  return Object.fromEntries(Object.entries<string>(annotations).filter(([key]) => key.startsWith('preflight/waive.')));
}

function expectRefusal(scaling: Autoscaling, message: string): void {
  expect(() => service(scaling)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
