import { NAMESPACE_NAME_LABEL } from '../../internal/naming/labels';
import { remembered } from '../facts/namespaces/namespace-labels';
import { oncePerCluster } from '../facts/once-per-cluster';
import { isOpenPattern, UNHEARD_OF } from '../facts/secrets/open-patterns';
import { ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import { selectorMatches } from '../model/selectors/label-selector';
import { Severity } from '../model/severity';
import { listOf, mapsIn, PlainMap } from '../model/values/plain-data';

/** Each is looked at once. */
const openPatterns = oncePerCluster(() => remembered(isOpenPattern));

/** A ClusterSecretStore says from which namespaces it may be read. */
export const CLUSTER_SECRET_STORES_ARE_LIMITED: ICheck = {
  id: 'cluster-secret-stores-are-limited',
  title: 'A ClusterSecretStore names its namespaces',
  box: 'secrets',
  severity: Severity.WARNING,
  why: 'Whoever may make an ExternalSecret in any namespace reads all that the store may read.',
  remedy: {
    manifest: 'Name them: spec.conditions: [{namespaces: [shop]}], or make a SecretStore for each namespace. Whatever '
      + 'one part of one condition lets in may read, and namespaceRegexes match any part of a name: write ^shop-.',
    construct: "access: StoreAccess.namespaces(['shop'])",
  },
  references: [
    'https://external-secrets.io/latest/api/clustersecretstore/',
    'https://external-secrets.io/latest/guides/multi-tenancy/',
  ],
  appliesTo: ['external-secrets.io/ClusterSecretStore'],
  evaluate: ({ spec }, cluster) => {
    const path = 'spec.conditions';
    const conditions = mapsIn(spec.conditions);
    if (conditions.length === 0) {
      return [{ passed: false, path, message: 'may be read from every namespace', expected: 'a condition' }];
    }
    // One part of one of them is enough to be let in.
    const open = conditions.flatMap(({ item, index }) => (
      openPartsOf(item, cluster).map((part) => `${path}[${index}].${part}`)
    ));
    if (open.length === 0) return [{ passed: true, path, message: 'may be read from the namespaces that it names' }];
    const message = 'lets in namespaces that nobody named';
    return open.map((part) => ({ passed: false, path: part, message }));
  },
};

function openPartsOf({ namespaceSelector, namespaceRegexes }: PlainMap, cluster: Cluster): string[] {
  const selectsAny = UNHEARD_OF.some((name) => selectorMatches(namespaceSelector, { [NAMESPACE_NAME_LABEL]: name }));
  const patterns = listOf(namespaceRegexes).flatMap((pattern, index) => (
    typeof pattern === 'string' && openPatterns(cluster)(pattern) ? [`namespaceRegexes[${index}]`] : []
  ));
  return [...selectsAny ? ['namespaceSelector'] : [], ...patterns];
}
