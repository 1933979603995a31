import { Container, Env, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ConfigSource } from './config-source';
import { volumeName } from '../../internal/naming/names';
import { checkFreePath } from '../volumes/scratch-folder';

/** A source that a container takes, with the prop it was given as. */
export interface TakenConfig {
  readonly source: ConfigSource;
  readonly prop: string;
  /** Id of the volume, where there is one. */
  readonly volumeId: string;
}

/** Gives the entries of a ConfigMap to a container, as files or as variables. */
export function takeConfig(scope: Construct, container: Container, { source, prop, volumeId }: TakenConfig): void {
  const { configMap, mountPath: path } = source;
  if (path === undefined) {
    container.env.copyFrom(Env.fromConfigMap(configMap));
    return;
  }
  const name = volumeName(path);
  checkFreePath(scope, container, { prop: `${prop}.mountPath`, path, volume: name });
  container.mount(path, Volume.fromConfigMap(scope, volumeId, configMap, { name }), { readOnly: true });
}
