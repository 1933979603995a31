import { replacedWorkload, ROLLOUT } from '../facts/delivery/argo-rollouts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

const SCALED_DOWN: unknown[] = ['onsuccess', 'progressively'];

/** What a Rollout took the place of runs no pods of its own. */
export const REPLACED_WORKLOAD_STANDS_STILL: ICheck = {
  id: 'replaced-workload-stands-still',
  title: 'A workload that a Rollout replaced runs no pods',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'A Rollout takes the template of a Deployment and leaves it running: both make pods with the same labels, so '
    + 'that a Service sends to both. The Deployment rolls the new version out to all of its pods at once, whatever '
    + 'the steps say.',
  remedy: {
    manifest: 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web, scaleDown: onsuccess}, or replicas: 0 '
      + 'in the Deployment',
    construct: 'RolloutService has a template of its own',
  },
  references: ['https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout'],
  appliesTo: [ROLLOUT],
  evaluate: (rollout, cluster) => {
    const workload = replacedWorkload(rollout, cluster);
    if (workload === undefined || workload.groupKind !== 'apps/Deployment') return [];
    const { scaleDown } = mapOf(rollout.spec.workloadRef);
    const { replicas = 1 } = workload.spec;
    const passed = replicas === 0 || SCALED_DOWN.includes(scaleDown);
    const path = 'spec.workloadRef.scaleDown';
    return [passed
      ? { passed, path, message: `leaves no pods of Deployment ${workload.name}` }
      : {
        passed,
        path,
        message: `takes the place of Deployment ${workload.name}, which goes on to run pods`,
        actual: scaleDown,
        expected: 'onsuccess or progressively',
      }];
  },
};
