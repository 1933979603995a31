import { danglingReferences, hasIndex, mayRefer } from '../../internal/values/variable-references';
import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Variables that `$(NAME)` names stand before it. */
export const ENV_REFERENCES_RESOLVE: ICheck = {
  id: 'env-references-resolve',
  title: 'Variables that others refer to stand before them',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'Kubernetes puts in only variables that stand before, leaves every other $(NAME) as it is, and tells nobody: '
    + 'the process starts with an address or a password that is none.',
  remedy: {
    manifest: 'Put the variable before the one that refers to it, or add it; write $$(NAME) for the text itself.',
    construct: 'env, addSecretVariable and addressAs, which put variables behind those that they refer to',
  },
  references: [
    'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
    'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => judgeContainers(manifest.pods, (container, { spec }) => {
    const { content, path } = container;
    const names = namesFrom(container, manifest, cluster);
    if (names === undefined || !mayRefer(content)) return undefined;
    const hasServiceLinks = spec.enableServiceLinks !== false;
    const isIndexed = hasIndex(manifest.spec);
    const [first] = danglingReferences(content, { names, hasServiceLinks, isIndexed });
    if (first === undefined) return { passed: true, message: 'refers to variables that it has', path };
    const where = first.isLate ? 'does not stand before it' : 'is no variable of the container';
    const message = `refers to variable ${first.name}, which ${where}`;
    return { passed: false, message, path: `${path}.${first.path}` };
  }),
};

/** The names in `envFrom`; undefined where something in it is not in the input, or is filled by somebody else. */
function namesFrom({ content }: PodContainer, { namespace }: Manifest, cluster: Cluster): Set<string> | undefined {
  const names = new Set<string>();
  for (const { item } of mapsIn(content.envFrom)) {
    const kind = item.secretRef === undefined ? 'ConfigMap' : 'Secret';
    const source = cluster.named(kind, namespace, textOf(mapOf(item.secretRef ?? item.configMapRef).name));
    const keys = ['data', 'stringData'].flatMap((field) => Object.keys(mapOf(source?.content[field])));
    if (keys.length === 0) return undefined;
    keys.forEach((key) => names.add(textOf(item.prefix) + key));
  }
  return names;
}
