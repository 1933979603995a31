import { areAlike } from '../facts/delivery/alike-pods';
import { declaringPods, portsOfPods } from '../facts/network/ports-of-pods';
import { isHeadless, podsBehind, servicePorts } from '../facts/network/services';
import { namesOf, ownersOf, unownedPods } from '../facts/pods/selected-owners';
import { ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/**
 * A Service sends to one workload, or to versions of one.
 *
 * Blue-green and canary releases put several workloads behind a Service on purpose. They are told from a mistake by
 * their pods: those have the same name and component, none is a Job, and all listen where the Service sends to. A
 * number that none of them declares tells nothing apart.
 */
export const SERVICE_SELECTS_ONE_WORKLOAD: ICheck = {
  id: 'service-selects-one-workload',
  title: 'A Service selects the pods of one application',
  box: 'references',
  severity: Severity.WARNING,
  why: 'A selector that matches another workload too sends it a part of the requests, which it cannot answer.',
  remedy: {
    manifest: 'selector: {app.kubernetes.io/instance: web}, a label that no other workload has',
    construct: 'Remove the patch: the constructs select by a name that is there once.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    'kyverno:require-unique-service-selector',
  ],
  appliesTo: ['Service'],
  evaluate: (service, cluster) => {
    const sources = unownedPods(podsBehind(service, cluster), cluster);
    // Who uses a headless Service sees the single pods, as members of a cluster do to find each other.
    if (sources.length === 0 || isHeadless(service)) return [];
    const path = 'spec.selector';
    const owners = ownersOf(sources, cluster);
    const isOne = owners.length === 1 || areVersionsOfOneWorkload(sources, service, cluster);
    const some = namesOf(owners);
    return isOne
      ? [{ passed: true, path, message: `selects the pods of ${some}` }]
      : [{ passed: false, path, message: `selects the pods of ${some}, which differ`, actual: service.spec.selector }];
  },
};

function areVersionsOfOneWorkload(sources: readonly PodSource[], service: Manifest, cluster: Cluster): boolean {
  if (!areAlike(sources, cluster)) return false;
  const declaring = declaringPods(sources, cluster);
  const declared = portsOfPods(declaring, cluster);
  return servicePorts(service).every((port) => (
    typeof port.target !== 'string' && !declared.have(port) || declared.without(port).length === 0
  ));
}
