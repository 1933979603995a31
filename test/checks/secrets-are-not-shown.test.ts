import { CHECKS } from '../../src/checks/catalogue';
import { judge } from '../../src/checks/judging/judge';
import { Cluster } from '../../src/checks/model/cluster';
import { Manifest } from '../../src/checks/model/manifest';
import { Severity } from '../../src/checks/model/severity';
import { SECRET_CHECKS } from '../../src/internal/secrets/document-secrets';
import { Colors } from '../../src/report/colors';
import { jsonReport } from '../../src/report/json-report';
import { makeReport } from '../../src/report/report';
import { textReport } from '../../src/report/text-report';
import { FakeSecret, readFakes } from '../support/secrets/fake-secrets';
import { holderOf } from '../support/secrets/secret-holders';

const MINOR = 34;
// Those known by their forms stand in variables, too.
const FAKES = readFakes().filter(({ place }) => place !== 'form');
const MANIFESTS = FAKES.map((fake, index) => new Manifest(holderOf(fake, `holder-${index}`)));
const KNOWN = new Set(CHECKS.map(({ id }) => id));
const RESULTS = judge(new Cluster(MANIFESTS, MINOR), { checks: CHECKS, knownIds: KNOWN, asOf: '2026-01-01' });
const REPORT = makeReport({ manifests: MANIFESTS, checks: CHECKS, results: RESULTS });

describe('secrets of manifests', () => {
  it('are found by the checks that constructs are held to', () => {
    const ids: readonly string[] = Object.values(SECRET_CHECKS);
    const failed = RESULTS.filter(({ check, status }) => status === 'failed' && ids.includes(check.id));
    const found = new Set(failed.map(({ manifest }) => manifest));
    const missed = MANIFESTS.filter((manifest) => !found.has(manifest));
    expect(missed.map(({ content }) => content)).toEqual([]);
    expect([...KNOWN]).toEqual(expect.arrayContaining([...ids]));
  });

  it('are in nothing that is said of them', () => {
    const secrets = new Map(MANIFESTS.map((manifest, index) => [manifest, secretsOf(FAKES[index])]));
    const shown = RESULTS.filter(({ manifest, check, ...said }) => {
      const text = JSON.stringify(said);
      return secrets.get(manifest!)!.some((secret) => text.includes(JSON.stringify(secret).slice(1, -1)));
    });
    expect(shown.map(({ check, message }) => [check.id, message])).toEqual([]);
  });

  it.each<[string, () => Iterable<string>]>([
    ['JSON', () => jsonReport(REPORT, { isAll: false })],
    ['text', () => textReport(REPORT, {
      colors: new Colors(false), failOn: Severity.CRITICAL, isAll: true, areBoxesShown: false,
    })],
  ])('are not repeated as %s', (_, report) => {
    const text = [...report()].join('');
    expect(text).toContain('holds what looks like a password in PGPASSWORD');
    expect(text).not.toMatch(/hunter2|Passw0rd|foobared/);
  });
});

describe('a value that is refused for another reason', () => {
  it.each<[string, object]>([
    ['a number in a variable', { env: [{ name: 'DB_PASSWORD', value: 8675309 }] }],
    ['a text for a list', { args: '--password=8675309' }],
    ['a map for a list', { env: { DB_PASSWORD: '8675309' } }],
    ['an address with a password', { image: 'https://u:8675309@example.com/x:1' }],
  ])('is not shown where it is a secret: %s', (_, container) => {
    const manifest = new Manifest(holderOf({ place: 'env', name: '', value: '' }, 'holder'));
    Object.assign(manifest.content.spec.template.spec.containers[0], container);
    const results = judge(new Cluster([new Manifest(manifest.content)], MINOR), {
      checks: CHECKS, knownIds: KNOWN, asOf: '2026-01-01',
    });
    expect(results.some(({ status }) => status === 'failed')).toBe(true);
    expect(JSON.stringify(results.map(({ actual, message }) => [actual, message]))).not.toContain('8675309');
  });
});

/** What is long enough to be nothing else; an address without a password is no secret. */
function secretsOf({ value, words = [value] }: FakeSecret): string[] {
  return words.filter((word) => word.length > 16 && !/^https?:\/\/[\w.:-]+(?:\/health)?$/.test(word));
}
