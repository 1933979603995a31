import { unseenPods } from '../facts/network/made-pods';
import { podsBehind } from '../facts/network/services';
import { namesOf, ownersOf } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** So many of their makers are named. */
const SHOWN = 3;

/** A Service has pods to send to. */
export const SERVICE_SELECTS_PODS: ICheck = {
  id: 'service-selects-pods',
  title: 'A Service selects pods',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Who calls a Service that selects nothing is refused, and nothing else says that something is missing.',
  remedy: { manifest: 'Give the selector the labels of the pod template, and judge the workload with its Service.' },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    'kube-score:service-targets-pod', 'kube-linter:dangling-service', 'kubescape:C-0293',
  ],
  appliesTo: ['Service'],
  evaluate: (service, cluster) => {
    const { selector, type } = service.spec;
    // Without a selector somebody else writes the endpoints.
    if (Object.keys(mapOf(selector)).length === 0 || type === 'ExternalName') return [];
    const path = 'spec.selector';
    const { maker, mayExist } = unseenPods(cluster, service.namespace, { matchLabels: selector });
    const owners = [...ownersOf(podsBehind(service, cluster), cluster).slice(0, SHOWN), maker ?? []].flat();
    if (owners.length > 0) return [{ passed: true, path, message: `selects the pods of ${namesOf(owners)}` }];
    return mayExist ? [] : [{ passed: false, path, message: 'selects no pods in the manifests', actual: selector }];
  },
};
