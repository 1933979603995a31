import { load } from 'js-yaml';
import { ManifestDocument } from '../../src/cli/dry-run/manifest-file';

/** A pod, as far as the harness looks into it. */
export interface Pod {
  readonly spec: { readonly priorityClassName?: string };
}

/** The pod that an object would make, for the kinds that have a template. */
export function podOf({ text, namespace, name }: ManifestDocument): Pod | undefined {
  const { spec } = load(text) as { spec?: any };
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
  if (template?.spec?.containers === undefined) return undefined;
  const metadata = { ...template.metadata, name: `${name}-as-pod`, namespace };
  const volumes = [...template.spec.volumes ?? [], ...claimVolumes(spec.volumeClaimTemplates, name)];
  return { ...{ apiVersion: 'v1', kind: 'Pod', metadata }, spec: { ...template.spec, volumes } };
}

/** What the controller of a StatefulSet adds to its first pod. */
function claimVolumes(templates: readonly any[] = [], owner: string): object[] {
  return templates.map(({ metadata: { name } }) => (
    { name, persistentVolumeClaim: { claimName: `${name}-${owner}-0` } }
  ));
}
