import { IConstruct } from 'constructs';
import { complaintOf, fail, messageAt, pathOf } from '../../internal/fail';
import { ALERTMANAGER_CONFIG_LABEL } from '../../internal/naming/labels';
import { filesLabeled, FoundFile } from '../../internal/tree/labeled-config-maps';

/** The one configuration for the Alertmanager of a namespace; fails where there is none, and where there are several. */
export function routingOf(scope: IConstruct, namespace: string): FoundFile {
  const files = filesLabeled(scope, ALERTMANAGER_CONFIG_LABEL);
  const own = files.filter(({ owner: { metadata } }) => (metadata.namespace ?? namespace) === namespace);
  if (own.length === 1) return own[0];
  const must = `be one file of a ConfigMap in namespace ${namespace} with the label ${ALERTMANAGER_CONFIG_LABEL}`;
  if (own.length > 1) {
    fail(scope, { prop: 'configuration', must, got: own.map(nameOf), remedy: 'join them, for it reads one' });
  }
  const remedy = files.length === 0
    ? 'add an AlertRouting to the namespace; under MetricsFlavor.operator() it writes none'
    : 'move it to the namespace, where its Secrets are';
  fail(scope, { prop: 'configuration', must, got: files.length === 0 ? 'none' : files.map(nameOf), remedy });
}

/** Why there is no such configuration. */
export function routingProblems(scope: IConstruct, namespace: string): string[] {
  const complaint = complaintOf(() => routingOf(scope, namespace));
  return complaint === undefined ? [] : [messageAt(pathOf(scope), complaint)];
}

function nameOf({ owner, name }: FoundFile): string {
  return `${name} of [${pathOf(owner)}]`;
}
