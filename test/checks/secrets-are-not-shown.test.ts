import * as fs from 'fs';
import * as path from 'path';
import { CHECKS } from '../../src/checks/catalogue';
import { judge } from '../../src/checks/judging/judge';
import { Cluster } from '../../src/checks/model/cluster';
import { Manifest } from '../../src/checks/model/manifest';
import { Result } from '../../src/checks/model/result';
import { Severity } from '../../src/checks/model/severity';
import { WrittenWaiver } from '../../src/checks/model/waiver';
import { fileAddress } from '../../src/cli/check/file-address';
import { judgePaths } from '../../src/cli/check/judge-paths';
import { TOOL } from '../../src/cli/own-package';
import { judgedOptions } from '../../src/cli/validation/validation-properties';
import { SECRET_CHECKS } from '../../src/internal/secrets/objects/document-secrets';
import { JsonObject } from '../../src/internal/values/json';
import { Colors } from '../../src/report/colors';
import { htmlReport } from '../../src/report/html/html-report';
import { jsonReport } from '../../src/report/json-report';
import { junitReport } from '../../src/report/junit/junit-report';
import { markdownReport } from '../../src/report/markdown/markdown-report';
import { makeReport, Report } from '../../src/report/report';
import { sarifReport } from '../../src/report/sarif/sarif-report';
import { textReport } from '../../src/report/text-report';
import { FakeSecret, readFakes } from '../support/secrets/fake-secrets';
import { withPlanted } from '../support/secrets/planted-secrets';
import { holderOf, workload } from '../support/secrets/secret-holders';
import { inFolder } from '../support/system/folders';
import { validObjects } from '../support/validity/objects';

const MINOR = 34;
// Those known by their forms stand in variables, too.
const FAKES = readFakes().filter(({ place }) => place !== 'form');
const MANIFESTS = FAKES.map((fake, index) => new Manifest(holderOf(fake, `holder-${index}`)));
const KNOWN = new Set(CHECKS.map(({ id }) => id));
const RESULTS = resultsOf(MANIFESTS);
/** A token that nobody handed out, in two parts, so that it is none here. */
const TOKEN = `gh${'p_'}0123456789abcdefghijklmnopqrstuvwxyzAB`;
/** As many places make one test. */
const ONE_OF = 3;
const FOR_PERSONS = { failOn: Severity.CRITICAL, isAll: true, areBoxesShown: false };
/** Everything that a report may be written as. */
const FORMS: Readonly<Record<string, (report: Report) => Iterable<string>>> = {
  JSON: (report) => jsonReport(report, { isAll: false }),
  text: (report) => textReport(report, { ...FOR_PERSONS, colors: new Colors(false) }),
  SARIF: (report) => sarifReport(report, { isAll: false, tool: TOOL, addressOf: fileAddress }),
  JUnit: (report) => junitReport(report, { isAll: false, tool: TOOL }),
  Markdown: (report) => markdownReport(report, FOR_PERSONS),
  HTML: (report) => htmlReport(report, { failOn: Severity.CRITICAL, tool: TOOL }),
};
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

  it.each(Object.entries(FORMS))('are not repeated as %s', (_, write) => {
    const text = [...write(REPORT)].join('');
    expect(text).toContain('holds what looks like a password in PGPASSWORD');
    expect(text).not.toMatch(/hunter2|Passw0rd|foobared/);
  });
});

describe('the secrets of one object', () => {
  const LINES = 'C_PASSWORD=x1\nD_API_KEY=A1b2C3d4E5f6G7h8\n';
  const MANY = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((number) => [`password${number}`, 'hunter2']));
  it.each<[string, JsonObject, string]>([
    ['entries, and lines of a file', {
      apiVersion: 'v1', kind: 'ConfigMap', data: { 'A_PASSWORD': 'hunter2', 'b.env': LINES },
    }, 'holds what looks like a password in A_PASSWORD, C_PASSWORD of b.env, and a key in D_API_KEY of b.env'],
    ['more than anybody reads', {
      apiVersion: 'example.com/v1', kind: 'Thing', spec: MANY,
    }, 'holds what looks like a password in password1, password2, password3, password4, password5, and 2 more'],
    ['a key that is one itself', { apiVersion: 'v1', kind: 'ConfigMap', data: { [TOKEN]: 'x' } },
      'holds what looks like a GitHub token in [a GitHub token, which is not shown]'],
  ])('are named in one finding: %s', (_, object, message) => {
    const results = resultsOf([new Manifest({ ...object, metadata: { name: 'a', namespace: 'shop' } })]);
    const found = results.filter(({ status, check: { box } }) => status === 'failed' && box === 'secrets');
    expect(found.map((result) => result.message)).toEqual([message]);
  });
});

describe('a secret in any field of any kind of object', () => {
  const planted = validObjects(MINOR).flatMap((object) => [...withPlanted(object, TOKEN)])
    .filter((_, index) => index % ONE_OF === 0).map((object) => new Manifest(object));
  const results = planted.flatMap((manifest) => resultsOf([manifest]));

  it('is in nothing that is said of it', () => {
    const shown = results.filter(({ check, manifest, ...said }) => JSON.stringify(said).includes(TOKEN));
    expect(planted.length).toBeGreaterThan(500);
    expect(shown.map(({ check, message }) => [check.id, message])).toEqual([]);
  });

  it('is found', () => {
    const found = new Set(results.filter(({ message }) => message.includes('looks like a GitHub token')));
    expect(found.size).toBeGreaterThan(300);
  });

  it.each(Object.entries(FORMS))('is not in the report as %s', (_, write) => {
    const report = makeReport({ manifests: planted, checks: CHECKS, results });
    expect([...write(report)].filter((part) => part.includes(TOKEN))).toEqual([]);
  });
});

describe('a secret in the path of a file', () => {
  const waivers = 'waivers: [{check: image-has-tag, reason: it is a test}]';
  const files = {
    'a.yaml': `${JSON.stringify(workload({ image: 'web' }))}\n---\na: [`,
    'other.yaml': 'a: 1',
    'preflight.yaml': waivers,
  };
  const reports = inFolder((folder) => {
    const options = judgedOptions({ all: true });
    const within = path.join(folder, TOKEN);
    fs.mkdirSync(path.join(within, 'empty'), { recursive: true });
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(within, name), text);
    return [within, path.join(within, 'empty')].map((place) => judgePaths({ ...options, paths: [place] }));
  });

  it('is where it can be shown', () => {
    expect(reports.map(({ manifests }) => manifests.length)).toEqual([1, 0]);
    expect(reports.map(({ skipped }) => skipped.length)).toEqual([1, 0]);
    expect(reports[0].results.filter(({ file = '' }) => file.includes(TOKEN)).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(FORMS))('is not in the report as %s, also where nothing was judged', (_, write) => {
    const [whole, empty] = reports.map((report) => [...write(report)].join(''));
    expect(whole.replace(/\s+/g, ' ')).toMatch(/a GitHub token, which is not shown|a%20GitHub%20token/);
    expect([whole, empty].filter((text) => text.includes(TOKEN))).toEqual([]);
  });
});

describe('a waiver that repeats what it is about', () => {
  const SECRET = 'hunter2-of-the-demonstration';
  const reason = `${SECRET} is what the demonstration shows`;
  const ID = 'no-literal-secrets-in-env';
  const deployment = (annotations = {}) => {
    const { metadata, ...object } = workload({ env: [{ name: 'DB_PASSWORD', value: SECRET }] });
    return new Manifest({ ...object, metadata: { ...metadata, name: 'web', namespace: 'shop', annotations } });
  };
  const written = {
    file: 'preflight.yaml',
    line: 1,
    path: 'waivers[0]',
    content: { check: ID, reason, owner: SECRET, ticket: SECRET, until: '2027-01-01' },
  };

  it.each<[string, Result[]]>([
    ['an annotation', resultsOf([deployment({ [`preflight/waive.${ID}`]: reason })])],
    ['a line of JSON', resultsOf([deployment({ [`preflight/waive.${ID}`]: JSON.stringify({ reason }) })])],
    ['a file', resultsOf([deployment()], [written])],
  ])('is followed without it: %s', (_, results) => {
    expect(results.find(({ check }) => check.id === ID)).toMatchObject({
      status: 'waived', waiver: { reason: '[a password, which is not shown] is what the demonstration shows' },
    });
    expect(JSON.stringify(results.map(saidOf))).not.toContain(SECRET);
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
    const results = resultsOf([new Manifest(manifest.content)]);
    expect(results.some(({ status }) => status === 'failed')).toBe(true);
    expect(JSON.stringify(results.map(saidOf))).not.toContain('8675309');
  });
});

describe('a secret of which a message has the whole, or a part', () => {
  const TELEGRAM = `1234567890:A${'A'}Hq3xZk9Lw2Vt7Rb5Nc8Md1Fg4Jp6Ys0Xu`;
  const RANDOM = 'Qk3Zx9Lw2Vt7Rb5Nc8Md1Fg4Jp6Ys0XuQk3Z';
  const config = (receiver: string) => JSON.stringify({ route: { receiver }, receivers: [{ name: 'pager' }] });

  it.each<[string, JsonObject, string, string]>([
    ['the tag of an image', workload({ image: TELEGRAM }), 'image-has-tag',
      'runs version [a Telegram bot token, which is not shown]'],
    ['a receiver of a file', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'alertmanager.yml': config(RANDOM) } },
      'alert-receivers-exist',
      'routes alerts to receiver [a random text, which is not shown], which is not defined'],
    ['a receiver of an object', {
      apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', spec: JSON.parse(config(RANDOM)),
    }, 'alert-receivers-exist',
    'routes alerts to receiver [a random text, which is not shown], which is not defined'],
  ])('is not shown: %s', (...[, object, id, message]) => {
    const results = resultsOf([new Manifest({ ...object, metadata: { name: 'a', namespace: 'shop' } })]);
    expect(results.filter(({ check }) => check.id === id).map((result) => result.message)).toEqual([message]);
    const said = JSON.stringify(results.map(saidOf));
    [TELEGRAM, TELEGRAM.split(':')[1], RANDOM].forEach((secret) => expect(said).not.toContain(secret));
  });
});

describe('a password by which something else is called, too', () => {
  const resultsAbout = (password: string) => {
    const volumeMounts = [{ name: password, mountPath: '/data' }];
    const object = workload({ args: [`--password=${password}`], volumeMounts });
    return resultsOf([new Manifest({ ...object, metadata: { name: password, namespace: 'shop' } })]);
  };

  it.each([
    'Tr0ub4dor&3', 'correct horse battery', 'kd82jq1mz0plx9aa', 'hunter2', 'hunter-2b', 'P@ssw0rd', '8675309',
    'correcthorsebatterystaple',
  ])('is not shown where nobody would call it so: %s', (password) => {
    const said = JSON.stringify(resultsAbout(password).map(saidOf));
    expect(said).toMatch(/mounts the volume \[a (?:password|secret), which is not shown\]/);
    expect(said).not.toContain(password.slice(0, 6));
  });

  it.each(['shop', 'shop-db', 'my-shop.example.com', 'shop-v2', 'shop-1', 'DB_NAME', 'Shop'])(
    'is shown where it is a word, without which nobody understands what is said: %s', (password) => {
      const messages = resultsAbout(password).map(({ message }) => message);
      expect(messages).toContain(`mounts the volume ${password}, which its pod does not have`);
    },
  );
});

function resultsOf(manifests: readonly Manifest[], written: readonly WrittenWaiver[] = []): Result[] {
  return judge(new Cluster([...manifests], MINOR), { checks: CHECKS, knownIds: KNOWN, asOf: '2026-01-01', written });
}

/** All of a result but what it is about. */
function saidOf({ manifest, check, ...said }: Result) {
  return said;
}

/** What is long enough to be nothing else; an address without a password is no secret. */
function secretsOf({ value, words = [value] }: FakeSecret): string[] {
  return words.filter((word) => word.length > 16 && !/^https?:\/\/[\w.:-]+(?:\/health)?$/.test(word));
}
