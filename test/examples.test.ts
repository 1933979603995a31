import * as fs from 'fs';
import * as path from 'path';
import { declaredMinor, EXAMPLE_NAMES, expectedFiles, synthesizeByApp, synthesizeExample } from './support/examples';
import { readYaml } from './support/render';
import { MINORS, schemaProblems } from './support/schemas';
import { failuresOf } from '../src/checks/judging/readiness';
import { Manifest } from '../src/checks/model/manifest';
import { Severity } from '../src/checks/model/severity';

const DEFAULT_MINOR = 30;

const minorNumber = (minor: string) => Number(minor.split('.')[1]);

/** The texts of the objects in the files; other documents are for others than the API server. */
function documentsIn(files: Record<string, string>): string[] {
  return Object.entries(files).filter(([name]) => name.endsWith('.yaml')).flatMap(([, text]) => text.split(/^---$/m));
}

/** Objects that schemas were asked about already: those of one minor are mostly those of the next. */
class AskedSchemas {
  private readonly oldestOf = new Map<string, number>();

  /** What the schemas from `oldest` on say against the files, of objects that they did not see. */
  public problemsFrom(oldest: number, files: Record<string, string>): string[] {
    return documentsIn(files).flatMap((text) => {
      const seenFrom = this.oldestOf.get(text) ?? Infinity;
      this.oldestOf.set(text, Math.min(oldest, seenFrom));
      const minors = MINORS.filter((minor) => minorNumber(minor) >= oldest && minorNumber(minor) < seenFrom);
      return minors.length === 0 ? [] : readYaml(text).flatMap((manifest) => (
        minors.flatMap((minor) => schemaProblems(minor, manifest))
      ));
    });
  }
}

describe('an example', () => {
  it('is written otherwise for another minor', () => {
    expect(synthesizeExample('hello-service', 28)).not.toEqual(synthesizeExample('hello-service', DEFAULT_MINOR));
  });
});

describe.each(EXAMPLE_NAMES)('example %s', (name) => {
  const schemas = new AskedSchemas();

  it('writes what its expected folder holds', () => {
    expect(synthesizeExample(name, DEFAULT_MINOR)).toEqual(expectedFiles(name));
  });

  it('is written with the bytes of cdk8s itself', () => {
    const files = Object.entries(expectedFiles(name)).filter(([file]) => file.endsWith('.yaml'));
    expect(synthesizeByApp(name)).toEqual(Object.fromEntries(files));
  });

  it.each(MINORS)('written for %s is valid there and on every newer minor', (minor) => {
    const oldest = Math.max(minorNumber(minor), declaredMinor(name) ?? 0);
    expect(schemas.problemsFrom(oldest, synthesizeExample(name, oldest))).toEqual([]);
  });

  it('is ready for production: no check fails, and what is waived has a reason', () => {
    const manifests = documentsIn(expectedFiles(name)).flatMap(readYaml).map((content) => new Manifest(content));
    const options = { failOn: Severity.ADVICE, kubernetesVersion: `1.${declaredMinor(name) ?? DEFAULT_MINOR}` };
    expect(failuresOf(manifests, options).map(({ check, manifest }) => `${manifest?.name} ${check.id}`)).toEqual([]);
  });

  it('has a README', () => {
    const readme = fs.readFileSync(path.resolve(__dirname, '../examples', name, 'README.md'), 'utf8');
    expect(readme).toMatch(/^# /);
  });
});
