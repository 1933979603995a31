import { Container, Env, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ConfigSource } from './config-source';
import { mountFiles } from '../volumes/mounted-files';

/** A source that a container takes, with the prop it was given as. */
export interface TakenConfig {
  readonly source: ConfigSource;
  readonly prop: string;
  /** Id of the volume, where there is one. */
  readonly volumeId: string;
}

/** Gives the entries of a ConfigMap to a container, as files or as variables. */
export function takeConfig(scope: Construct, container: Container, { source, prop, volumeId }: TakenConfig): void {
  const { configMap, mountPath: path, filesBeside: beside } = source;
  if (path === undefined) {
    container.env.copyFrom(Env.fromConfigMap(configMap));
    return;
  }
  // Without a file there is nothing to stand beside others.
  if (beside?.length === 0) return;
  const volume = (name: string) => Volume.fromConfigMap(scope, volumeId, configMap, { name });
  mountFiles(scope, container, { prop: `${prop}.mountPath`, path, beside, volume });
}
