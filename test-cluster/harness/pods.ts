import { load } from 'js-yaml';
import { ManifestDocument } from '../../src/cli/dry-run/manifest-file';

/** The pod that an object would make, for the kinds that have a template. */
export function podOf({ text, namespace, name }: ManifestDocument): object | undefined {
  const { spec } = load(text) as { spec?: any };
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
  if (template?.spec?.containers === undefined) return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name: `${name}-as-pod`, namespace },
    spec: template.spec,
  };
}
