import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** No environment variable is set twice. */
export const ENV_NAMES_ARE_UNIQUE: ICheck = {
  id: 'env-names-are-unique',
  title: 'Environment variables are set once',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'The last one wins, and an apply that merges the list by name may keep another one.',
  remedy: { manifest: 'Remove all but one item with the name from env.' },
  references: [
    'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    'kube-score:environment-variable-key-duplication', 'kube-linter:duplicate-env-var', 'kubescape:C-0295',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const variables = mapsIn(container.content.env).filter(({ item }) => typeof item.name === 'string');
    if (variables.length === 0) return undefined;
    const seen = new Set<string>();
    const second = variables.find(({ item }) => seen.size === seen.add(item.name).size);
    const path = `${container.path}.env`;
    if (second === undefined) return { passed: true, message: 'sets each variable once', path };
    const message = `sets variable ${textOf(second.item.name)} more than once`;
    return { passed: false, message, path: `${path}[${second.index}]` };
  }),
};
