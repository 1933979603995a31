import { allTemplates, argumentsOf } from '../facts/delivery/analysis-templates';
import { ROLLOUT } from '../facts/delivery/argo-rollouts';
import { analysesOf, Analysis, hasValue } from '../facts/delivery/rollout-analyses';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** What templates ask for is said by whoever names them. */
export const ANALYSIS_ARGUMENTS_HAVE_VALUES: ICheck = {
  id: 'analysis-arguments-have-values',
  title: 'Every argument of an analysis has a value',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'An argument of a template without a value, and one that a query names and no template declares, is an error '
    + 'of the analysis: the Rollout is invalid, or the new version is taken back, however good it is.',
  remedy: {
    manifest: 'analysis: {templates: [{templateName: success-rate}], args: [{name: service-name, value: web}]}, or a '
      + 'value in the args of the template',
    construct: 'analysis of a RolloutService leaves no argument open',
  },
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  appliesTo: [ROLLOUT, 'argoproj.io/Experiment'],
  evaluate: (manifest, cluster) => failuresOrPass(
    analysesOf(manifest).flatMap((analysis) => judge(analysis, manifest, cluster)), 'gives each argument a value',
  ),
};

function judge(analysis: Analysis, { namespace }: Manifest, cluster: Cluster): Finding[] {
  const templates = allTemplates(analysis, namespace, cluster);
  // What is not here may declare what the others ask for.
  if (templates === undefined || templates.length === 0) return [];
  const all = templates.map(argumentsOf);
  const declared = all.flatMap((one) => one.declared);
  const names = new Set(declared.map(({ name }) => textOf(name)));
  const filled = new Set(declared.filter(hasValue).map(({ name }) => textOf(name)));
  const empty = [...names].filter((name) => name !== '' && !filled.has(name) && !analysis.given.has(name));
  const undeclared = [...new Set(all.flatMap(({ asked }) => [...asked]))].filter((name) => !names.has(name));
  const path = `${analysis.path}.args`;
  const failures = [
    ...empty.map((name) => (
      { passed: false, path, message: `gives the argument ${name} no value`, expected: `a value for ${name}` }
    )),
    ...undeclared.map((name) => (
      { passed: false, path, message: `asks by templates for the argument ${name}, which none of them declares` }
    )),
  ];
  return failures.length > 0 ? failures : [{ passed: true, path, message: 'gives each argument a value' }];
}
