import { fail, pathOf } from '../../internal/fail';
import { checkUniqueEnvironment } from '../../internal/naming/environment-names';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { ConfigSource } from '../../pods/config/config-source';
import { SharedConfig, UseConfigOptions } from '../../pods/config/shared-config';
import { takeConfig } from '../../pods/config/taken-config';
import { Workload } from '../workload';

/** Gives the main container what several workloads have in common. */
export function useConfig(workload: Workload, shared: SharedConfig, options: UseConfigOptions): void {
  const { context: { scope }, container, configSources } = workload;
  checkShared(workload, shared);
  const source = sourceAt(workload, shared, options);
  const { name } = source.configMap;
  const taken = [...configSources.variables, ...Object.keys(container.env.variables)];
  checkUniqueEnvironment(scope, 'useConfig', [...taken, ...source.variables]);
  takeConfig(scope, container, { source, prop: 'useConfig', volumeId: `SharedConfig-${name}` });
  configSources.add(source);
}

function checkShared({ context: { scope, namespace }, configSources }: Workload, shared: SharedConfig): void {
  if (shared._namespace !== namespace) {
    const must = `be given configuration of its own namespace, ${namespace}`;
    const remedy = 'make one for each namespace, for pods see no ConfigMap of another';
    fail(scope, { prop: 'useConfig', must, got: `${pathOf(shared)} in ${shared._namespace}`, remedy });
  }
  if (configSources.named(shared.configMap.name) !== undefined) {
    const remedy = 'remove one of the calls, or rename one of the two';
    fail(scope, { prop: 'useConfig', must: 'be given each ConfigMap once', got: shared.configMap.name, remedy });
  }
}

/** As the workload sees it, which may want the files elsewhere. */
function sourceAt({ context: { scope } }: Workload, shared: SharedConfig, options: UseConfigOptions): ConfigSource {
  const { _source: source } = shared;
  const { mountPath } = options;
  if (mountPath === undefined) return source;
  if (source.mountPath === undefined) {
    const remedy = 'leave it out, or share Config.files';
    fail(scope, { prop: 'useConfig.mountPath', must: 'come with files', got: mountPath, remedy });
  }
  checkMountPath(scope, 'useConfig.mountPath', mountPath);
  return new ConfigSource(source.configMap, mountPath, source.filesBeside);
}
