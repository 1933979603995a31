import { isOwned } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** When something is removed that runs with a release, by the annotation that says so; the first where none does. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  'helm.sh/hook': ['before-hook-creation', 'hook-succeeded', 'hook-failed'],
  'argocd.argoproj.io/hook': ['BeforeHookCreation', 'HookSucceeded', 'HookFailed'],
};

/** A Job that nothing owns goes away some time after it finished. */
export const FINISHED_JOB_IS_REMOVED: ICheck = {
  id: 'finished-job-is-removed',
  title: 'Finished Jobs are removed',
  box: 'jobs',
  severity: Severity.ADVICE,
  why: 'A Job by itself stays with all of its pods until somebody deletes it, in every list and in the API server. '
    + 'Jobs of a CronJob are removed by its history, and are not asked; KubeLinter wants it so too.',
  remedy: {
    manifest: 'spec: {ttlSecondsAfterFinished: 259200}; of a hook, a name and the policy before-hook-creation or '
      + 'BeforeHookCreation',
    construct: 'BatchJob, whose ttlAfterFinished is three days',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
    'https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies',
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
    const hooks = Object.keys(POLICIES).filter((hook) => annotations[hook] !== undefined);
    const left = hooks.flatMap((hook) => leftOf(manifest, hook) ?? []);
    if (hooks.length > 0 && left.length === 0) {
      return [{ passed: true, path, message: 'is removed by the next release' }];
    }
    const message = left[0] ?? 'stays for ever once it is finished';
    return [{ passed: false, path, message, expected: 'a number of seconds' }];
  },
};

/** What stays of a hook; undefined where it is removed however it ends, or before the next one. */
function leftOf({ name, annotations }: Manifest, hook: string): string | undefined {
  const [beforeNext, succeeded, failed] = POLICIES[hook];
  const given = textOf(annotations[`${hook}-delete-policy`]).split(',').map((word) => word.trim()).filter(Boolean);
  const has = (policy: string) => given.some((word) => word.toLowerCase() === policy.toLowerCase());
  if (has(succeeded) && has(failed)) return undefined;
  if (given.length > 0 && !has(beforeNext)) {
    return has(succeeded) ? 'stays where it failed, and keeps the next one away' : 'stays where it succeeded';
  }
  // What has another name each time is not found again.
  return name === '' ? 'stays for ever, for the next one has another name' : undefined;
}
