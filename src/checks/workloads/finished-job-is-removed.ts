import { isOwned } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Whoever applies a release removes what it left of the one before. */
const HOOKS = ['helm.sh/hook', 'argocd.argoproj.io/hook'];

/** A Job that nothing owns goes away some time after it finished. */
export const FINISHED_JOB_IS_REMOVED: ICheck = {
  id: 'finished-job-is-removed',
  title: 'Finished Jobs are removed',
  box: 'jobs',
  severity: Severity.ADVICE,
  why: 'A Job by itself stays with all of its pods until somebody deletes it, in every list and in the API server.',
  remedy: {
    manifest: 'spec: {ttlSecondsAfterFinished: 259200}',
    construct: 'BatchJob, whose ttlAfterFinished is three days',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
    'kube-linter:job-ttl-seconds-after-finished', 'kyverno:add-ttl-jobs',
  ],
  appliesTo: ['batch/Job'],
  evaluate: (manifest) => {
    if (isOwned(manifest)) return [];
    const { annotations, spec: { ttlSecondsAfterFinished: actual } } = manifest;
    const path = 'spec.ttlSecondsAfterFinished';
    if (typeof actual === 'number') {
      return [{ passed: true, path, message: `is removed ${actual} seconds after it finished`, actual }];
    }
    if (HOOKS.some((hook) => annotations[hook] !== undefined)) {
      return [{ passed: true, path, message: 'is removed by the next release' }];
    }
    return [{ passed: false, path, message: 'stays for ever once it is finished', expected: 'a number of seconds' }];
  },
};
