import { Definitions, Json, JsonSchema, referenceTo, stableJson } from './json-schema';

/** Shorter parts cost less where they stand than a call of another definition. */
const SHORTEST = 200;

/**
 * The definitions, with what stands in them several times as a definition of its own: custom resources write out each
 * container and each affinity wherever there is one.
 */
export function withSharedParts(definitions: Definitions): Definitions {
  const parts = new SharedParts();
  Object.values(definitions).forEach((schema) => parts.count(schema));
  const rewritten = Object.entries(definitions).map(
    ([name, schema]) => [name, parts.rewriteChildren(schema)] as const,
  );
  return { ...Object.fromEntries(rewritten), ...parts.definitions };
}

class SharedParts {
  public readonly definitions: Definitions = {};
  private readonly counts = new Map<string, number>();
  private readonly texts = new Map<object, string>();
  private readonly names = new Map<string, string>();

  public count(value: Json): void {
    if (typeof value !== 'object' || value === null) return;
    const text = this.textOf(value);
    if (text !== undefined) {
      const before = this.counts.get(text) ?? 0;
      this.counts.set(text, before + 1);
      // What stands in a part that is known has been counted with it.
      if (before > 0) return;
    }
    Object.values(value).forEach((child) => this.count(child));
  }

  public rewriteChildren<T extends Json>(value: T): T {
    if (Array.isArray(value)) return value.map((item) => this.rewrite(item)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.rewrite(child)])) as T;
  }

  private rewrite(value: Json): Json {
    const text = typeof value === 'object' && value !== null ? this.textOf(value) : undefined;
    if (text === undefined || (this.counts.get(text) ?? 0) < 2) return this.rewriteChildren(value);
    let name = this.names.get(text);
    if (name === undefined) {
      name = `shared.${this.names.size}`;
      this.names.set(text, name);
      this.definitions[name] = this.rewriteChildren(value as JsonSchema);
    }
    return referenceTo(name);
  }

  private textOf(value: object): string | undefined {
    const { type, properties } = value as JsonSchema;
    if (type !== 'object' || typeof properties !== 'object') return undefined;
    let text = this.texts.get(value);
    if (text === undefined) this.texts.set(value, (text = stableJson(value)));
    return text.length < SHORTEST ? undefined : text;
  }
}
