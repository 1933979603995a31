import { Size } from 'cdk8s';
import { ConfigMap, EmptyDirMedium, HostPathVolumeType, Secret, Volume } from 'cdk8s-plus-28';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { SecretKey } from '../../secrets/secret-key';
import { SECRET_FILE_MODE } from '../volumes/mounted-files';

/** Files, by name. */
export type Files = Record<string, string>;

/** Those of the files that are named, in this order. */
export function chosenFiles<N extends string>(files: Readonly<Record<N, string>>, names: readonly N[]): Files {
  return Object.fromEntries(names.map((name) => [name, files[name]]));
}

/** The ConfigMap of a job: its scripts, and the texts that are data to them. */
export function stepFiles(context: WorkloadContext, files: Files): ConfigMap {
  return new ConfigMap(context.scope, 'Files', { metadata: objectMetadata(context), data: files });
}

/** Those files of a job's ConfigMap that are named. */
export function filesOf(context: WorkloadContext, configMap: ConfigMap, chosen: ChosenFiles): Volume {
  const { name, files } = chosen;
  const items = Object.fromEntries(files.map((file) => [file, { path: file }]));
  return Volume.fromConfigMap(context.scope, `Volume-${name}`, configMap, { name, items });
}

/** Files of a ConfigMap, as a volume of this name. */
export interface ChosenFiles {
  readonly name: string;
  readonly files: readonly string[];
}

/** The folders whose size follows that of the backup: itself, and what is restored from it. */
export const SIZED_FOLDERS = ['backup', 'scratch'];

/** A folder that goes with the pod. */
export function folder({ scope }: WorkloadContext, name: string, sizeLimit: Size): Volume {
  return Volume.fromEmptyDir(scope, `Volume-${name}`, name, { sizeLimit });
}

/** A folder that is never written to a disk. */
export function memoryFolder({ scope }: WorkloadContext, name: string): Volume {
  const options = { sizeLimit: Size.mebibytes(1), medium: EmptyDirMedium.MEMORY };
  return Volume.fromEmptyDir(scope, `Volume-${name}`, name, options);
}

/** One key of a Secret, as a file of that name. */
export function secretFile(context: WorkloadContext, name: string, { secretName, key }: SecretKey): Volume {
  const { scope, externals } = context;
  externals.add('Secret', secretName);
  const secret = Secret.fromSecretName(scope, `Secret-${name}`, secretName);
  const options = { name, defaultMode: SECRET_FILE_MODE, items: { [key]: { path: key } } };
  return Volume.fromSecret(scope, `Volume-${name}`, secret, options);
}

/** One file of the node. */
export function hostFile({ scope }: WorkloadContext, name: string, path: string): Volume {
  return Volume.fromHostPath(scope, `Volume-${name}`, name, { path, type: HostPathVolumeType.FILE });
}
