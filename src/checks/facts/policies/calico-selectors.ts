import { textOf } from '../../model/values/text-of';

/** What a selector of Calico asks for, taken apart. */
export type CalicoSelector =
  | { readonly kind: 'all' }
  | { readonly kind: 'not'; readonly of: CalicoSelector }
  | { readonly kind: 'and' | 'or'; readonly all: readonly CalicoSelector[] }
  | { readonly kind: 'has'; readonly key: string }
  | { readonly kind: 'compare'; readonly operator: string; readonly key: string; readonly values: readonly string[] };

type Labels = Readonly<Record<string, string>>;

const TOKEN = /\s*(&&|\|\||==|!=|[!(){},]|"[^"]*"|'[^']*'|[\w./-]+)/y;
const COMPARISONS: Readonly<Record<string, (own: string, wanted: string) => boolean>> = {
  '==': (own, wanted) => own === wanted,
  'in': (own, wanted) => own === wanted,
  'contains': (own, wanted) => own.includes(wanted),
  'starts with': (own, wanted) => own.startsWith(wanted),
  'ends with': (own, wanted) => own.endsWith(wanted),
};
/** Deeper than anybody writes, so that no text takes the stack. */
const DEPTH = 50;

/**
 * Takes a selector apart; undefined for one that is not understood.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
export function parseCalicoSelector(text: string): CalicoSelector | undefined {
  if (text.trim() === '') return { kind: 'all' };
  try {
    return new SelectorReader(tokensOf(text)).read();
  } catch {
    return undefined;
  }
}

/** Whether a selector matches labels. */
export function calicoSelectorMatches(selector: CalicoSelector, labels: Labels): boolean {
  switch (selector.kind) {
    case 'all': return true;
    case 'not': return !calicoSelectorMatches(selector.of, labels);
    case 'and': return selector.all.every((one) => calicoSelectorMatches(one, labels));
    case 'or': return selector.all.some((one) => calicoSelectorMatches(one, labels));
    case 'has': return Object.hasOwn(labels, selector.key);
    case 'compare': return comparisonMatches(selector, labels);
  }
}

/** The keys that a selector asks about. */
export function keysOfCalicoSelector(selector: CalicoSelector): string[] {
  switch (selector.kind) {
    case 'all': return [];
    case 'not': return keysOfCalicoSelector(selector.of);
    case 'and':
    case 'or': return selector.all.flatMap(keysOfCalicoSelector);
    default: return [selector.key];
  }
}

/** The pairs without which a selector cannot match. */
export function pairsOfCalicoSelector(selector: CalicoSelector): [string, string][] {
  if (selector.kind === 'and') return selector.all.flatMap(pairsOfCalicoSelector);
  return selector.kind === 'compare' && selector.operator === '==' ? [[selector.key, selector.values[0]]] : [];
}

function comparisonMatches(
  { operator, key, values }: CalicoSelector & { readonly kind: 'compare' }, labels: Labels,
): boolean {
  return Object.hasOwn(labels, key) && values.some((value) => COMPARISONS[operator](textOf(labels[key]), value));
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const match = TOKEN.exec(rest);
    if (match === null) throw new Error('not a selector');
    tokens.push(match[1]);
  }
  return tokens;
}

class SelectorReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  public read(): CalicoSelector {
    const selector = this.either();
    if (this.position < this.tokens.length) throw new Error('more than a selector');
    return selector;
  }

  private either(): CalicoSelector {
    const all = [this.both()];
    while (this.takes('||')) all.push(this.both());
    return all.length === 1 ? all[0] : { kind: 'or', all };
  }

  private both(): CalicoSelector {
    const all = [this.single()];
    while (this.takes('&&')) all.push(this.single());
    return all.length === 1 ? all[0] : { kind: 'and', all };
  }

  private single(): CalicoSelector {
    this.depth += 1;
    if (this.depth > DEPTH) throw new Error('too deep');
    const selector = this.takes('!') ? { kind: 'not' as const, of: this.single() } : this.positive();
    this.depth -= 1;
    return selector;
  }

  private positive(): CalicoSelector {
    if (this.takes('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    const word = this.next();
    if (!this.takes('(')) return this.comparison(word);
    const key = this.takes(')') ? '' : this.next();
    if (key !== '') this.expect(')');
    if (word === 'all' && key === '') return { kind: 'all' };
    if (word === 'has' && key !== '') return { kind: 'has', key };
    throw new Error('an unknown function');
  }

  private comparison(key: string): CalicoSelector {
    const operator = this.next();
    if (operator === '!=') return not({ kind: 'compare', operator: '==', key, values: [this.text()] });
    if (operator === 'not') {
      this.expect('in');
      return not({ kind: 'compare', operator: 'in', key, values: this.set() });
    }
    if (operator === 'in') return { kind: 'compare', operator, key, values: this.set() };
    const whole = operator === 'starts' || operator === 'ends' ? `${operator} ${this.next()}` : operator;
    if (!Object.hasOwn(COMPARISONS, whole)) throw new Error('an unknown operator');
    return { kind: 'compare', operator: whole, key, values: [this.text()] };
  }

  private set(): string[] {
    this.expect('{');
    const values: string[] = [];
    while (!this.takes('}')) {
      if (values.length > 0) this.expect(',');
      values.push(this.text());
    }
    return values;
  }

  private text(): string {
    const token = this.next();
    if (!/^["']/.test(token)) throw new Error('no text');
    return token.slice(1, -1);
  }

  private next(): string {
    const token = this.tokens[this.position];
    if (token === undefined) throw new Error('no more');
    this.position += 1;
    return token;
  }

  private takes(token: string): boolean {
    if (this.tokens[this.position] !== token) return false;
    this.position += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.takes(token)) throw new Error(`no ${token}`);
  }
}

function not(of: CalicoSelector): CalicoSelector {
  return { kind: 'not', of };
}
