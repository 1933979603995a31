import { podsBehind, isHeadless } from '../facts/network/services';
import { oncePerList } from '../facts/once-per-list';
import { ICheck } from '../model/check';
import { PodSource } from '../model/cluster';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const selectedOwners = oncePerList((pods: readonly PodSource[]) => new Set(pods.map(({ owner }) => owner)));

/** The pods of a StatefulSet have names. */
export const STATEFUL_SET_HAS_HEADLESS_SERVICE: ICheck = {
  id: 'stateful-set-has-headless-service',
  title: 'A headless Service gives the pods of a StatefulSet their names',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Without it the members of a cluster cannot find each other by name.',
  remedy: {
    manifest: 'spec: {serviceName: store}, and a Service of that name with clusterIP: None that selects the pods',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    'kube-score:statefulset-has-servicename',
  ],
  appliesTo: ['apps/StatefulSet'],
  evaluate: (manifest, cluster) => {
    const name = textOf(manifest.spec.serviceName);
    const path = 'spec.serviceName';
    if (name === '') return [{ passed: false, path, message: 'names no Service', expected: 'a headless Service' }];
    const service = cluster.named('Service', manifest.namespace, name);
    if (service === undefined) {
      return [{ passed: false, path, message: `names Service ${name}, which is not in the manifests`, actual: name }];
    }
    if (!isHeadless(service)) return [{ passed: false, path, message: `names Service ${name}, which has an address` }];
    const isSelected = selectedOwners(podsBehind(service, cluster), cluster).has(manifest);
    const message = `names Service ${name}, which selects ${isSelected ? 'its pods' : 'other pods or none'}`;
    return [{ passed: isSelected, path, message, actual: name }];
  },
};
