import {
  ANALYSIS_TEMPLATES, kindOfTemplate, TemplateReference, templateNamed, templatesWithin,
} from '../facts/delivery/analysis-templates';
import { ROLLOUT } from '../facts/delivery/argo-rollouts';
import { canaryMetricsOf, FLAGGER_CANARY } from '../facts/delivery/flagger-canaries';
import { analysesOf } from '../facts/delivery/rollout-analyses';
import { failuresOrPass } from '../facts/failures-or-pass';
import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences } from '../facts/references/reference-findings';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What Flagger measures by itself. */
const BUILT_IN = ['request-success-rate', 'request-duration'];

/** What a new version is judged by is there. */
export const ANALYSIS_TEMPLATE_EXISTS: ICheck = {
  id: 'analysis-template-exists',
  title: 'The templates by which a new version is judged exist',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'A Rollout that names an AnalysisTemplate which is not there is invalid, and a Canary without its '
    + 'MetricTemplate halts: no new version goes out, and that is found out on the day of an urgent one.',
  remedy: {
    manifest: 'Add the AnalysisTemplate in the namespace of the Rollout, write clusterScope: true where it is a '
      + 'ClusterAnalysisTemplate, or declare it: metadata.annotations[preflight/external]: '
      + '"AnalysisTemplate/success-rate".',
    construct: 'analysis of a RolloutService or FlaggerCanary writes the template of its objective',
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
    'https://docs.flagger.app/usage/metrics#custom-metrics',
  ],
  appliesTo: [ROLLOUT, 'argoproj.io/Experiment', ...ANALYSIS_TEMPLATES, FLAGGER_CANARY],
  evaluate: (manifest, cluster) => {
    if (manifest.groupKind === FLAGGER_CANARY) return judgeCanary(manifest, cluster);
    const templates = ANALYSIS_TEMPLATES.includes(manifest.groupKind)
      ? templatesWithin(manifest) : analysesOf(manifest).flatMap((analysis) => analysis.templates);
    const meant = new Map(templates.map((template) => [referenceTo(template), template]));
    return judgeReferences(manifest, [...meant.keys()], (reference) => (
      templateNamed(meant.get(reference)!, manifest.namespace, cluster) !== undefined
    ));
  },
};

function referenceTo(template: TemplateReference): ObjectReference {
  return { kind: kindOfTemplate(template), name: template.name, path: `${template.path}.templateName` };
}

function judgeCanary(canary: Manifest, cluster: Cluster): Finding[] {
  const metrics = canaryMetricsOf(canary);
  const namespaces = new Map<ObjectReference, string>();
  for (const { item, path } of metrics) {
    const { name, namespace } = mapOf(item.templateRef);
    const reference = { kind: 'MetricTemplate', name: textOf(name), path: `${path}.templateRef.name` };
    namespaces.set(reference, textOf(namespace) || canary.namespace);
  }
  const unknown = metrics.filter(({ item: { name, templateRef, query } }) => (
    !isMap(templateRef) && textOf(query) === '' && textOf(name) !== '' && !BUILT_IN.includes(textOf(name))
  )).map(({ item: { name }, path }) => ({
    passed: false,
    path: `${path}.name`,
    message: `names the metric ${textOf(name)}, which Flagger does not have`,
    actual: name,
    expected: `${BUILT_IN.join(' or ')}, or a templateRef`,
  }));
  const named = judgeReferences(canary, [...namespaces.keys()], (reference) => (
    cluster.named('flagger.app/MetricTemplate', namespaces.get(reference)!, reference.name) !== undefined
  ));
  return failuresOrPass([...named, ...unknown], 'names templates that exist');
}
