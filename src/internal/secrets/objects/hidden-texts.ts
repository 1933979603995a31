import { secretInField } from './object-secrets';
import { isObject, Json, JsonObject } from '../../values/json';
import { TextMask } from '../masked-text';
import { secretInPair, textsGivenIn } from '../search';

const DEEPEST = 60;
/** What becomes the environment of a process, a request, or a file of it. */
const BY_NAME_AND_VALUE = ['env', 'httpHeaders'];
const ENTRIES = ['data', 'binaryData', 'stringData'];
const COMMANDS = ['args', 'command'];
/** What more than one value stands in. */
const SEVERAL = /[\s=:]/;
/** Names of what messages are about anyway. */
const NAMES = ['name', 'namespace', 'serviceName', 'serviceAccountName'];

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
      this.search(value, { name: key, depth: 0, isEnvironment: isEntries, isSecret: isEntries && isSecret });
    }
    // A weak password is the name of something, too, and that is no secret.
    this.names.forEach((name) => this.kinds.delete(name));
    this.textMask = new TextMask([...this.kinds].map(([text, kind]) => ({ text, kind })));
  }

  /** The text without them, and without what is known as a secret by its form. */
  public mask(text: string): string {
    return this.textMask.applyTo(text);
  }

  private search(value: Json, spot: Spot): void {
    if (typeof value === 'string') this.addText(value, spot);
    else if (typeof value === 'number') this.addText(String(value), spot);
    else if (spot.depth > DEEPEST) return;
    else if (Array.isArray(value)) this.searchList(value, spot);
    else if (isObject(value)) this.searchMap(value, spot);
  }

  private searchList(list: readonly Json[], spot: Spot): void {
    const isEnvironment = spot.isEnvironment || BY_NAME_AND_VALUE.includes(spot.name);
    if (COMMANDS.includes(spot.name)) this.addGiven(list.filter((item) => typeof item === 'string') as string[]);
    list.forEach((item) => this.search(item, { ...spot, isEnvironment, depth: spot.depth + 1 }));
  }

  private searchMap(map: JsonObject, spot: Spot): void {
    for (const key of Object.keys(map)) {
      const name = key === 'value' && typeof map.name === 'string' ? map.name : key;
      this.search(map[key], { ...spot, name, depth: spot.depth + 1 });
    }
  }

  private addText(text: string, { name, isEnvironment, isSecret }: Spot): void {
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
  readonly name: string;
  readonly depth: number;
  readonly isEnvironment: boolean;
  /** Whether it is an entry of a Secret, which may be anything. */
  readonly isSecret: boolean;
}
