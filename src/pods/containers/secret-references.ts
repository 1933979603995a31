import { Container, EnvValue, Secret, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkEnvironmentName, checkUniqueEnvironment } from '../../internal/naming/environment-names';
import { checkFileName } from '../../internal/naming/file-names';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { SecretKey } from '../../secrets/secret-key';
import { MountSecretOptions } from '../volumes/mount-secret-options';
import { mountFiles, SECRET_FILE_MODE } from '../volumes/mounted-files';

/** The group reads, and may execute; neither it nor the others write. */
const PERMISSIONS = /^[0-7][45][0145]$/;
const ALL_PERMISSIONS = 0o777;

/** By which verb a Secret is taken, for messages. */
interface TakenSecret {
  readonly verb: string;
}

/** A variable whose value stays in the cluster. */
export interface SecretVariable extends TakenSecret {
  readonly name: string;
  readonly source: SecretKey;
  /** Names that the environment has from elsewhere. */
  readonly taken: readonly string[];
}

/** A Secret, and the folder where its keys appear as files. */
export interface SecretFolder extends TakenSecret {
  readonly secretName: string;
  readonly path: string;
  readonly options: MountSecretOptions;
}

/** Reads a variable from a Secret. */
export function addSecretVariable(context: WorkloadContext, container: Container, variable: SecretVariable): void {
  const { scope, externals } = context;
  const { name, source, taken, verb } = variable;
  checkEnvironmentName(scope, verb, name);
  source._check(scope, verb);
  checkUniqueEnvironment(scope, verb, [...taken, ...Object.keys(container.env.variables), name]);
  const secret = Secret.fromSecretName(scope, `SecretVariable-${name}`, source.secretName);
  container.env.addVariable(name, EnvValue.fromSecretValue({ secret, key: source.key }));
  externals.add('Secret', source.secretName);
}

/** Mounts a Secret as files. */
export function mountSecret({ scope, externals }: WorkloadContext, container: Container, folder: SecretFolder): void {
  const { secretName, path, options, verb } = folder;
  const { keys, mode: defaultMode = SECRET_FILE_MODE, keepFolder = false } = options;
  checkDnsSubdomain(scope, `${verb}.secretName`, secretName);
  checkMountPath(scope, `${verb}.path`, path);
  checkMode(scope, `${verb}.mode`, defaultMode);
  if (keys !== undefined) checkKeys(scope, folder, keys);
  mountFiles(scope, container, {
    prop: `${verb}.path`,
    path,
    beside: keepFolder ? namedFiles(scope, `${verb}.keys`, keys) : undefined,
    volume: (name) => {
      const secret = Secret.fromSecretName(scope, `SecretVolume-${name}`, secretName);
      return Volume.fromSecret(scope, `Volume-${name}`, secret, { name, defaultMode, items: itemsOf(keys) });
    },
  });
  externals.add('Secret', secretName);
}

function itemsOf(keys: MountSecretOptions['keys']) {
  return keys && Object.fromEntries(Object.entries(keys).map(([key, path]) => [key, { path }]));
}

function namedFiles(scope: Construct, prop: string, keys: MountSecretOptions['keys']): string[] {
  if (keys === undefined) {
    const remedy = "name them, like { 'tls.key': 'server.key' }";
    fail(scope, { prop, must: 'name the files that keepFolder mounts', got: keys, remedy });
  }
  return Object.values(keys);
}

function checkKeys(scope: Construct, { secretName, verb }: SecretFolder, keys: { [key: string]: string }): void {
  const prop = `${verb}.keys`;
  const files = Object.values(keys);
  if (files.length === 0) {
    fail(scope, { prop, must: 'hold a key', got: keys, remedy: 'leave it out to have them all' });
  }
  for (const [key, name] of Object.entries(keys)) {
    SecretKey.of(secretName, key)._check(scope, prop);
    checkFileName(scope, prop, { name, remedy: 'choose such a name; the folder is the path' });
  }
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    fail(scope, { prop, must: 'name each file once', got: twice, remedy: 'give one of the two another name' });
  }
}

/** The kubelet lets the group read whatever is written here, so that a mode without it says what is not so. */
function checkMode(scope: Construct, prop: string, mode: number): void {
  const isMode = Number.isInteger(mode) && mode >= 0 && mode <= ALL_PERMISSIONS;
  if (isMode && PERMISSIONS.test(mode.toString(8).padStart(3, '0'))) return;
  fail(scope, {
    prop,
    must: 'be permissions by which the group of the pod reads, and none but root writes',
    got: isMode ? `0o${mode.toString(8)}` : mode,
    remedy: 'write them in octal, such as 0o440',
  });
}
