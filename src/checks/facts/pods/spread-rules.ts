import type { PodTemplate } from '../../model/manifest-pods';
import { selectorMatches } from '../../model/selectors/label-selector';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';

/** A rule that keeps pods apart. */
export interface SpreadRule {
  readonly path: string;
  readonly topologyKey: unknown;
  /** Whether it is about the pods that carry it. */
  readonly selectsItself: boolean;
  /** Whether two of them can never be in one place. */
  readonly isStrict: boolean;
}

/** All rules that keep the pods of a template apart: spread constraints and anti-affinity do the same work. */
export function spreadRulesOf(pod: PodTemplate, namespace: string): SpreadRule[] {
  const { spec, specPath, labels } = pod;
  const antiAffinity = mapOf(mapOf(spec.affinity).podAntiAffinity);
  const rule = (term: PlainMap, path: string, isStrict: boolean): SpreadRule => ({
    path,
    isStrict,
    topologyKey: term.topologyKey,
    selectsItself: selectorMatches(term.labelSelector, labels) && isAboutNamespace(term, namespace),
  });
  const affinityPath = `${specPath}.affinity.podAntiAffinity`;
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...mapsIn(spec.topologySpreadConstraints).map(({ item, index }) => (
      rule(item, `${specPath}.topologySpreadConstraints[${index}]`, false)
    )),
    ...mapsIn(antiAffinity[required]).map(({ item, index }) => (
      rule(item, `${affinityPath}.${required}[${index}]`, true)
    )),
    ...mapsIn(antiAffinity[preferred]).map(({ item, index }) => (
      rule(mapOf(item.podAffinityTerm), `${affinityPath}.${preferred}[${index}].podAffinityTerm`, false)
    )),
  ];
}

/** Only terms of affinity name namespaces; without any they are about their own. */
function isAboutNamespace({ namespaces, namespaceSelector }: PlainMap, namespace: string): boolean {
  const names = listOf(namespaces);
  return names.length === 0 || names.includes(namespace) || namespaceSelector !== undefined;
}
