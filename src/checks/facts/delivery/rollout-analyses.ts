import { AnalysisTemplates } from './analysis-templates';
import { blueGreenOf, canaryOf, stepsOf } from './argo-rollouts';
import type { Manifest } from '../../model/manifest';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const EXPERIMENT = 'argoproj.io/Experiment';
/** Where the analysis stands that goes on beside the steps. */
export const BACKGROUND = 'spec.strategy.canary.analysis';

/** What judges a version: templates, and what they are given. */
export interface Analysis extends AnalysisTemplates {
  /** Where it stands. */
  readonly path: string;
  /** The arguments that get a value here. */
  readonly given: ReadonlySet<string>;
}

/** All analyses that a Rollout or an Experiment asks for. */
export function analysesOf(manifest: Manifest): Analysis[] {
  if (manifest.groupKind === EXPERIMENT) return analysesOfExperiment(manifest.spec, 'spec');
  const { analysis } = mapOf(canaryOf(manifest));
  const { prePromotionAnalysis, postPromotionAnalysis } = mapOf(blueGreenOf(manifest));
  const ofSteps = stepsOf(manifest).flatMap(({ item, path }) => [
    ...analysisAt(item.analysis, `${path}.analysis`),
    ...analysesOfExperiment(mapOf(item.experiment), `${path}.experiment`),
  ]);
  return [
    ...analysisAt(analysis, BACKGROUND),
    ...ofSteps,
    ...analysisAt(prePromotionAnalysis, 'spec.strategy.blueGreen.prePromotionAnalysis'),
    ...analysisAt(postPromotionAnalysis, 'spec.strategy.blueGreen.postPromotionAnalysis'),
  ];
}

function analysisAt(value: unknown, path: string): Analysis[] {
  if (!isMap(value)) return [];
  const templates = mapsIn(value.templates).map(({ item, index }) => (
    { name: textOf(item.templateName), isOfCluster: item.clusterScope === true, path: `${path}.templates[${index}]` }
  ));
  return [{ path, templates, given: givenArguments(value) }];
}

/** Those of an experiment name one template each. */
function analysesOfExperiment(experiment: PlainMap, path: string): Analysis[] {
  return mapsIn(experiment.analyses).map(({ item, index }) => {
    const place = `${path}.analyses[${index}]`;
    const template = { name: textOf(item.templateName), isOfCluster: item.clusterScope === true, path: place };
    return { path: place, templates: [template], given: givenArguments(item) };
  });
}

function givenArguments({ args }: PlainMap): Set<string> {
  return new Set(mapsIn(args).filter(({ item }) => hasValue(item)).map(({ item }) => textOf(item.name)));
}

/** Whether an argument has a value, of whatever origin; an empty text is one. */
export function hasValue({ value, valueFrom }: PlainMap): boolean {
  return typeof value === 'string' || isMap(valueFrom);
}
