import { ROLLOUT, NamedPlace, servicePairsOf, templateOf } from '../facts/delivery/argo-rollouts';
import { failuresOrPass } from '../facts/failures-or-pass';
import { isDeclaredExternal } from '../facts/references/declared-external';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The controller writes this label into the selectors itself. */
const VERSION = 'rollouts-pod-template-hash';

/** The Services that a Rollout moves between its versions are there, and its own. */
export const ROLLOUT_SERVICES_EXIST: ICheck = {
  id: 'rollout-services-exist',
  title: 'The Services of a Rollout exist, differ, and select its pods',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'A Rollout moves Services between its versions. One that is not there, that asks for labels which its pods do '
    + 'not have, or that is named for both versions makes the Rollout invalid, and no new version goes out.',
  remedy: {
    manifest: 'Two Services whose selectors are labels of the pod template, such as app: web, and nothing of a '
      + 'version: canary: {stableService: web, canaryService: web-canary}',
    construct: "new RolloutService(this, 'web', ...) writes both Services",
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
    'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/',
  ],
  appliesTo: [ROLLOUT],
  evaluate: (rollout, cluster) => failuresOrPass(servicePairsOf(rollout).flatMap((pair) => {
    const [{ name, path }, other] = pair;
    if (other !== undefined && other.name === name) {
      return [{ passed: false, path: other.path, message: `names Service ${name} for both versions`, actual: name }];
    }
    return pair.filter((one) => !isDeclaredExternal(rollout, 'Service', one.name)).map((one) => (
      judge(one, rollout, cluster) ?? { passed: true, path, message: 'selects its pods' }
    ));
  }), 'names Services that select its pods'),
};

function judge({ name, path }: NamedPlace, rollout: Manifest, cluster: Cluster): Finding | undefined {
  const service = cluster.named('Service', rollout.namespace, name);
  if (service === undefined) {
    const expected = `a Service ${name} there, or the annotation preflight/external: Service/${name}`;
    const message = `names Service ${name}, which is not in the manifests`;
    return { passed: false, path, message, actual: name, expected };
  }
  const template = templateOf(rollout, cluster);
  const strange = template && Object.entries(mapOf(service.spec.selector)).find(([key, value]) => (
    key !== VERSION && template.labels[key] !== value
  ));
  if (strange === undefined) return undefined;
  const asked = `${strange[0]}: ${textOf(strange[1])}`;
  const message = `names Service ${name}, which selects ${asked}, a label that its pods do not have`;
  return { passed: false, path, message, actual: name };
}
