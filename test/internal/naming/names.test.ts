import {
  checkDnsLabel, checkDnsSubdomain, checkLabels, checkLabelValue, isDnsLabel, isDnsSubdomain, isLabelValue, isPortName,
  isQualifiedKey, isServiceName, shortenedLabel, volumeName,
} from '../../../src/internal/naming/names';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const LABEL_63 = 'a'.repeat(63);
const SUBDOMAIN_253 = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(70)}`;
const HOSTILE = ['', '-a', 'a-', 'A', 'a_b', 'a b', 'a\n', 'ä', 'a/b', '$(x)', '`id`', "a'b", 'a"b', 'a:b'];

describe('isDnsLabel', () => {
  it.each(['a', '0', '1a', 'a-b', 'a--b', LABEL_63])('takes %s', (name) => {
    expect(isDnsLabel(name)).toBe(true);
  });

  it.each([...HOSTILE, 'a.b', `${LABEL_63}a`])('refuses %j', (name) => {
    expect(isDnsLabel(name)).toBe(false);
  });
});

describe('isServiceName', () => {
  it.each(['a', 'a1', 'a-b', LABEL_63])('takes %s', (name) => {
    expect(isServiceName(name)).toBe(true);
  });

  it.each([...HOSTILE, '1a', 'a.b', `${LABEL_63}a`])('refuses %j', (name) => {
    expect(isServiceName(name)).toBe(false);
  });
});

describe('isDnsSubdomain', () => {
  it.each(['a', '1', 'a.b', '1.2-3.c', `${LABEL_63}a`, SUBDOMAIN_253])('takes %s', (name) => {
    expect(isDnsSubdomain(name)).toBe(true);
  });

  it.each([...HOSTILE, '.a', 'a.', 'a..b', 'a.-b', 'a-.b', `${SUBDOMAIN_253}d`])('refuses %j', (name) => {
    expect(isDnsSubdomain(name)).toBe(false);
  });
});

describe('isPortName', () => {
  it.each(['http', 'a', '8a', 'http-2', 'a'.repeat(15), '80-http'])('takes %s', (name) => {
    expect(isPortName(name)).toBe(true);
  });

  it.each([...HOSTILE, '80', '8-0', 'a--b', 'a.b', 'a'.repeat(16)])('refuses %j', (name) => {
    expect(isPortName(name)).toBe(false);
  });
});

describe('isLabelValue', () => {
  it.each(['', 'a', 'A', '1.4.2', 'a_b.c-D', LABEL_63])('takes %j', (value) => {
    expect(isLabelValue(value)).toBe(true);
  });

  it.each(['-a', 'a-', '.a', 'a_', 'a b', 'a/b', 'a\n', 'ä', `${LABEL_63}a`])('refuses %j', (value) => {
    expect(isLabelValue(value)).toBe(false);
  });
});

describe('isQualifiedKey', () => {
  it.each(['a', 'A_b.c', 'example.com/a', 'app.kubernetes.io/name', `${SUBDOMAIN_253}/${LABEL_63}`])(
    'takes %s', (key) => {
      expect(isQualifiedKey(key)).toBe(true);
    },
  );

  it.each(['', '/', 'a/', '/a', 'a/b/c', 'Example.com/a', 'example.com/-a', 'a b', '__proto__', `${LABEL_63}a`])(
    'refuses %j', (key) => {
      expect(isQualifiedKey(key)).toBe(false);
    },
  );
});

describe('volumeName', () => {
  it.each([['/tmp', 'tmp'], ['/var/cache', 'var-cache'], ['/var/lib/app2', 'var-lib-app2']])(
    'reads like the folder %s', (folder, name) => {
      expect(volumeName(folder)).toBe(name);
    },
  );

  it.each([
    '/Var/Cache', '/var_cache', '/-', '/.', '/ä', '/a b', '/$(id)', `/${'a'.repeat(300)}`,
    `/${'a'.repeat(53)}-${'b'.repeat(12)}`,
  ])('makes a label of %j', (folder) => {
    expect(isDnsLabel(volumeName(folder))).toBe(true);
  });

  it('tells apart what would read the same', () => {
    const folders = ['/a/b', '/a-b', '/a_b', '/A/b', '/a.b', '/a b', `/${'a'.repeat(80)}1`, `/${'a'.repeat(80)}2`];
    expect(new Set(folders.map((folder) => volumeName(folder))).size).toBe(folders.length);
  });
});

describe('shortenedLabel', () => {
  it.each(['a', 'tmp--api', LABEL_63])('leaves %s', (text) => {
    expect(shortenedLabel(text)).toBe(text);
  });

  it.each<[string, string]>([
    // The first eight digits of what `printf %s text | sha256sum` says.
    ['a'.repeat(64), `${'a'.repeat(54)}-ffe054fe`],
    [`${'a'.repeat(50)}${'-'.repeat(10)}b234`, `${'a'.repeat(50)}-65288619`],
  ])('cuts %s', (text, expected) => {
    expect(shortenedLabel(text)).toBe(expected);
    expect(isDnsLabel(expected)).toBe(true);
  });

  it('makes the longest label of the longest text', () => {
    expect(shortenedLabel('a'.repeat(1000))).toHaveLength(63);
  });

  it('tells apart what differs behind the cut', () => {
    const texts = ['1', '2', '-1', '--1', '11'].map((end) => `${'a'.repeat(70)}${end}`);
    expect(new Set(texts.map(shortenedLabel)).size).toBe(texts.length);
  });
});

describe('checks of names', () => {
  const label = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
  const subdomain = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
  const value = 'be a label value (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends)';

  it.each<[string, (name: string) => void, string, string]>([
    ['label', checkName(checkDnsLabel), 'a.b', `${label}, got "a.b"; choose such a name`],
    ['label', checkName(checkDnsLabel), `${LABEL_63}a`, `${label}, got "${LABEL_63}a"; choose such a name`],
    ['subdomain', checkName(checkDnsSubdomain), 'A', `${subdomain}, got "A"; choose such a name`],
    ['label value', checkName(checkLabelValue), 'a b',
      `${value}, got "a b"; shorten it or replace the other characters`],
    ['label value', checkName(checkLabelValue), '',
      `${value}, got ""; shorten it or replace the other characters`],
  ])('say what is wrong with a %s', (...[, check, name, expected]) => {
    const message = messageOf(() => check(name));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] 'prop' must ${expected}`);
  });

  it.each([undefined, null, 7, {}])('refuse %j, which is no text', (name) => {
    for (const check of [checkDnsLabel, checkDnsSubdomain, checkLabelValue]) {
      expect(messageOf(() => checkName(check)(name as string))).toMatch(NAMED_ERROR);
    }
  });

  it('name the key of the label that is wrong', () => {
    const { chart } = stage();
    expect(messageOf(() => checkLabels(chart, 'labels', { ok: 'yes', team: 'a b' })))
      .toBe(`[shop] 'labels.team' must ${value}, got "a b"; shorten it or replace the other characters`);
    expect(messageOf(() => checkLabels(chart, 'labels', { 'a/b/c': 'x' })))
      .toBe("[shop] 'labels' must hold label keys like example.com/name, got \"a/b/c\"; correct this key");
  });
});

function checkName(check: typeof checkDnsLabel) {
  return (name: string) => check(stage().chart, 'prop', name);
}
