import { App, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { appWith, JOB_PLANTS, JOB_TEXT_PLANTS, JobCase, jobProps, nameOf, validJob } from './job-case';
import { expectJob, expectRoom } from './job-verify';
import { ReleaseJob, ReleasePhase } from '../../../src';
import { only } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { maybe } from '../arbitraries/words';
import { promised } from '../promises';
import { ODD_NUMBERS } from '../services/service-bad-values';
import { made } from '../services/service-build';

interface ReleaseCase extends JobCase {
  phase?: ReleasePhase;
  order?: number;
  deadlineSeconds?: number;
}

const validCase: fc.Arbitrary<ReleaseCase> = fc.record({
  job: validJob,
  phase: maybe(fc.constantFrom(ReleasePhase.BEFORE, ReleasePhase.AFTER)),
  order: maybe(fc.integer({ min: -100, max: 100 })),
  deadlineSeconds: maybe(fc.constantFrom(10, 299, 86_400)),
}).map(({ job, ...given }) => ({ ...job, ...given }));

const PLANTS: readonly Plant<ReleaseCase>[] = [
  ...JOB_PLANTS,
  {
    prop: 'order',
    values: [-101, 101, ...ODD_NUMBERS.filter((number) => number !== -1)],
    plant: (_, order: number) => ({ order }),
  },
  { prop: 'deadline', values: [0, 9, 10.5, 1e9], plant: (_, deadlineSeconds: number) => ({ deadlineSeconds }) },
];

describe('a ReleaseJob', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: JOB_TEXT_PLANTS as Plant<ReleaseCase>[],
    build,
    verify: (given, app) => expectRelease(given, promised(given, app, build)),
    cases: 6,
  });
});

function build(given: ReleaseCase, app?: App): App {
  const { phase, order } = given;
  const deadline = made(given.deadlineSeconds, (seconds) => Duration.millis(seconds * 1000));
  return appWith(given, (chart) => (
    new ReleaseJob(chart, given.id, { ...jobProps(given), phase, order, deadline })
  ), app);
}

function expectRelease(given: ReleaseCase, manifests: Manifest[]): void {
  const job = only(manifests, 'Job');
  const { phase = ReleasePhase.BEFORE, order = 0, deadlineSeconds = 300 } = given;
  expect(job.metadata.name).toBe(nameOf(given));
  expect(job.spec.activeDeadlineSeconds).toBe(deadlineSeconds);
  const isBefore = phase === ReleasePhase.BEFORE;
  const hooks = isBefore ? ['PreSync', 'pre-install,pre-upgrade'] : ['PostSync', 'post-install,post-upgrade'];
  expect(placeOf(job)).toEqual([...hooks, String(order), String(order)]);
  const needed = neededBy(job, manifests);
  for (const object of needed) {
    // Nothing else of the release is there before it; after it, everything is.
    expect([object.kind, placeOf(object)])
      .toEqual([object.kind, isBefore ? [...hooks, String(order - 1), String(order - 1)] : NO_HOOK]);
  }
  const others = manifests.filter((object) => object !== job && !needed.includes(object));
  for (const object of others) expect([object.kind, placeOf(object)]).toEqual([object.kind, NO_HOOK]);
  expect(job.spec.backoffLimit).toBe(given.backoffLimit ?? 2);
  expectJob(given, manifests, job.spec);
  expect(expectRoom(manifests, job.spec, 1)).toBe(1);
}

const NO_HOOK = [undefined, undefined, undefined, undefined];

function placeOf({ metadata: { annotations = {} } }: Manifest): (string | undefined)[] {
  const keys = ['argocd.argoproj.io/hook', 'helm.sh/hook', 'argocd.argoproj.io/sync-wave', 'helm.sh/hook-weight'];
  return keys.map((key) => annotations[key]);
}

/** What its pods cannot begin without, and what lets them out. */
function neededBy({ metadata: { name: ofJob }, spec: { template } }: Manifest, manifests: Manifest[]): Manifest[] {
  const { containers: [{ envFrom = [] }], serviceAccountName, volumes = [] } = template.spec;
  // Its own is there where it holds no file, too.
  const maps = [
    ofJob,
    ...envFrom.map(({ configMapRef }: Manifest) => configMapRef?.name),
    ...volumes.map(({ configMap }: Manifest) => configMap?.name),
  ];
  return manifests.filter(({ kind, metadata: { name }, spec }) => (
    (kind === 'ServiceAccount' && name === serviceAccountName)
    || (kind === 'ConfigMap' && maps.includes(name))
    || (kind === 'NetworkPolicy' && Object.entries(spec.podSelector.matchLabels ?? {}).length > 0)
  ));
}
