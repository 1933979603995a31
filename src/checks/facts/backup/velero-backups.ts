import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';

/** What makes backups by Velero. */
export const VELERO_BACKUPS = ['velero.io/Schedule', 'velero.io/Backup'];

/** A BackupSpec, wherever it stands. */
export interface VeleroSpec {
  /** Where it stands in the object. */
  readonly path: string;
  readonly spec: PlainMap;
}

/** A command that Velero runs in pods. */
export interface VeleroHook {
  readonly path: string;
  readonly command: unknown;
  readonly timeout?: unknown;
}

/** What a Schedule or a Backup asks for. */
export function veleroSpecOf({ groupKind, spec }: Manifest): VeleroSpec {
  return groupKind === 'velero.io/Backup'
    ? { path: 'spec', spec: mapOf(spec) }
    : { path: 'spec.template', spec: mapOf(mapOf(spec).template) };
}

/** The commands that its hooks run. */
export function veleroHooksOf(manifest: Manifest): VeleroHook[] {
  const { path, spec } = veleroSpecOf(manifest);
  return mapsIn(mapOf(spec.hooks).resources).flatMap(({ item, index }) => (
    ['pre', 'post'].flatMap((phase) => mapsIn(item[phase]).map((hook) => ({
      path: `${path}.hooks.resources[${index}].${phase}[${hook.index}].exec.command`,
      command: mapOf(hook.item.exec).command,
      timeout: mapOf(hook.item.exec).timeout,
    })))
  ));
}
