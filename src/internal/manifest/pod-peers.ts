import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { NAMESPACE_NAME_LABEL } from '../naming/labels';
import { checkDnsLabel, checkLabels } from '../naming/names';
import { isSame } from '../values/json';

/** The pods of one side of a flow. */
interface Pods {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Refuses a group that no policy can select, or that would be every pod of the namespace. */
export function checkPods(scope: IConstruct, prop: string, { namespace, labels }: Pods): void {
  checkDnsLabel(scope, `${prop}.namespace`, namespace);
  checkLabels(scope, `${prop}.labels`, labels);
  if (isSame(labels, {})) {
    const remedy = 'name one that the pods carry, none would mean every pod';
    fail(scope, { prop: `${prop}.labels`, must: 'hold a label', got: labels, remedy });
  }
}

/** The peer of a policy in `namespace`: by its labels alone where it is there too. */
export function podPeer(namespace: string, pods: Pods): object {
  const podSelector = { matchLabels: { ...pods.labels } };
  if (pods.namespace === namespace) return { podSelector };
  return { ...namespacePeer(pods.namespace), podSelector };
}

/** The peer that is every pod of a namespace. */
export function namespacePeer(name: string) {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: name } } };
}
