import { IConstruct } from 'constructs';
import { describe, pathOf } from '../../internal/fail';
import { ALERTMANAGER_CONFIG_LABEL, WAIVER_ANNOTATION_PREFIX } from '../../internal/naming/labels';
import { filesLabeled, FoundFile } from '../../internal/tree/labeled-config-maps';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';

/** The configurations for the Alertmanager of a namespace, which needs one. */
export function routingsOf(scope: IConstruct, namespace: string): FoundFile[] {
  return filesLabeled(scope, ALERTMANAGER_CONFIG_LABEL)
    .filter(({ owner: { metadata } }) => (metadata.namespace ?? namespace) === namespace);
}

/** What is wrong where there is none, or several. */
export function routingProblems(scope: IConstruct, namespace: string): string[] {
  const own = routingsOf(scope, namespace);
  if (own.length === 1) return [];
  const prop = 'configuration';
  const must = `be one file of a ConfigMap in namespace ${namespace} with the label ${ALERTMANAGER_CONFIG_LABEL}`;
  if (own.length > 1) return [describe({ prop, must, got: own.map(nameOf), remedy: 'join them, for it reads one' })];
  const others = filesLabeled(scope, ALERTMANAGER_CONFIG_LABEL).map(nameOf);
  if (others.length > 0) {
    return [describe({ prop, must, got: others, remedy: 'move it to the namespace, where its Secrets are' })];
  }
  const remedy = 'add an AlertRouting to the namespace; under MetricsFlavor.operator() it writes none, and '
    + 'OperatorAlertmanager runs what it writes';
  return [describe({ prop, must, got: 'none', remedy })];
}

/** What was decided not to follow of it, which holds for a copy too. */
export function waiversOf(scope: IConstruct, { owner }: FoundFile): Record<string, string> {
  const annotations = RenderedDocuments.of(scope).readableDocumentOf(owner)?.metadata?.annotations ?? {};
  const waivers = Object.entries<string>(annotations).filter(([key]) => key.startsWith(WAIVER_ANNOTATION_PREFIX));
  return Object.fromEntries(waivers);
}

function nameOf({ owner, name }: FoundFile): string {
  return `${name} of [${pathOf(owner)}]`;
}
