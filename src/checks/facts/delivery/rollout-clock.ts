import { AnalysisMetric } from './analysis-templates';
import { canaryOf, RolloutPart, stepsOf } from './argo-rollouts';
import type { Manifest } from '../../model/manifest';
import { goDurationSeconds } from '../../model/values/go-duration-text';
import { isMap, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const SECONDS = /^\d{1,15}$/;

/**
 * The step at which a Rollout waits for somebody: a pause, or an experiment, that no clock ends; undefined where there
 * is none.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 */
export function awaitingStepOf(rollout: Manifest): RolloutPart | undefined {
  return stepsOf(rollout).find(({ item: { pause, experiment } }) => isEndless(pause) || isEndless(experiment));
}

/** Whether nobody knows here how long a step of a Rollout takes. */
export function hasUnknownStep(rollout: Manifest): boolean {
  return stepsOf(rollout).some(({ item }) => isMap(item.plugin));
}

/** How long the pauses of a Rollout last in all; undefined where one of them says something else. */
export function pausedSeconds(rollout: Manifest): number | undefined {
  const from = startingStep(rollout);
  const pauses = stepsOf(rollout).slice(from).flatMap(({ item: { pause, experiment } }) => (
    [pause, experiment].filter(isMap).map(({ duration }) => secondsOf(duration))
  ));
  return pauses.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
}

/** After how many seconds a metric is measured for the first time. */
export function firstMeasuredAfter({ item: { initialDelay } }: AnalysisMetric): number {
  return secondsOf(initialDelay) ?? 0;
}

/** The step from which on an analysis beside the steps is asked. */
function startingStep(rollout: Manifest): number {
  const { startingStep: step } = mapOf(canaryOf(rollout)?.analysis);
  return typeof step === 'number' ? step : 0;
}

function isEndless(value: unknown): boolean {
  return isMap(value) && (value.duration ?? null) === null;
}

function secondsOf(duration: unknown): number | undefined {
  const text = textOf(duration);
  return SECONDS.test(text) ? Number(text) : goDurationSeconds(text);
}
