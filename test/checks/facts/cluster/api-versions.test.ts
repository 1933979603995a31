import { ENDING_API_VERSIONS, replacementIn } from '../../../../src/checks/facts/cluster/api-versions';
import { kubernetesKinds } from '../../../../src/checks/facts/validity/compiled-schemas';

const OF_KUBERNETES = [...ENDING_API_VERSIONS].filter(([, { release }]) => release === undefined);
const MINORS = [28, 29, 30, 31, 32, 33, 34, 35, 36, 37];

// The markers of the modules and the OpenAPI documents of the releases are two authorities.
describe.each(MINORS)('1.%i', (minor) => {
  const kinds = new Set(kubernetesKinds(minor));

  it('has nothing that is said to be gone', () => {
    const gone = OF_KUBERNETES.filter(([, { removedIn }]) => minor >= removedIn).map(([key]) => key);
    expect(gone.filter((key) => kinds.has(key))).toEqual([]);
  });

  it('has what is said to be there still', () => {
    const known = MINORS.filter((one) => one <= minor).flatMap((one) => kubernetesKinds(one));
    const ending = OF_KUBERNETES.filter(([key, { removedIn }]) => minor < removedIn && known.includes(key));
    expect(ending.map(([key]) => key).filter((key) => !kinds.has(key))).toEqual([]);
  });

  it('has what is said to take its place', () => {
    const replacements = OF_KUBERNETES.flatMap(([key, version]) => {
      const apiVersion = replacementIn(version, minor);
      const kind = key === 'v1/Endpoints' ? 'EndpointSlice' : key.slice(key.lastIndexOf('/') + 1);
      return apiVersion === undefined || isAsked(kind) ? [] : [`${apiVersion}/${kind}`];
    });
    expect(replacements.filter((replacement) => !kinds.has(replacement))).toEqual([]);
    expect(replacements.length).toBeGreaterThan(30);
  });
});

/** Kinds that nobody writes into files have no schema. */
function isAsked(kind: string): boolean {
  return /Review$|^(Eviction|Scale|DeploymentRollback)$/.test(kind);
}
