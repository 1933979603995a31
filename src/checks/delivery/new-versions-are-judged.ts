import { allTemplates, metricsOf } from '../facts/delivery/analysis-templates';
import { blueGreenOf, canaryOf, ROLLOUT, stepsOf } from '../facts/delivery/argo-rollouts';
import { canaryAnalysisOf, FLAGGER_CANARY } from '../facts/delivery/flagger-canaries';
import { analysesOf, Analysis, BACKGROUND } from '../facts/delivery/rollout-analyses';
import { awaitingStepOf, firstMeasuredAfter, hasUnknownStep, pausedSeconds } from '../facts/delivery/rollout-clock';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Webhooks whose answer decides whether a version goes on. */
const DECIDING = ['pre-rollout', 'rollout', 'confirm-rollout', 'confirm-traffic-increase', 'confirm-promotion'];
/** Programs that make load, and are content with any answer. */
const LOAD = /^\s*(?:hey|ghz|wrk|wrk2|ab|fortio|vegeta)\s/;

/** Before a version gets all users, something says that it is good. */
export const NEW_VERSIONS_ARE_JUDGED: ICheck = {
  id: 'new-versions-are-judged',
  title: 'A new version is judged before it gets everybody',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'A delivery that goes on by the clock alone shows a bad version to a few users first, and to all of them '
    + 'minutes later. Only readiness would stop it, and a version that answers every request with an error may well '
    + 'be ready.',
  remedy: {
    manifest: 'analysis: {templates: [{templateName: success-rate}]} in the canary, a step pause: {} that somebody '
      + 'ends, or prePromotionAnalysis of blueGreen; of Flagger metrics: [{name: request-success-rate, '
      + 'thresholdRange: {min: 99}}]',
    construct: 'analysis: DeliveryAnalysis of the objective, or pauses: StepPauses.untilPromoted()',
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
    'https://docs.flagger.app/usage/how-it-works#canary-analysis',
    'https://sre.google/workbook/canarying-releases/',
  ],
  appliesTo: [ROLLOUT, FLAGGER_CANARY],
  evaluate: (manifest, cluster) => (
    manifest.groupKind === FLAGGER_CANARY ? judgeCanary(manifest) : judgeRollout(manifest, cluster)
  ),
};

function judgeRollout(rollout: Manifest, cluster: Cluster): Finding[] {
  const [analysis, ...others] = analysesOf(rollout).filter(({ templates }) => templates.length > 0);
  if (analysis !== undefined) return [others.length > 0 ? judged(analysis) : judgeAnalysis(rollout, analysis, cluster)];
  const blueGreen = blueGreenOf(rollout);
  if (blueGreen !== undefined) return [judgeSwitch(blueGreen)];
  if (canaryOf(rollout) === undefined) return [];
  const waiting = awaitingStepOf(rollout);
  if (waiting !== undefined) return [{ passed: true, path: waiting.path, message: 'waits for somebody who judges it' }];
  if (hasUnknownStep(rollout)) return [];
  const message = stepsOf(rollout).length === 0
    ? 'replaces its pods one by one, without a step'
    : 'goes on by the clock alone';
  const path = 'spec.strategy.canary.steps';
  return [{ passed: false, path, message, expected: 'an analysis, or a pause without a duration' }];
}

/** What is measured beside the steps for the first time when they are over judges nothing. */
function judgeAnalysis(rollout: Manifest, analysis: Analysis, cluster: Cluster): Finding {
  const seconds = pausedSeconds(rollout);
  const metrics = allTemplates(analysis, rollout.namespace, cluster)?.flatMap(metricsOf) ?? [];
  const isBeside = analysis.path === BACKGROUND && awaitingStepOf(rollout) === undefined && !hasUnknownStep(rollout);
  const first = Math.min(...metrics.map(firstMeasuredAfter));
  if (!isBeside || metrics.length === 0 || seconds === undefined || first <= seconds) return judged(analysis);
  const message = `is measured for the first time after ${first} seconds, when its pauses of ${seconds} are over`;
  return { passed: false, path: analysis.path, message, expected: 'an initialDelay below the sum of the pauses' };
}

function judged({ path }: Analysis): Finding {
  return { passed: true, path, message: 'is judged by an analysis' };
}

function judgeSwitch({ autoPromotionEnabled }: Record<string, unknown>): Finding {
  const path = 'spec.strategy.blueGreen.autoPromotionEnabled';
  return autoPromotionEnabled === false
    ? { passed: true, path, message: 'waits for somebody who judges it' }
    : {
      passed: false,
      path,
      message: 'switches as soon as the new pods are ready',
      actual: autoPromotionEnabled,
      expected: 'false, or a prePromotionAnalysis',
    };
}

function judgeCanary(canary: Manifest): Finding[] {
  const { path, item: analysis } = canaryAnalysisOf(canary) ?? { path: 'spec.analysis', item: {} };
  if (canary.spec.skipAnalysis === true) {
    const message = 'gives everybody a new version at once';
    return [{ passed: false, path: 'spec.skipAnalysis', message, actual: true, expected: false }];
  }
  const isMeasured = listOf(analysis.metrics).length > 0;
  const isAsked = mapsIn(analysis.webhooks).some(({ item: { type, metadata } }) => (
    DECIDING.includes(textOf(type)) && !LOAD.test(textOf(mapOf(metadata).cmd))
  ));
  return isMeasured || isAsked
    ? [{ passed: true, path, message: 'is judged by an analysis' }]
    : [{ passed: false, path, message: 'goes on by the clock alone', expected: 'metrics, or a webhook that decides' }];
}
