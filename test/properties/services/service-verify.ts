import { App } from 'cdk8s';
import { buildApp } from './service-build';
import { ServiceCase } from './service-case';
import { Expectation, EXPECTATIONS, expectedLabels, expectedWaivers } from './service-expectations';
import { thousandths, valueAt } from '../../support/manifests/reading';
import { readYaml } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';

const WAIVER = 'preflight/waive.';

/** A construct, and what it must make of a case. */
export interface Subject<C extends ServiceCase> {
  /** The kind of what makes its pods, which carries the waivers. */
  readonly controller: string;
  readonly expectations: readonly Expectation<C>[];
  build(given: C, app?: App): App;
  waivers(given: C): Record<string, string | undefined>;
}

const PRODUCTION_SERVICE: Subject<ServiceCase> = {
  controller: 'Deployment', expectations: EXPECTATIONS, build: buildApp, waivers: expectedWaivers,
};

/** Everything that must hold of what a case is synthesized to. */
export function expectComplete<C extends ServiceCase>(
  given: C, app: App, subject: Subject<C> = PRODUCTION_SERVICE,
): void {
  const text = app.synthYaml() as string;
  expect(app.synthYaml()).toBe(text);
  expect(subject.build(given).synthYaml()).toBe(text);
  expect(subject.build(given, new App()).synthYaml()).toBe(text);
  const manifests = readYaml(text);
  const minor = given.platform.kubernetesVersion ?? '1.30';
  expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  expectValues(given, manifests, subject);
}

/** Each given value stands where the documentation says. */
function expectValues<C extends ServiceCase>(given: C, manifests: Manifest[], subject: Subject<C>): void {
  const { expectations } = subject;
  const found = expectations.map(({ prop, kind, pointer }) => [prop, kind, pointer, read(manifests, kind, pointer)]);
  const wanted = expectations.map(({ prop, kind, pointer, expected }) => [prop, kind, pointer, expected(given)]);
  expect(found).toEqual(wanted);
  expectWaivers(subject.waivers(given), read(manifests, subject.controller, '/metadata/annotations'));
  for (const { metadata } of manifests) {
    for (const [key, value] of Object.entries(expectedLabels(given))) {
      expect([key,
        metadata.labels[key]]).toEqual([key, value]);
    }
  }
}

function expectWaivers(expected: Record<string, string | undefined>, annotations: Manifest = {}): void {
  const keys = Object.keys(annotations).filter((key) => key.startsWith(WAIVER));
  const wanted = Object.entries(expected);
  expect(keys.sort()).toEqual(wanted.map(([checkId]) => WAIVER + checkId).sort());
  for (const [checkId, reason] of wanted) {
    expect(annotations[WAIVER + checkId]).toEqual(reason ?? expect.stringMatching(/\S/));
  }
}

function read(manifests: Manifest[], kind: string, pointer: string): unknown {
  const manifest = manifests.find((candidate) => candidate.kind === kind);
  const [list, item] = pointer.split('/*');
  if (item !== undefined) return (valueAt(manifest, list) as Manifest[]).map((entry) => valueAt(entry, item));
  const value = valueAt(manifest, pointer);
  return pointer.endsWith('/resources') ? inThousandths(value) : value;
}

function inThousandths(value: Manifest): unknown {
  return typeof value === 'string'
    ? thousandths(value)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inThousandths(inner)]));
}
