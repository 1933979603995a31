const MAX_VALUES = 1_000_000;
const MAX_DEPTH = 200;
/** As much as an API server reads of a request: https://pkg.go.dev/k8s.io/apiserver/pkg/server#Config */
const MAX_TEXT = 3 * 1024 * 1024;
/** What the reader makes of a key that is a map; the API server refuses it. */
const MAP_AS_KEY = '[object Object]';

/** Why a document cannot be judged although it is YAML; undefined where it can. */
export function unjudgeableReason(document: unknown): string | undefined {
  try {
    new DocumentMeasure().sizeOf(document, 0);
    return undefined;
  } catch (error) {
    if (error instanceof LimitError) return error.message;
    throw error;
  }
}

class LimitError extends Error {}

/** Counts the values of a document as often as they are meant, and looks at each once. */
class DocumentMeasure {
  private readonly sizes = new Map<object, number>();
  private readonly open = new Set<object>();

  public sizeOf(value: unknown, depth: number): number {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new LimitError('it holds a number without end');
    if (typeof value === 'string') refuseLongText(value);
    if (typeof value !== 'object' || value === null) return 1;
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    this.refuse(value, depth);
    this.open.add(value);
    let size = 1;
    for (const child of Array.isArray(value) ? value : Object.values(value)) size += this.sizeOf(child, depth + 1);
    if (size > MAX_VALUES) throw new LimitError(`its aliases stand for more than ${MAX_VALUES} values`);
    this.open.delete(value);
    this.sizes.set(value, size);
    return size;
  }

  private refuse(value: object, depth: number): void {
    if (this.open.has(value)) throw new LimitError('an anchor holds itself');
    if (depth > MAX_DEPTH) throw new LimitError(`it is nested more than ${MAX_DEPTH} levels deep`);
    if (Object.hasOwn(value, MAP_AS_KEY)) throw new LimitError('a key is a map, as in a template with gaps');
    if (!Array.isArray(value)) Object.keys(value).forEach(refuseLongText);
  }
}

/** Expressions that go back over a text, however few times, need room that grows with it. */
function refuseLongText(text: string): void {
  if (text.length > MAX_TEXT) throw new LimitError('it holds a text of more than 3 MiB, which no API server takes');
}
