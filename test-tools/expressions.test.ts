import { refusedExpressions } from './harness/alerts/refused-rules';
import { syntaxErrorAt } from '../src/checks/facts/alerts/files/expression-syntax';
import { INVALID_EXPRESSIONS, VALID_EXPRESSIONS } from '../test/support/expressions';
import { Random } from '../test/support/random';
import { readYaml, render } from '../test/support/render';
import { SMALLEST_CALLS } from '../test/support/smallest-calls';

const MUTATIONS = 4_000;
const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|[\w:.]+|./gs;
const FRAGMENTS = [
  '(', ')', '{', '}', '[5m]', ',', 'by', 'on(x)', 'and', 'sum', '=', '==', '=~', '"a"', 'offset 5m', '@ 5', 'bool', ':',
  'group_left', '1', '-', 'up', 'unless', 'ignoring', '[5m:1m]', 'Inf', '0x1f', '1e3', '5m', '^', '3.', 'offset', 'a:b',
];

/** All that we write. */
function writtenExpressions(): string[] {
  return Object.values(SMALLEST_CALLS).flatMap((make) => render(make)).filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ data }) => Object.entries(data ?? {})).filter(([file]) => file.endsWith('.rules.yaml'))
    .flatMap(([, text]) => readYaml(text as string)[0].groups).flatMap(({ rules }) => rules).map(({ expr }) => expr);
}

/** With one token left out, replaced, or added. */
function mutated(random: Random, expr: string): string {
  const tokens: string[] = expr.match(TOKEN) ?? [];
  const place = random.below(tokens.length);
  tokens.splice(place, random.below(2), ...random.oneIn(3) ? [] : [random.pick(FRAGMENTS)]);
  return tokens.join('');
}

describe('what is said of expressions', () => {
  it('promtool says too', () => {
    const invalid = INVALID_EXPRESSIONS.map(([expr]) => expr);
    expect([...refusedExpressions([...VALID_EXPRESSIONS, ...invalid])].sort()).toEqual(invalid.sort());
  });

  it('promtool refuses whatever is refused, and we take what we write', () => {
    const random = Random.of('expressions');
    const written = [...new Set([...writtenExpressions(), ...VALID_EXPRESSIONS])];
    expect(written.filter((expr) => syntaxErrorAt(expr) !== undefined)).toEqual([]);
    const asked = [...new Set(random.times(MUTATIONS, () => mutated(random, random.pick(written))))]
      .filter((expr) => expr.trim() !== '');
    const refused = refusedExpressions(asked);
    const told = asked.filter((expr) => syntaxErrorAt(expr) !== undefined);
    expect(told.filter((expr) => !refused.has(expr))).toEqual([]);
    // What it does not know are types and functions.
    expect(told.length).toBeGreaterThan(refused.size * 0.8);
    expect(asked.length - refused.size).toBeGreaterThan(MUTATIONS / 20);
  });
});
