import { WrittenFile } from '../../checks/loading/files';
import { withoutQuotations } from '../../checks/loading/parsed-yaml';
import { boundedLoad } from '../../checks/model/yaml/bounded-load';
import { HiddenTexts } from '../../internal/secrets/objects/hidden-texts';

/** One document of a YAML file. */
export interface ManifestDocument {
  /** The text as it stands in the file. */
  readonly text: string;
  /** The line of the file on which it begins, from 1. */
  readonly line: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The objects of a file: as they stand there, or each by itself where it is an item of a list. */
export function documentsOf({ text, manifests }: WrittenFile): ManifestDocument[] {
  const documents = readObjects(text);
  if (documents?.length === manifests.length) return documents;
  return manifests.map(({ content }) => identify({ text: JSON.stringify(content), line: 1 }, content));
}

/** None where a document is no object, such as a list, or where several stand in one. */
function readObjects(text: string): ManifestDocument[] | undefined {
  try {
    return readDocuments(text);
  } catch {
    return undefined;
  }
}

/** The documents of a file, empty ones left out; fails where one is no Kubernetes object. */
export function readDocuments(text: string): ManifestDocument[] {
  return splitDocuments(text).flatMap((part) => {
    const value = parse(part);
    return value === undefined || value === null ? [] : [identify(part, value)];
  });
}

/** What of a document is not to be repeated, whatever is said of it. */
export function hiddenTextsOf({ text }: ManifestDocument): HiddenTexts {
  return new HiddenTexts(boundedLoad(text) as Record<string, unknown>);
}

interface Part {
  readonly text: string;
  readonly line: number;
}

/** A line that begins with `---` at its first column ends a document wherever it stands. */
function splitDocuments(text: string): Part[] {
  const parts: Part[] = [];
  let lines: string[] = [];
  let start = 1;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---(\s|$)/.test(line)) {
      // Without its last line break, a text at the end of the document would lose its own.
      parts.push({ text: `${lines.join('\n')}\n`, line: start });
      lines = [line.slice(3)];
      start = index + 1;
    } else {
      lines.push(line);
    }
  }
  return [...parts, { text: lines.join('\n'), line: start }];
}

function parse({ text, line }: Part): unknown {
  try {
    return boundedLoad(text);
  } catch (error) {
    const reason = withoutQuotations((error as Error).message.split('\n')[0]);
    throw new Error(`the document that begins on line ${line} is no YAML: ${reason}`);
  }
}

function identify({ text, line }: Part, value: unknown): ManifestDocument {
  const { apiVersion, kind, metadata } = value as Record<string, any>;
  const { name, namespace } = metadata ?? {};
  const place = `the document that begins on line ${line}`;
  if (![apiVersion, kind, name].every(isText)) throw new Error(`${place} has no apiVersion, kind and metadata.name`);
  if (!isText(namespace ?? '')) throw new Error(`${place} has a namespace that is no text`);
  return { text, line, apiVersion, kind, name, namespace: namespace ?? undefined };
}

/** Whether it can be part of a request: YAML may hold half a character. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && Buffer.from(value).toString() === value;
}
