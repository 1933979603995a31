import { Lazy } from 'cdk8s';
import { Container, Volume } from 'cdk8s-plus-28';
import { mountFiles, SECRET_FILE_MODE } from './mounted-files';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { volumeName } from '../../internal/naming/names';
import { JsonObject } from '../../internal/values/json';
import { SecretKey } from '../../secrets/secret-key';

/** Keys of Secrets that are known only when the pods are written, and the folder where each has one for its Secret. */
export interface DerivedSecrets {
  readonly path: string;
  readonly keys: () => readonly SecretKey[];
}

/** Mounts the keys as `<path>/<Secret>/<key>`; returns what cdk8s-plus, which mounts an empty folder, cannot say. */
export function mountDerivedSecrets(
  { scope, externals }: WorkloadContext, container: Container, { path, keys }: DerivedSecrets,
): JsonObject {
  const name = volumeName(path);
  const volume = () => Volume.fromEmptyDir(scope, `Volume-${name}`, name);
  mountFiles(scope, container, { prop: 'mountDerivedSecrets.path', path, volume });
  externals.derive('Secret', () => keys().map(({ secretName }) => secretName));
  const projected = { defaultMode: SECRET_FILE_MODE, sources: Lazy.any({ produce: () => sourcesOf(keys()) }) };
  return { spec: { volumes: [{ name, emptyDir: null, projected }] } };
}

function sourcesOf(keys: readonly SecretKey[]): JsonObject[] {
  const names = [...new Set(keys.map(({ secretName }) => secretName))].sort();
  return names.map((name) => {
    const own = keys.filter(({ secretName }) => secretName === name);
    return { secret: { name, items: own.map(({ key }) => ({ key, path: `${name}/${key}` })) } };
  });
}
