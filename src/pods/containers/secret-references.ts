import { Container, EnvValue, Secret, Volume } from 'cdk8s-plus-28';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkEnvironmentName, checkUniqueEnvironment } from '../../internal/naming/environment-names';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checkDnsSubdomain, volumeName } from '../../internal/naming/names';
import { SecretKey } from '../../secrets/secret-key';
import { checkFreePath } from '../volumes/scratch-folder';

/** A variable whose value stays in the cluster. */
export interface SecretVariable {
  readonly name: string;
  readonly source: SecretKey;
  /** Names that the environment has from elsewhere. */
  readonly taken: readonly string[];
}

/** A Secret, and the folder where its keys appear as files. */
export interface SecretFolder {
  readonly secretName: string;
  readonly path: string;
}

/** Reads a variable from a Secret. */
export function addSecretVariable(context: WorkloadContext, container: Container, variable: SecretVariable): void {
  const { scope, externals } = context;
  const { name, source, taken } = variable;
  checkEnvironmentName(scope, 'addSecretVariable', name);
  source._check(scope, 'addSecretVariable');
  checkUniqueEnvironment(scope, 'addSecretVariable', [...taken, ...Object.keys(container.env.variables), name]);
  const secret = Secret.fromSecretName(scope, `SecretVariable-${name}`, source.secretName);
  container.env.addVariable(name, EnvValue.fromSecretValue({ secret, key: source.key }));
  externals.add('Secret', source.secretName);
}

/** Mounts a Secret as files. */
export function mountSecret({ scope, externals }: WorkloadContext, container: Container, folder: SecretFolder): void {
  const { secretName, path } = folder;
  checkDnsSubdomain(scope, 'mountSecret.secretName', secretName);
  checkMountPath(scope, 'mountSecret.path', path);
  const name = volumeName(path);
  checkFreePath(scope, container, { prop: 'mountSecret.path', path, volume: name });
  const secret = Secret.fromSecretName(scope, `SecretVolume-${name}`, secretName);
  container.mount(path, Volume.fromSecret(scope, `Volume-${name}`, secret, { name }), { readOnly: true });
  externals.add('Secret', secretName);
}
