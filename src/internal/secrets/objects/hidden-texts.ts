import { COMMANDS, DEEPEST, nameOfValue, secretInField } from './object-secrets';
import { isObject, Json, JsonObject } from '../../values/json';
import { secretInPair, textsGivenIn } from '../search';
import { TextMask } from '../text-mask';

/** What becomes the environment of a process, a request, or a file of it. */
const BY_NAME_AND_VALUE = ['env', 'httpHeaders'];
const ENTRIES = ['data', 'binaryData', 'stringData'];
/** What more than one value stands in. */
const SEVERAL = /[\s=:]/;
/** Names of what messages are about anyway. */
const NAMES = ['name', 'namespace', 'serviceName', 'serviceAccountName'];
/** Words, and numbers and versions beside them: what people call things, and choose as passwords. */
const WORDS = /^[a-z]{1,20}(?:[-_.](?:[a-z]{1,20}|v?\d{1,3})){0,10}$/i;

/** What is not to be shown of an object, whatever is said of it. */
export class HiddenTexts {
  private readonly kinds = new Map<string, string>();
  private readonly names = new Set<string>();
  private readonly textMask: TextMask;

  /** @param document the object */
  constructor(document: JsonObject) {
    const isSecret = document.kind === 'Secret';
    for (const [key, value] of Object.entries(document)) {
      const isEntries = ENTRIES.includes(key);
      this.search(value, key, { depth: 0, isEnvironment: isEntries, isSecret: isEntries && isSecret });
    }
    // A weak password may be the name of something, without which no message is understood.
    for (const name of this.names) if (this.kinds.has(name) && WORDS.test(name)) this.kinds.delete(name);
    this.textMask = new TextMask([...this.kinds].map(([text, kind]) => ({ text, kind })));
  }

  /** The text without them, and without what is known as a secret by its form. */
  public mask(text: string): string {
    return this.textMask.applyTo(text);
  }

  private search(value: Json, name: string, spot: Spot): void {
    if (typeof value === 'string') this.addText(value, name, spot);
    else if (typeof value === 'number') this.addText(String(value), name, spot);
    else if (spot.depth > DEEPEST) return;
    else if (Array.isArray(value)) this.searchList(value, name, spot);
    else if (isObject(value)) this.searchMap(value, name, spot);
  }

  private searchList(list: readonly Json[], name: string, { depth, isEnvironment, isSecret }: Spot): void {
    if (COMMANDS.includes(name)) this.addGiven(list.filter((item) => typeof item === 'string') as string[]);
    const inner = { depth: depth + 1, isEnvironment: isEnvironment || BY_NAME_AND_VALUE.includes(name), isSecret };
    list.forEach((item) => this.search(item, name, inner));
  }

  private searchMap(map: JsonObject, name: string, { depth, isEnvironment, isSecret }: Spot): void {
    const inner = { depth: depth + 1, isEnvironment, isSecret };
    for (const key of Object.keys(map)) this.search(map[key], nameOfValue(map, key, name), inner);
  }

  private addText(text: string, name: string, { isEnvironment, isSecret }: Spot): void {
    const kind = isSecret ? 'a secret' : (isEnvironment ? secretInPair : secretInField)(name, text);
    if (kind !== undefined) this.add(text, kind);
    else if (NAMES.includes(name)) this.names.add(text);
    if (isSecret) this.add(Buffer.from(text, 'base64').toString('utf8'), 'a secret');
    if (kind !== undefined && SEVERAL.test(text)) this.addGiven([text]);
  }

  private addGiven(words: readonly string[]): void {
    for (const text of textsGivenIn(words)) this.add(text, 'a secret');
  }

  private add(text: string, kind: string): void {
    if (text !== '' && !this.kinds.has(text)) this.kinds.set(text, kind);
  }
}

interface Spot {
  readonly depth: number;
  readonly isEnvironment: boolean;
  /** Whether it is an entry of a Secret, which may be anything. */
  readonly isSecret: boolean;
}
