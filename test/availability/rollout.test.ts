import { Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import {
  Probes, ProductionService, ProductionServiceProps, ProductionWorker, Rollout, RolloutOptions,
} from '../../src';
import { judgeAll } from '../../src/checks/judging/readiness';
import { Manifest as CheckedManifest } from '../../src/checks/model/manifest';
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

  it('recreate stops all pods first, leaves no room for a surge, and records the reason', () => {
    const found = deployment({ rollout: Rollout.recreate('two writers would corrupt the index') });

    expect(found.spec).toMatchObject({ minReadySeconds: 5, progressDeadlineSeconds: 600 });
    expect(found.spec.strategy).toEqual({ type: 'Recreate' });
    expect(found.metadata.annotations)
      .toMatchObject({ 'preflight/waive.rolls-out-gradually': 'two writers would corrupt the index' });
  });

  it.each(['', ' '])('recreate takes a reason, not %j', (reason) => {
    const got = JSON.stringify(reason);
    const remedy = 'write the reason, it appears in the readiness report';
    expectRefusal(Rollout.recreate(reason), `[shop/web] 'rollout' must say why, got ${got}; ${remedy}`);
  });

  it.each([
    ['a service', (chart: Chart, rollout: Rollout) => new ProductionService(chart, 'web', { image: IMAGE, rollout })],
    ['a worker', (chart: Chart, rollout: Rollout) => new ProductionWorker(chart, 'web', { image: IMAGE, rollout })],
  ])('recreate of %s is a waiver that is needed', (_, build) => {
    const { chart } = stage();
    build(chart, Rollout.recreate('one writer'));
    const manifests = (chart.toJson() as Manifest[]).map((content) => new CheckedManifest(content));
    const { results } = judgeAll(manifests, { kubernetesVersion: '1.30' });
    const about = results.filter(({ check, manifest, path }) => manifest?.kind === 'Deployment'
      && (check.id === 'rolls-out-gradually' || path === 'metadata.annotations[preflight/waive.rolls-out-gradually]'));
    expect(about.map(({ check, status }) => [check.id, status])).toEqual([
      ['rolls-out-gradually', 'waived'],
      ['waiver-is-valid', 'passed'], ['waiver-is-current', 'passed'], ['waiver-is-needed', 'passed'],
    ]);
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
    ['a percentage that is none', { maxSurge: percent(NaN) },
      `'rollout.maxSurge' must ${PERCENTAGE}, got "NaN%"; ${PART_REMEDY}`],
    ['text for a number of pods', { maxSurge: absolute('5' as never) },
      `'rollout.maxSurge' must ${PERCENTAGE}, got "5"; ${PART_REMEDY}`],
    ['fractions of a second', { minReady: Duration.millis(500) },
      `'rollout.minReady' must be whole seconds from 0 to 2147483647, got "0.5 seconds"; ${DURATION_REMEDY}`],
    ['a deadline before a pod is ready', { minReady: Duration.seconds(60), progressDeadline: Duration.seconds(60) },
      "'rollout.progressDeadline' must be whole seconds from 61 to 2147483647, got \"60 seconds\"; "
      + 'give a duration within the range, such as Duration.minutes(5)'],
  ])('of refuses %s', (...[, options, complaint]) => {
    expectRefusal(Rollout.of(options), `[shop/web] ${complaint}`);
  });
});

function deployment(props: Partial<ProductionServiceProps>): Manifest {
  return only(render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); }), 'Deployment');
}

function spec(props: Partial<ProductionServiceProps>): Manifest {
  return deployment(props).spec;
}

function expectRefusal(rollout: Rollout, message: string): void {
  expect(() => new ProductionService(stage().chart, 'web', { image: IMAGE, rollout })).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
