const MAX_VALUES = 1_000_000;
/** The reader has the same limit for what is written out. */
const MAX_LEVELS = 100;
const TOO_DEEP = `it is nested more than ${MAX_LEVELS} levels deep`;
/** As much as an API server reads of a request: https://pkg.go.dev/k8s.io/apiserver/pkg/server#Config */
const MAX_TEXT = 3 * 1024 * 1024;
/** What the reader makes of a key that is a map; the API server refuses it. */
const MAP_AS_KEY = '[object Object]';

/** Why a document cannot be judged although it is YAML; undefined where it can. */
export function unjudgeableReason(document: unknown): string | undefined {
  try {
    new DocumentMeasure().measure(document, 0);
    return undefined;
  } catch (error) {
    if (error instanceof LimitError) return error.message;
    throw error;
  }
}

class LimitError extends Error {}

/** How many values there are in a value, with itself, and how many maps and lists stand in one another. */
interface Measures {
  readonly size: number;
  readonly levels: number;
}

const ONE: Measures = { size: 1, levels: 0 };

/** Measures a document as it is meant, aliases written out, and looks at each of its values once. */
class DocumentMeasure {
  private readonly known = new Map<object, Measures>();
  private readonly open = new Set<object>();

  /** @param depth how many maps and lists it stands in */
  public measure(value: unknown, depth: number): Measures {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new LimitError('it holds a number without end');
    if (typeof value === 'string') refuseLongText(value);
    if (typeof value !== 'object' || value === null) return ONE;
    const measures = this.known.get(value) ?? this.measureNew(value, depth);
    if (depth + measures.levels > MAX_LEVELS) throw new LimitError(TOO_DEEP);
    return measures;
  }

  private measureNew(value: object, depth: number): Measures {
    this.refuse(value, depth);
    this.open.add(value);
    let [size, levels] = [1, 1];
    for (const child of Array.isArray(value) ? value : Object.values(value)) {
      const inner = this.measure(child, depth + 1);
      size += inner.size;
      levels = Math.max(levels, 1 + inner.levels);
    }
    if (size > MAX_VALUES) throw new LimitError(`its aliases stand for more than ${MAX_VALUES} values`);
    this.open.delete(value);
    const measures = { size, levels };
    this.known.set(value, measures);
    return measures;
  }

  private refuse(value: object, depth: number): void {
    if (this.open.has(value)) throw new LimitError('an anchor holds itself');
    if (depth >= MAX_LEVELS) throw new LimitError(TOO_DEEP);
    if (Object.hasOwn(value, MAP_AS_KEY)) throw new LimitError('a key is a map, as in a template with gaps');
    if (!Array.isArray(value)) Object.keys(value).forEach(refuseLongText);
  }
}

/** Expressions that go back over a text, however few times, need room that grows with it. */
function refuseLongText(text: string): void {
  if (text.length > MAX_TEXT) throw new LimitError('it holds a text of more than 3 MiB, which no API server takes');
}
