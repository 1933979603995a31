import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** A ClusterSecretStore says from which namespaces it may be read. */
export const CLUSTER_SECRET_STORES_ARE_LIMITED: ICheck = {
  id: 'cluster-secret-stores-are-limited',
  title: 'A ClusterSecretStore names its namespaces',
  box: 'secrets',
  severity: Severity.WARNING,
  why: 'Whoever may make an ExternalSecret in any namespace reads all that the store may read.',
  remedy: {
    manifest: 'Name them: spec.conditions: [{namespaces: [shop]}], or make a SecretStore for each namespace.',
    construct: "access: StoreAccess.namespaces(['shop'])",
  },
  references: [
    'https://external-secrets.io/latest/api/clustersecretstore/',
    'https://external-secrets.io/latest/guides/multi-tenancy/',
  ],
  appliesTo: ['external-secrets.io/ClusterSecretStore'],
  evaluate: ({ spec }) => {
    const path = 'spec.conditions';
    const conditions = mapsIn(spec.conditions).map(({ item }) => item);
    if (conditions.length === 0) {
      return [{ passed: false, path, message: 'may be read from every namespace', expected: 'a condition' }];
    }
    // One of them is enough to be let in.
    const open = conditions.findIndex(isOpen);
    if (open < 0) return [{ passed: true, path, message: 'may be read from the namespaces that it names' }];
    return [{ passed: false, path: `${path}[${open}]`, message: 'has a condition that every namespace meets' }];
  },
};

function isOpen({ namespaceSelector, namespaces, namespaceRegexes }: PlainMap): boolean {
  const names = [namespaces, namespaceRegexes].flat().filter((one) => one !== undefined && one !== null);
  const { matchLabels, matchExpressions } = mapOf(namespaceSelector);
  const isSelected = Object.keys(mapOf(matchLabels)).length + mapsIn(matchExpressions).length > 0;
  const isAny = [namespaceRegexes].flat().some((pattern) => /^\^?\.[*+]\$?$/.test(textOf(pattern)));
  if (isAny) return true;
  return namespaceSelector === undefined ? false : !isSelected && names.length === 0;
}
