import { App } from 'cdk8s';
import { buildApp } from './build';
import { EXPECTATIONS, expectedLabels, expectedWaivers } from './expectations';
import { thousandths, valueAt } from './objects';
import { ServiceCase } from './service-case';
import { readYaml } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';

const WAIVER = 'preflight/waive.';

/** Everything that must hold of what a case is synthesized to. */
export function expectComplete(given: ServiceCase, app: App): void {
  const text = app.synthYaml() as string;
  expect(app.synthYaml()).toBe(text);
  expect(buildApp(given).synthYaml()).toBe(text);
  expect(buildApp(given, new App()).synthYaml()).toBe(text);
  const manifests = readYaml(text);
  const minor = given.platform.kubernetesVersion ?? '1.30';
  expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  expectValues(given, manifests);
}

/** Each given value stands where the documentation says. */
export function expectValues(given: ServiceCase, manifests: Manifest[]): void {
  const found = EXPECTATIONS.map(({ prop, kind, pointer }) => [prop, kind, pointer, read(manifests, kind, pointer)]);
  const wanted = EXPECTATIONS.map(({ prop, kind, pointer, expected }) => [prop, kind, pointer, expected(given)]);
  expect(found).toEqual(wanted);
  expectWaivers(given, manifests);
  for (const { metadata } of manifests) {
    for (const [key, value] of Object.entries(expectedLabels(given))) {
      expect([key,
        metadata.labels[key]]).toEqual([key, value]);
    }
  }
}

function expectWaivers(given: ServiceCase, manifests: Manifest[]): void {
  const annotations = (read(manifests, 'Deployment', '/metadata/annotations') ?? {}) as Record<string, string>;
  const keys = Object.keys(annotations).filter((key) => key.startsWith(WAIVER));
  const wanted = Object.entries(expectedWaivers(given));
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
