import { ApiObject } from 'cdk8s';
import { ReleasePhase } from './release-phase';
import { Overlay } from '../../internal/manifest/overlay';

/** What runs in which phase, as whoever applies a release reads it. */
const HOOKS: Readonly<Record<ReleasePhase, { readonly argoCd: string; readonly helm: string }>> = {
  [ReleasePhase.BEFORE]: { argoCd: 'PreSync', helm: 'pre-install,pre-upgrade' },
  [ReleasePhase.AFTER]: { argoCd: 'PostSync', helm: 'post-install,post-upgrade' },
};

/** When an object is applied. */
export interface ReleaseHook {
  readonly phase: ReleasePhase;
  readonly order: number;
}

/**
 * The annotations by which Argo CD and Helm apply an object in its phase, and first remove that of an earlier release.
 *
 * Argo CD goes by its own where there are both.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 * @see https://helm.sh/docs/topics/charts_hooks/
 */
export function hookAnnotations({ phase, order }: ReleaseHook): Record<string, string> {
  const { argoCd, helm } = HOOKS[phase];
  return {
    'argocd.argoproj.io/hook': argoCd,
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': String(order),
    'helm.sh/hook': helm,
    'helm.sh/hook-delete-policy': 'before-hook-creation',
    'helm.sh/hook-weight': String(order),
  };
}

/** Lets an object that a job needs be there before it. */
export function applyBefore(object: ApiObject, { phase, order }: ReleaseHook): void {
  Overlay.of(object).merge({ metadata: { annotations: hookAnnotations({ phase, order: order - 1 }) } });
}
