import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { Probes, ProductionService, ProductionServiceProps, Rollout, RolloutOptions } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const { absolute, percent } = PercentOrAbsolute;
const PODS = 'be a whole number of pods, 0 or more';
const PERCENTAGE = 'be a whole percentage from 0% to 100%';
const PART_REMEDY = 'use PercentOrAbsolute.percent(25) or .absolute(1)';
const DURATION_REMEDY = 'give a duration within the range, such as Duration.seconds(30)';

describe('Rollout', () => {
  it('safe adds one pod at a time and never takes one away first', () => {
    expect(spec({ rollout: Rollout.safe() })).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      minReadySeconds: 5,
      progressDeadlineSeconds: 600,
    });
  });

  it('fast adds all pods at once and never takes one away first', () => {
    const fast = spec({ rollout: Rollout.fast() });
    expect(fast).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 } },
    });
    // None is the default of Kubernetes.
    expect(fast).not.toHaveProperty('minReadySeconds');
  });

  it('of takes every number', () => {
    const rollout = Rollout.of({
      maxSurge: absolute(0),
      maxUnavailable: percent(25),
      minReady: Duration.minutes(1),
      progressDeadline: Duration.minutes(20),
    });

    expect(spec({ rollout })).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } },
      minReadySeconds: 60,
      progressDeadlineSeconds: 1200,
    });
  });

  it('waits for a slow start, and five minutes more, before a rollout counts as failed', () => {
    const deadlines = [Duration.minutes(5), Duration.minutes(15)]
      .map((slowStart) => spec({ probes: Probes.http({ slowStart }) }).progressDeadlineSeconds);

    expect(deadlines).toEqual([600, 1200]);
  });

  it('of waits longer than a new pod must stay ready', () => {
    const rollout = Rollout.of({ minReady: Duration.minutes(20) });
    const { minReadySeconds, progressDeadlineSeconds } = spec({ rollout });

    expect(progressDeadlineSeconds).toBeGreaterThan(minReadySeconds);
  });

  it.each<[string, RolloutOptions, string]>([
    ['no change at all', { maxSurge: absolute(0) },
      "'rollout' must let a pod be added or removed, got \"maxSurge 0 and maxUnavailable 0\"; raise one of the two"],
    ['no change in percent', { maxSurge: percent(0), maxUnavailable: percent(0) },
      "'rollout' must let a pod be added or removed, got \"maxSurge 0 and maxUnavailable 0\"; raise one of the two"],
    ['a negative surge', { maxSurge: absolute(-1) }, `'rollout.maxSurge' must ${PODS}, got -1; ${PART_REMEDY}`],
    ['half a pod', { maxUnavailable: absolute(0.5) }, `'rollout.maxUnavailable' must ${PODS}, got 0.5; ${PART_REMEDY}`],
    ['no number', { maxUnavailable: absolute(NaN) }, `'rollout.maxUnavailable' must ${PODS}, got NaN; ${PART_REMEDY}`],
    ['a percentage above 100', { maxSurge: percent(101) },
      `'rollout.maxSurge' must ${PERCENTAGE}, got "101%"; ${PART_REMEDY}`],
    ['a negative percentage', { maxUnavailable: percent(-1) },
      `'rollout.maxUnavailable' must ${PERCENTAGE}, got "-1%"; ${PART_REMEDY}`],
    ['a fraction of a percent', { maxSurge: percent(12.5) },
      `'rollout.maxSurge' must ${PERCENTAGE}, got "12.5%"; ${PART_REMEDY}`],
    ['fractions of a second', { minReady: Duration.millis(500) },
      `'rollout.minReady' must be whole seconds from 0 to 2147483647, got "0.5 seconds"; ${DURATION_REMEDY}`],
    ['a deadline before a pod is ready', { minReady: Duration.seconds(60), progressDeadline: Duration.seconds(60) },
      `'rollout.progressDeadline' must be whole seconds from 61 to 2147483647, got "60 seconds"; ${DURATION_REMEDY}`],
  ])('of refuses %s', (...[, options, complaint]) => {
    expectRefusal(Rollout.of(options), `[shop/web] ${complaint}`);
  });
});

function spec(props: Partial<ProductionServiceProps>): Manifest {
  const found = render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); });
  return only(found, 'Deployment').spec;
}

function expectRefusal(rollout: Rollout, message: string): void {
  expect(() => new ProductionService(stage().chart, 'web', { image: IMAGE, rollout })).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
