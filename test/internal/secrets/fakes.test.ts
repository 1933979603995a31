import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { knownSecretIn, SECRET_FORMATS } from '../../../src/internal/secrets/known-formats';
import { secretsInDocument } from '../../../src/internal/secrets/objects/document-secrets';
import { FakeSecret, readFakes } from '../../support/secrets/fake-secrets';
import { holderOf, workload } from '../../support/secrets/secret-holders';

const DATA = path.resolve(__dirname, '../../data/secrets');
const FAKES = readFakes();
const MOST_FALSE_ALARMS = 0.001;

describe('fakes of secrets', () => {
  it('are all found, wherever they stand', () => {
    const missed = FAKES.filter((fake) => secretsInDocument(holderOf(fake, 'a')).length === 0);
    expect(missed.map(({ place, name, value, words }) => [place, name, words ?? value])).toEqual([]);
  });

  it('are found in fields of any kind of object', () => {
    const fields = FAKES.filter(({ place }) => place === 'field');
    const missed = fields.flatMap((fake) => ['attribute', 'parameter'].map((place) => ({ ...fake, place })))
      .filter((fake) => secretsInDocument(holderOf(fake, 'a')).length === 0);
    expect(missed).toEqual([]);
  });

  it('are many, of many kinds', () => {
    const kinds = FAKES.flatMap((fake) => secretsInDocument(holderOf(fake, 'a')).map(({ kind }) => kind));
    expect(FAKES.length).toBeGreaterThan(400);
    expect(new Set(kinds).size).toBeGreaterThan(150);
  });

  it('are found in each command line of a container', () => {
    const missed = FAKES.filter(({ place }) => place === 'command').flatMap(({ words }) => [
      { args: words }, { lifecycle: { preStop: { exec: { command: words } } } },
      { lifecycle: { postStart: { exec: { command: words } } } }, { readinessProbe: { exec: { command: words } } },
    ]).filter((container) => secretsInDocument(workload(container)).length === 0);
    expect(missed).toEqual([]);
  });

  it('are there for each form, which says what they are', () => {
    const fakes = FAKES.filter(({ place }) => place === 'form');
    expect(fakes.map(({ value }) => knownSecretIn(value))).toEqual(fakes.map(({ name }) => name));
    const kinds = new Set(fakes.map(({ name }) => name));
    expect(SECRET_FORMATS.map(({ kind }) => kind).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('are found within a text, and with what JSON makes of the ends of lines', () => {
    const words = FAKES.filter(({ place, value }) => place === 'form' && !/^[/$:]/.test(value));
    const texts = words.flatMap(({ value }) => [`a: ${value}\n`, JSON.stringify(`first\n${value}\nlast`)]);
    expect(texts.filter((text) => knownSecretIn(text) === undefined)).toEqual([]);
  });

  // Who keeps this repository may refuse what looks like a token.
  it('are in no file of this repository as they are', () => {
    const lines = fs.readFileSync(path.join(DATA, 'fakes.yaml'), 'utf8').split('\n');
    const tokens = lines.filter((line) => !/hunter2|passw|pr0xy|s3cret|p%40ss/i.test(line) && knownSecretIn(line));
    expect(tokens).toEqual([]);
  });
});

describe('harmless values of real manifests', () => {
  const values = readHarmless();

  it('are ten thousand', () => {
    expect(values).toHaveLength(10_000);
  });

  it('are hardly ever taken for secrets', () => {
    const alarms = values.filter((value) => secretsInDocument(holderOf(value, 'a')).length > 0);
    expect(alarms.map(({ place, name, value }) => [place, name, value])).toEqual([]);
    expect(alarms.length / values.length).toBeLessThanOrEqual(MOST_FALSE_ALARMS);
  });

  it('are hardly ever taken for secrets in fields of Kubernetes either', () => {
    const fields = values.filter(({ place }) => ['annotation', 'label', 'field'].includes(place));
    const alarms = fields.map((value) => ({ ...value, place: 'attribute' }))
      .filter((value) => secretsInDocument(holderOf(value, 'a')).length > 0);
    expect(fields.length).toBeGreaterThan(1000);
    expect(alarms.length / fields.length).toBeLessThanOrEqual(MOST_FALSE_ALARMS);
  });
});

/** SOURCES.md says whose they are. */
function readHarmless(): FakeSecret[] {
  const text = gunzipSync(fs.readFileSync(path.join(DATA, 'harmless.jsonl.gz'))).toString('utf8');
  return text.trimEnd().split('\n').map((line) => {
    const [place, name, value] = JSON.parse(line) as [string, string, string];
    return { place, name, value, words: place === 'command' ? JSON.parse(value) as string[] : undefined };
  });
}
