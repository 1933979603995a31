import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { Build } from './any-call';
import { platformArbitrary } from './arbitraries/platform-cases';
import { PlatformCase } from './services/service-case';
import { Severity } from '../../src/checks/model/severity';
import { expectReady } from '../../src/testing/expect-ready';
import { readYaml } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';

/** Platforms whose DNS answers at a port by which the checks know it. */
export const knownPlatform: fc.Arbitrary<PlatformCase> = platformArbitrary.map(({ clusterDns, ...platform }) => (
  { ...platform, clusterDns: clusterDns && { ...clusterDns, port: clusterDns.port === 5353 ? 5353 : 53 } }
));

/** A case that stands on a platform of its own, so that there are some of every minor. */
interface PlacedCase {
  readonly platform: PlatformCase;
}

/** What a case is written to, once it was seen that it is repeatable, valid, and ready but for what it waives. */
export function promised<C extends PlacedCase>(given: C, app: App, build: Build<C>): Manifest[] {
  // It was written once before, to see whether it can be.
  const text = app.synthYaml() as string;
  expect(build(given, new App()).synthYaml()).toBe(text);
  const manifests = readYaml(text);
  const minor = given.platform.kubernetesVersion ?? '1.30';
  expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  for (const chart of app.charts) expectReady(chart, { failOn: Severity.WARNING });
  return manifests;
}

/** The reason that a waiver says: what could be taken for JSON is within some. */
export function reasonIn(waiver: string): string {
  return waiver.startsWith('{"reason":') ? JSON.parse(waiver).reason : waiver;
}

/** What Prometheus makes of a text of an alert in which templates hold literals alone. */
export function asTold(text: string): string {
  return text.replace(/\{\{ "([^"]*)" \}\}/g, '$1');
}
