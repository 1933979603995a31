import type { IConstruct } from 'constructs';
import { shownText } from './visible-text';

const MAX_SHOWN = 200;
const UNREADABLE = '[unreadable]';

/** A value as messages show it, whatever it is: on one line, with every character to be seen, and not too long. */
export function shownValue(value: unknown, most = MAX_SHOWN): string {
  if (value === undefined) return 'nothing';
  return shownText(new ValueText().of(value), most);
}

/** Whether a value is a construct, of whatever copy of the package, and whatever it does when it is asked. */
export function isConstruct(value: unknown): value is IConstruct {
  try {
    return typeof (value as IConstruct).node.findAll === 'function';
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
  private text = '';
  private readonly within: object[] = [];

  public of(value: unknown): string {
    this.add(value);
    return this.text;
  }

  private add(value: unknown): void {
    try {
      this.write(value);
    } catch {
      this.text += UNREADABLE;
    }
  }

  private write(value: unknown): void {
    if (typeof value === 'string') this.text += JSON.stringify(value.slice(0, MAX_SHOWN + 1));
    else if (typeof value === 'bigint') this.text += `${value}n`;
    else if (typeof value === 'function') this.text += `function ${value.name}`.trimEnd();
    else if (typeof value === 'object' && value !== null) this.writeObject(value);
    else this.text += value === undefined ? 'nothing' : String(value);
  }

  private writeObject(value: object): void {
    if (this.within.includes(value)) {
      this.text += '[circular]';
      return;
    }
    this.within.push(value);
    if (Array.isArray(value)) this.addList(value);
    else if (isPlainObject(value)) this.addMap(value);
    else this.text += instanceText(value);
    this.within.pop();
  }

  private addList(list: readonly unknown[]): void {
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
    this.add(value);
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
