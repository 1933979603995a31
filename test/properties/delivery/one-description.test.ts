import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Autoscaling, CanaryService, FlaggerCanary, RolloutService, StepPauses, TrafficRouting,
} from '../../../src';
import { ANALYSIS, OBJECTIVE, PLATFORM } from '../../support/deliveries';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';
import { runs } from '../runs';

const ROUTING = TrafficRouting.istio();
const ALL = 100;

const steps = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 })
  .map((shares) => [...shares].sort((one, other) => one - other));
const description = fc.record({
  steps,
  // Long enough for one step alone to be judged in.
  pauseSeconds: fc.integer({ min: 241, max: 100_000 }),
  min: fc.integer({ min: 1, max: 20 }),
  more: fc.integer({ min: 0, max: 50 }),
});

describe('from one description of any steps', () => {
  it('the weights of each engine never go back, end with all traffic, and hold each step as long', () => {
    fc.assert(fc.property(description, ({ steps: given, pauseSeconds }) => {
      const pauses = StepPauses.each(Duration.seconds(pauseSeconds));
      const delivery = { image: IMAGE, steps: given, pauses, analysis: ANALYSIS, routing: ROUTING };
      const manifests = render((chart) => {
        new RolloutService(chart, 'rolled', delivery).promise(OBJECTIVE);
        new FlaggerCanary(chart, 'flagged', delivery).promise(OBJECTIVE);
      }, PLATFORM);
      expect(manifests.flatMap((manifest) => schemaProblems('1.37', manifest))).toEqual([]);

      const { canary } = only(manifests, 'Rollout').spec.strategy;
      const weights = canary.steps.flatMap(({ setWeight }: Manifest) => setWeight ?? []);
      expectGrowing(weights, given);
      expect(canary.steps.flatMap(({ pause }: Manifest) => pause?.duration ?? []))
        .toEqual(given.map(() => `${pauseSeconds}s`));

      const { analysis } = only(manifests, 'Canary').spec;
      expectGrowing(analysis.stepWeights, given);
      expect(analysis.interval).toBe(`${pauseSeconds}s`);
    }), runs(40));
  });

  it('a canary without a controller has the same weights, one after the other', () => {
    fc.assert(fc.property(description, ({ steps: given }) => {
      const shares = given.map((_, index) => {
        const manifests = render((chart) => new CanaryService(chart, 'web', {
          image: IMAGE, canaryImage: IMAGE, steps: given, step: index + 1, routing: ROUTING,
        }), PLATFORM);
        const [{ route: [stable, canary] }] = only(manifests, 'VirtualService').spec.http;
        expect(stable.weight + canary.weight).toBe(ALL);
        return canary.weight as number;
      });
      expectGrowing(shares, given);
    }), runs(15));
  });

  it('its pods come nearest to the share, at both ends of the scale, and never less with a later step', () => {
    fc.assert(fc.property(description, ({ steps: given, min, more }) => {
      const shares = given.map((_, index) => {
        const manifests = render((chart) => new CanaryService(chart, 'web', {
          image: IMAGE, canaryImage: IMAGE, steps: given, step: index + 1, scaling: scaledBetween(min, min + more),
        }), PLATFORM);
        const { least, most } = podsOf(manifests);
        expect([given[index], min, least, nearest(given[index], min)]).toEqual([given[index], min, least, least]);
        expect(most).toBe(Math.max(least, nearest(given[index], min + more)));
        return least;
      });
      expect(shares).toEqual([...shares].sort((one, other) => one - other));
    }), runs(15));
  });
});

function expectGrowing(weights: readonly number[], given: readonly number[]): void {
  expect(weights).toEqual(given);
  // The last of them is followed by a promotion.
  expect([...weights, ALL].every((weight, index, all) => index === 0 || weight > all[index - 1])).toBe(true);
}

function scaledBetween(min: number, max: number): Autoscaling {
  return Autoscaling.onCpu({ min, max });
}

/** How many pods the canary has at least, and at most. */
function podsOf(manifests: Manifest[]): { least: number; most: number } {
  const named = manifests.filter(({ metadata }) => metadata.name === 'web-canary');
  const { replicas } = only(named, 'Deployment').spec;
  if (replicas !== undefined) return { least: replicas, most: replicas };
  const { minReplicas: least, maxReplicas: most } = only(named, 'HorizontalPodAutoscaler').spec;
  return { least, most };
}

/** Of all numbers of pods, the one whose share is nearest; the smaller one of two. */
function nearest(percent: number, stable: number): number {
  const most = Math.ceil((stable * percent) / (ALL - percent)) + 1;
  const errors = Array.from({ length: most }, (_, index) => index + 1)
    .map((pods) => Math.abs((ALL * pods) / (pods + stable) - percent));
  return errors.indexOf(Math.min(...errors)) + 1;
}
