import { Yaml } from 'cdk8s';
import { Json, JsonObject } from '../internal/values/json';
import { STEP } from '../internal/values/yaml/yaml-forms';
import { numberValue, textKey, textValue } from '../internal/values/yaml/yaml-scalars';

/**
 * Writes documents with the bytes of cdk8s' own writer, several times as fast.
 *
 * It knows maps and lists. Documents with anything else in them are cdk8s' own to write.
 */
export class YamlWriter {
  /** The documents of a file. */
  public write(documents: readonly JsonObject[]): string {
    return documents.map(documentText).join('---\n');
  }
}

/** One document while it is written. */
class Page {
  public text = '';
  private readonly seen = new Set<object>();

  /** Whether all of it could be written. */
  public hasWritten(document: Json): boolean {
    return isPlainMap(document) && Object.keys(document).length > 0 && this.map(document, '', '');
  }

  private map(map: JsonObject, first: string, indent: string): boolean {
    if (!this.isNew(map)) return false;
    let lead = first;
    for (const key of Object.keys(map)) {
      const name = textKey(key);
      if (name === undefined) return false;
      this.text += `${lead}${name}:`;
      if (!this.valueOf(map[key], indent)) return false;
      lead = indent;
    }
    return true;
  }

  /** What stands behind a key. */
  private valueOf(value: Json, indent: string): boolean {
    if (typeof value !== 'object' || value === null || isEmpty(value)) return this.inline(' ', value, indent);
    this.text += '\n';
    const inner = indent + STEP;
    return Array.isArray(value) ? this.list(value, inner, inner) : isPlainMap(value) && this.map(value, inner, inner);
  }

  private list(list: Json[], first: string, indent: string): boolean {
    if (!this.isNew(list)) return false;
    let lead = first;
    for (const item of list) {
      if (!this.item(item, `${lead}-`, indent)) return false;
      lead = indent;
    }
    return true;
  }

  private item(item: Json, lead: string, indent: string): boolean {
    if (typeof item !== 'object' || item === null || isEmpty(item)) return this.inline(`${lead} `, item, indent);
    const inner = indent + STEP;
    if (Array.isArray(item)) return this.list(item, `${lead} `, inner);
    return isPlainMap(item) && this.map(item, `${lead} `, inner);
  }

  private inline(lead: string, value: Json, indent: string): boolean {
    if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value) && !isPlainMap(value)) return false;
      this.text += `${lead}${Array.isArray(value) ? '[]' : '{}'}\n`;
      return this.isNew(value);
    }
    const text = scalar(value, indent);
    if (text === undefined) return false;
    this.text += `${lead}${text}\n`;
    return true;
  }

  /** What is there twice becomes an alias, which is left to cdk8s. */
  private isNew(value: object): boolean {
    if (this.seen.has(value)) return false;
    this.seen.add(value);
    return true;
  }
}

function documentText(document: JsonObject): string {
  const page = new Page();
  return page.hasWritten(document) ? page.text : Yaml.stringify(document);
}

/** A scalar as the value of a key or an item of a list, whose line begins at this indentation. */
function scalar(value: Json, indent: string): string | undefined {
  if (typeof value === 'string') return textValue(value, indent + STEP);
  if (typeof value === 'number') return numberValue(value);
  return value === null || typeof value === 'boolean' ? String(value) : undefined;
}

function isPlainMap(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isEmpty(value: object): boolean {
  // Faster than to list all keys.
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}
