import { ROLLOUT } from '../facts/delivery/argo-rollouts';
import { FLAGGER_CANARY } from '../facts/delivery/flagger-canaries';
import { judgeCanarySteps } from '../facts/delivery/flagger-steps';
import { judgeRolloutSteps } from '../facts/delivery/rollout-steps';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The steps of a delivery can be taken, one after the other. */
export const DELIVERY_STEPS_ARE_LEGAL: ICheck = {
  id: 'delivery-steps-are-legal',
  title: 'The steps of a canary can be taken, and go forward',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'A weight above 100, a header route that is not managed or a missing Service makes the whole Rollout invalid, '
    + 'and no new version goes out. A weight below the one before takes users back to the old version in the middle '
    + 'of a delivery.',
  remedy: {
    manifest: 'steps: [{setWeight: 5}, {pause: {duration: 10m}}, {setWeight: 50}, {pause: {duration: 10m}}], with '
      + 'stableService and canaryService where there is trafficRouting; of Flagger stepWeights: [5, 20, 50]',
    construct: 'steps: [5, 20, 50], which are held to rise',
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/canary/',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-with-managed-routes-and-route-precedence',
    'https://docs.flagger.app/usage/deployment-strategies#canary-release',
  ],
  appliesTo: [ROLLOUT, FLAGGER_CANARY],
  evaluate: (manifest) => failuresOrPass(
    manifest.groupKind === ROLLOUT ? judgeRolloutSteps(manifest) : judgeCanarySteps(manifest),
    'has steps that go forward',
  ),
};
