import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { complaintOf, describe as described, fail, madeConstruct, pathOf } from '../../src/internal/fail';
import { messageOf, NAMED_ERROR } from '../support/errors';

const chart = new Chart(new App(), 'shop');

describe('fail', () => {
  it('names path, prop, value and remedy', () => {
    const message = messageOf(() => fail(chart, { prop: 'port', must: 'be even', got: 7, remedy: 'take 8' }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'port' must be even, got 7; take 8");
  });

  it.each<[unknown, string]>([
    [undefined, 'nothing'], [null, 'null'], [NaN, 'NaN'], [-Infinity, '-Infinity'], [1e21, '1e+21'], ['', '""'],
    ['a"\n', '"a\\"\\n"'], [{ a: [1] }, '{"a":[1]}'], [Symbol('x'), 'Symbol(x)'],
    ['x'.repeat(198), `"${'x'.repeat(198)}"`],
    ['x'.repeat(199), `"${'x'.repeat(199)}...`],
    [{ list: 'x'.repeat(5000) }, `{"list":"${'x'.repeat(191)}...`],
  ])('shows %p, cut after 200 characters', (got, shown) => {
    expect(described({ prop: 'p', must: 'm', got, remedy: 'r' })).toBe(`'p' must m, got ${shown}; r`);
  });

  it.each<[prop: string, got: unknown, shown: string]>([
    ['env.PGPASSWORD', 'hunter2', '[a password, which is not shown]'],
    ['proxy.env.PGPASSWORD', 'hunter2', '[a password, which is not shown]'],
    ['password', 'hunter2', '[a password, which is not shown]'],
    ['apiPassword', 8675309, '[a password, which is not shown]'],
    ['replicas', 8675309, '8675309'],
    ['p', 'postgres://shop:hunter2@db', '[an address with a password, which is not shown]'],
    ['p', { name: 'DB_PASSWORD', value: 'hunter2' }, '{"name":"DB_PASSWORD","value":[a password, which is not shown]}'],
    ['p', { password: 'hunter2', user: 'shop' }, '{"password":[a password, which is not shown],"user":"shop"}'],
    ['p', ['serve', '--password', 'hunter2'], '[a password, which is not shown]'],
  ])('shows no secret: %s, %p', (prop, got, shown) => {
    expect(described({ prop, must: 'm', got, remedy: 'r' })).toBe(`'${prop}' must m, got ${shown}; r`);
  });

  it('can be asked for what it would say, and for nothing else', () => {
    const complaint = { prop: 'port', must: 'be even', got: 7, remedy: 'take 8' };
    expect(complaintOf(() => fail(chart, complaint))).toEqual(complaint);
    expect(complaintOf(() => undefined)).toBeUndefined();
    expect(() => complaintOf(() => { throw new Error('another'); })).toThrow('another');
  });

  it.each<[title: string, got: unknown, shown: string]>([
    ['a negative zero', -0, '0'],
    ['a big integer', 10n ** 21n, `1${'0'.repeat(21)}n`],
    ['a huge integer', 10n ** 500n, `1${'0'.repeat(199)}...`],
    ['a function', () => 1, 'function'],
    ['a function with a name', Math.max, 'function max'],
    ['a class', class Pod {}, 'function Pod'],
    ['a class that hides its name', class { static get name(): string { return fails(); } }, '[unreadable]'],
    // eslint-disable-next-line no-sparse-arrays
    ['a list with holes', [undefined, , null], '[nothing,nothing,null]'],
    ['a member without a value', { a: undefined }, '{"a":nothing}'],
    ['a map', new Map([[1, 2]]), 'Map'],
    ['an instance of a class without a name', new (class {})(), 'object'],
    ['a duration', Duration.hours(1), 'Duration'],
    ['a date', new Date(0), 'Date'],
    ['a construct', chart, 'Chart shop'],
    ['an app', new App(), 'App'],
    ['an error', new TypeError('no\nway'), 'TypeError: no\\nway'],
    ['an object without a prototype', Object.create(null), '{}'],
    ['a boxed text', new String('a'), 'String'],
    ['what holds itself', circular(), '{"a":[circular],"b":[[[circular]]]}'],
    ['what is deep', deep(), `${'{"a":'.repeat(40)}...`],
    ['what is long', Array(100_000).fill(7), `[${'7,'.repeat(99)}7...`],
    ['an accessor that throws', { get a() { throw new Error('away'); }, b: 1 }, '{"a":[unreadable],"b":1}'],
    ['a proxy without members', new Proxy({}, { ownKeys: fails }), '[unreadable]'],
    ['a proxy without a class', new Proxy({}, { getPrototypeOf: fails }), '[unreadable]'],
    ['text that turns round', '\u202eabc\u2066', '"\\u202eabc\\u2066"'],
    ['text that is not seen', '\u200b\ufeff\u0085\u007f', '"\\u200b\\ufeff\\u0085\\u007f"'],
    ['a tag and a face', '\u{e0041}\u{1f600}', '"\\udb40\\udc41\u{1f600}"'],
    ['a name that is not seen', { 'a\u2028': '' }, '{"a\\u2028":""}'],
  ])('shows %s', (_, got, shown) => {
    expect(described({ prop: 'p', must: 'm', got, remedy: 'r' })).toBe(`'p' must m, got ${shown}; r`);
  });

  it('cuts no pair of surrogates', () => {
    const message = described({ prop: 'p', must: 'm', got: `${'x'.repeat(198)}\u{1f600}`, remedy: 'r' });
    expect(message).toBe(`'p' must m, got "${'x'.repeat(198)}...; r`);
  });

  it('shows names of the user with every character to be seen', () => {
    const message = described({ prop: "env.it's\n\u202e", must: 'm', got: 1, remedy: 'r' });
    expect(message).toBe("'env.it\\u0027s\\n\\u202e' must m, got 1; r");
  });

  it('names the app, which has no path', () => {
    expect(pathOf(new App())).toBe('App');
  });

  it.each([
    ['a\nb', 'shop/a\\nb'], ['a]b[c', 'shop/a\\u005db\\u005bc'], ['x'.repeat(300), `shop/${'x'.repeat(195)}...`],
  ])('shows the path of %j', (id, shown) => {
    expect(pathOf(new Construct(new Chart(new App(), 'shop'), id))).toBe(shown);
  });
});

function fails(): never {
  throw new Error('away');
}

function circular(): object {
  const value: Record<string, unknown> = {};
  return Object.assign(value, { a: value, b: [[value]] });
}

function deep(): object {
  let value: object = {};
  for (let depth = 0; depth < 100_000; depth += 1) value = { a: value };
  return value;
}

describe('what a construct calls its main object', () => {
  const made = new Construct(chart, 'made');
  const main = new Construct(new Construct(made, 'Resource'), 'Resource');
  const service = new Construct(made, 'Service');
  const own = new Construct(chart, 'Resource');

  it.each<[Construct, Construct]>([
    [main, made], [made, made], [new Construct(service, 'Resource'), service],
    [own, own], [new Construct(own, 'Resource'), own], [chart, chart],
  ])('has the path of what was made: %p', (construct, expected) => {
    expect(pathOf(construct)).toBe(expected.node.path);
    expect(madeConstruct(construct)).toBe(expected);
  });
});
