import type { IConstruct } from 'constructs';
import { shownText } from './visible-text';
import { maskedText, unshown } from '../secrets/masked-text';
import { secretInPair, secretsInCommand } from '../secrets/search';
import { HiddenText, TextMask } from '../secrets/text-mask';

const MAX_SHOWN = 200;
/** What is not shown may say that the beginning is a secret. */
const MAX_SEARCHED = 5000;
const UNREADABLE = '[unreadable]';

/** A value of which messages say no more than what it is. */
export class Unshown {
  /**
   * @param kind what it is, with its article
   * @param others what else is not shown, and where it stands
   */
  constructor(private readonly kind: string, private readonly others = '') {}

  /** What messages say. */
  public get text(): string {
    const { kind, others } = this;
    return others === '' ? `${kind}, which is not shown` : `${kind}, and ${others}, which are not shown`;
  }
}

/** How a value is shown. */
export interface Showing {
  /** What it is called, where a secret may be known by that alone. */
  readonly name?: string;
  /** The most characters of it. */
  readonly most?: number;
}

/**
 * A value as messages show it, whatever it is: on one line, with every character to be seen, not too long, and without
 * secrets.
 */
export function shownValue(value: unknown, showing: Showing = {}): string {
  return shownWith(value, [], showing)[0];
}

/** The same, followed by clauses of the sentence that it stands in, without what of the value is not shown. */
export function shownWith(value: unknown, clauses: readonly string[], showing: Showing = {}): string[] {
  const { name = '', most = MAX_SHOWN } = showing;
  if (value === undefined) return ['nothing', ...clauses.map(maskedText)];
  const text = new ValueText();
  const shown = shownText(maskedText(text.of(value, name)), most);
  const mask = new TextMask(text.hidden);
  return [shown, ...clauses.map((clause) => mask.applyTo(clause))];
}

/** Whether a value is a construct, of whatever copy of the package, and whatever it does when it is asked. */
export function isConstruct(value: unknown): value is IConstruct {
  try {
    // Most values are none, and an error for each would cost more than all else that is asked.
    return typeof (value as Partial<IConstruct> | null | undefined)?.node?.findAll === 'function';
  } catch {
    return false;
  }
}

/** The name of the class of an object; empty where it has none, or does not let itself be asked. */
function classNameOf(value: object): string {
  try {
    const { name } = Object.getPrototypeOf(value).constructor;
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}

/** Whether an object is a literal, or like one, and no instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Writes JSON for plain data, and names what is none; stops soon after enough is written. */
class ValueText {
  /** What was not written, because it is a secret. */
  public readonly hidden: HiddenText[] = [];
  private text = '';
  private readonly within: object[] = [];

  public of(value: unknown, name: string): string {
    this.add(value, name);
    return this.text;
  }

  private add(value: unknown, name = ''): void {
    try {
      this.write(value, name);
    } catch {
      this.text += UNREADABLE;
    }
  }

  private write(value: unknown, name: string): void {
    if (typeof value === 'string') this.writeText(value, name);
    else if (typeof value === 'number' && name !== '') this.writeNumber(value, name);
    else if (typeof value === 'bigint') this.text += `${value}n`;
    else if (typeof value === 'function') this.text += `function ${value.name}`.trimEnd();
    else if (typeof value === 'object' && value !== null) this.writeObject(value);
    else this.text += value === undefined ? 'nothing' : String(value);
  }

  private writeNumber(value: number, name: string): void {
    const kind = secretInPair(name, String(value));
    this.text += kind === undefined ? String(value) : this.hide(String(value), kind);
  }

  private writeText(value: string, name: string): void {
    const kind = secretInPair(name, value.slice(0, MAX_SEARCHED));
    this.text += kind === undefined ? JSON.stringify(value.slice(0, MAX_SHOWN + 1)) : this.hide(value, kind);
  }

  private hide(text: string, kind: string): string {
    this.hidden.push({ text, kind });
    return unshown(kind);
  }

  private writeObject(value: object): void {
    if (this.within.includes(value)) {
      this.text += '[circular]';
      return;
    }
    this.within.push(value);
    if (Array.isArray(value)) this.addList(value);
    else if (isPlainObject(value)) this.addMap(value);
    else if (value instanceof Unshown) this.text += value.text;
    else this.text += instanceText(value);
    this.within.pop();
  }

  private addList(list: readonly unknown[]): void {
    // A flag may say of the next word that it is a secret.
    const [secret] = secretsInCommand(list.slice(0, MAX_SHOWN).filter((word) => typeof word === 'string'));
    if (secret !== undefined) {
      this.text += unshown(secret.kind);
      for (const word of list) if (typeof word === 'string' && !word.startsWith('-')) this.hide(word, secret.kind);
      return;
    }
    this.text += '[';
    for (let index = 0; index < list.length && !this.isFull; index += 1) {
      if (index > 0) this.text += ',';
      this.add(list[index]);
    }
    this.text += ']';
  }

  private addMap(map: Record<string, unknown>): void {
    const keys = Object.keys(map);
    this.text += '{';
    let separator = '';
    for (const key of keys) {
      if (this.isFull) break;
      this.text += `${separator}${JSON.stringify(key.slice(0, MAX_SHOWN + 1))}:`;
      this.addMember(map, key);
      separator = ',';
    }
    this.text += '}';
  }

  private addMember(map: Record<string, unknown>, key: string): void {
    let value;
    try {
      value = map[key];
    } catch {
      this.text += UNREADABLE;
      return;
    }
    this.add(value, key === 'value' && typeof map.name === 'string' ? map.name : key);
  }

  private get isFull(): boolean {
    return this.text.length > MAX_SHOWN;
  }
}

/** A construct by its path, an error by its message, and everything else by its class alone. */
function instanceText(value: object): string {
  const name = classNameOf(value) || 'object';
  if (isConstruct(value)) return `${name} ${value.node.path}`.trimEnd();
  return value instanceof Error ? `${name}: ${value.message}` : name;
}
