import { IConstruct } from 'constructs';
import { IReachable } from '../../contracts/reachable';
import { fail, messageAt, pathOf } from '../../internal/fail';
import { selectorLabels } from '../../internal/naming/labels';
import { perTree } from '../../internal/tree/per-tree';
import { ForeignService } from '../../network/foreign-service';
import { ALERTMANAGER_PORT } from '../prometheus/prometheus-ports';

const USUAL_NAME = 'alertmanager';

/** An Alertmanager of the tree. */
interface KnownAlertmanager {
  readonly construct: IConstruct;
  readonly name: string;
}

/** By namespace. */
const known = perTree('alertmanagers', () => new Map<string, KnownAlertmanager>());

/** Refuses a second one of a namespace: both would run its routing, and who is told would be told twice, or not. */
export function claimAlertmanager(construct: IConstruct, name: string, namespace: string): void {
  const other = known(construct).get(namespace);
  if (other !== undefined) {
    const must = `be the only one of namespace ${namespace}, whose routing it runs`;
    fail(construct, { prop: 'Alertmanager', must, got: pathOf(other.construct), remedy: 'remove one of the two' });
  }
  known(construct).set(namespace, { construct, name });
}

/** What Prometheus tells of alerts, where nobody says whom. */
export function usualAlertmanager(namespace: string): IReachable {
  const podLabels = selectorLabels(USUAL_NAME);
  return ForeignService.at({ name: USUAL_NAME, namespace, podLabels, containerPort: ALERTMANAGER_PORT });
}

/** What is wrong where the tree has Alertmanagers, and a Prometheus that nobody said it to tells none of them. */
export function untoldAlertmanagers(scope: IConstruct, namespace: string): string[] {
  const all = [...known(scope).entries()];
  if (all.length === 0 || all.some(([place, { name }]) => place === namespace && name === USUAL_NAME)) return [];
  return [messageAt(pathOf(scope), {
    prop: 'alertmanager',
    must: `be said, for namespace ${namespace} has no Alertmanager ${USUAL_NAME}, and alerts would go nowhere`,
    got: all.map(([, { construct }]) => `[${pathOf(construct)}]`),
    remedy: 'give the prop alertmanager what is to be told',
  })];
}
