import { CheckCase, readCases } from './support/cases';
import { counted, Reads } from './support/counted';
import { routedAlerts } from './support/routed-alerts';
import { secretOfMany } from './support/taken-secrets';
import { SHAPES, workloadsOf } from './support/workloads';
import { ALERTS_HAVE_RECEIVERS } from '../../src/checks/alerts/alerts-have-receivers';
import { INHIBITIONS_HAVE_AN_END } from '../../src/checks/alerts/inhibitions-have-an-end';
import { INHIBITIONS_MATCH_ALERTS } from '../../src/checks/alerts/inhibitions-match-alerts';
import { CHECKS } from '../../src/checks/catalogue';
import * as matchers from '../../src/checks/facts/alerts/alert-matchers';
import * as patterns from '../../src/checks/facts/alerts/label-patterns';
import { readDocuments } from '../../src/checks/loading/documents';
import { ICheck } from '../../src/checks/model/check';
import { Cluster } from '../../src/checks/model/cluster';
import { Manifest } from '../../src/checks/model/manifest';
import { isMap } from '../../src/checks/model/values/plain-data';
import { SECRET_EXISTS } from '../../src/checks/references/secret-exists';

// What a module exports can be watched in a copy alone.
jest.mock('../../src/checks/facts/alerts/alert-matchers', () => (
  { __esModule: true, ...jest.requireActual<object>('../../src/checks/facts/alerts/alert-matchers') }
));
jest.mock('../../src/checks/facts/alerts/label-patterns', () => (
  { __esModule: true, ...jest.requireActual<object>('../../src/checks/facts/alerts/label-patterns') }
));

const MINOR = 34;
/** What grows with the square would be six times as much. */
const [FEW, MANY] = [15, 90];
const [FEW_COPIES, MANY_COPIES] = [5, 30];
const MOST = 1.8;
/** Less than anybody could tell from an index that is built once. */
const LITTLE = 3;
/** Those with the most objects; the others ask the same of fewer. */
const CASES_OF_EACH = 3;

/** What each of many routes and inhibitions asks of alerts, of which each has labels of its own. */
const MATCHERS: Record<string, (index: number) => string> = {
  'by one value': (index) => `team="team-${index}"`,
  'by several values': (index) => `team=~"team-${index}|other-${index}"`,
  'by how they begin': (index) => `team=~"team-${index}.*"`,
  'by how they end': (index) => `team=~"team.*-${index}"`,
  'by values that hardly anybody has': (index) => `team=~"other-${index}|team-0"`,
  'by a label that series may have': (index) => `zone="zone-${index}"`,
};

const COPIED = {
  'everything': () => true,
  'what is judged': (index: number) => index === 0,
  'what is beside it': (index: number) => index > 0,
};

/** Not what it takes in time, which is the business of the machine: how often checks look at what is written. */
describe('what a check reads of each object', () => {
  it.each(Object.keys(SHAPES))('does not grow with the number of workloads: %s', (shape) => {
    const [few, many] = [FEW, MANY].map((count) => {
      const reads: Reads = { count: 0 };
      const manifests = workloadsOf(SHAPES[shape], count).map((content) => new Manifest(counted(content, reads)));
      const cluster = new Cluster(manifests, MINOR);
      return CHECKS.map((check) => readsOf(check, { manifests, cluster, reads }));
    });
    const growing = CHECKS.filter((_, index) => isGrowing([few[index] / FEW, many[index] / MANY]));
    expect(growing.map(({ id }) => id)).toEqual([]);
  });

  it.each(Object.entries(COPIED))('does not grow with the copies of %s', (_, isCopied) => {
    const growing = CHECKS.flatMap((check) => largestCases(check).filter((one) => (
      isGrowing([FEW_COPIES, MANY_COPIES].map((count) => readsOfCopies(check, one, { count, isCopied }) / count))
    )).map(({ name }) => `${check.id}: ${name}`));
    expect(growing).toEqual([]);
  });
});

/** The routes are read once; then alerts are put to them. */
describe('how often an alert is put to matchers', () => {
  it.each(Object.keys(MATCHERS))('does not grow with routes and inhibitions: %s', (kind) => {
    const [few, many] = [FEW, MANY].map((count) => (
      callsOf(() => jest.spyOn(matchers, 'matchersHold'), MATCHERS[kind], count) / count
    ));
    expect(few).toBeGreaterThan(0);
    expect(isGrowing([few, many])).toBe(false);
  });
});

describe('how often a pattern is read', () => {
  it('does not grow with the alerts that it is put to', () => {
    const [few, many] = [FEW, MANY].map((count) => (
      callsOf(() => jest.spyOn(patterns, 'readPattern'), (index) => `team=~".*x${index}.*"`, count) / count
    ));
    expect(few).toBeGreaterThan(0);
    expect(isGrowing([few, many])).toBe(false);
  });
});

describe('how many keys of a Secret are looked at', () => {
  it.each(['what it holds', 'what is written into it'])('does not grow with the pods that take them: %s', (place) => {
    const [few, many] = [FEW, MANY].map((count) => keysSeen(place, count) / count);
    expect(few).toBeGreaterThan(0);
    expect(isGrowing([few, many])).toBe(false);
  });
});

/** By lists that are searched, and objects whose keys are listed. */
function keysSeen(place: string, count: number): number {
  const manifests = secretOfMany(place === 'what it holds', count).map((content) => new Manifest(content));
  const cluster = new Cluster(manifests, MINOR);
  const [searched, listed] = [jest.spyOn(Array.prototype, 'includes'), jest.spyOn(Object, 'keys')];
  manifests.forEach((manifest) => SECRET_EXISTS.evaluate(manifest, cluster));
  const seen = [
    ...searched.mock.contexts.map((list) => (list as unknown[]).length),
    ...listed.mock.results.map(({ value }) => (value as string[]).length),
  ].reduce((sum, length) => sum + length, 0);
  [searched, listed].forEach((spy) => spy.mockRestore());
  return seen;
}

function callsOf(spyOn: () => jest.SpyInstance, matcherOf: (index: number) => string, count: number): number {
  const asked = spyOn();
  const manifests = routedAlerts(matcherOf, count).map((content) => new Manifest(content));
  const cluster = new Cluster(manifests, MINOR);
  [ALERTS_HAVE_RECEIVERS, INHIBITIONS_HAVE_AN_END, INHIBITIONS_MATCH_ALERTS].forEach((check) => (
    manifests.filter(({ groupKind }) => check.appliesTo.includes(groupKind))
      .forEach((manifest) => check.evaluate(manifest, cluster))
  ));
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
}

function isGrowing([few, many]: readonly number[]): boolean {
  return many > MOST * (few + LITTLE);
}

interface Judged {
  readonly manifests: readonly Manifest[];
  readonly cluster: Cluster;
  readonly reads: Reads;
}

function readsOf(check: ICheck, { manifests, cluster, reads }: Judged): number {
  const before = reads.count;
  manifests.filter(({ groupKind, pods }) => (
    check.appliesTo.some((kind) => kind === '*' || kind === groupKind || kind === 'pods' && pods.length > 0)
  )).forEach((manifest) => check.evaluate(manifest, cluster));
  return reads.count - before;
}

function largestCases({ id }: ICheck): CheckCase[] {
  const sizeOf = ({ objects }: CheckCase) => objects.split('\n---\n').length;
  return readCases(id).sort((left, right) => sizeOf(right) - sizeOf(left)).slice(0, CASES_OF_EACH);
}

/** Under other names, so that all of them refer to what the first one does. */
function readsOfCopies(
  check: ICheck, { objects }: CheckCase, { count, isCopied }: { count: number; isCopied: (index: number) => boolean },
): number {
  const { manifests: written } = readDocuments('case.yaml', objects);
  const reads: Reads = { count: 0 };
  const manifests = Array.from({ length: count }, (_, copy) => (
    written.filter((_one, index) => copy === 0 || isCopied(index)).map(({ content }) => {
      const own: Record<string, unknown> = structuredClone(content);
      if (copy > 0 && isMap(own.metadata)) own.metadata.name = `${own.metadata.name}-${copy}`;
      return new Manifest(counted(own, reads));
    })
  )).flat();
  return readsOf(check, { manifests, cluster: new Cluster(manifests, MINOR), reads });
}
