import { Yaml } from 'cdk8s';
import { isObject, Json } from './json';

// Written as they are by cdk8s; the API server's reader refuses them or takes them for the end of a line.
const UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
// Written as a block, whose indentation may hold no tab.
const TAB_FIRST = /^(\t.*\n|\n+\t)/;
// Go reads these as numbers; where cdk8s, which goes by YAML 1.1, sees none, it writes them without quotes.
const NUMBER_LIKE = /^([0-9.]|[-+][0-9_.])[0-9a-fA-F_oOxX.+-]*$/;
// Go takes the prefix off and reads the sign behind it.
const SIGNED_BINARY = /^[-+]?0[bB][-+][01_]+$/;

/**
 * Why the API server would read another text than the one that is written; undefined where it would not.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
export function misreadBecause(text: string): string | undefined {
  if (UNREADABLE.test(text)) return 'hold no control character and no line separator of Unicode';
  if (TAB_FIRST.test(text)) return 'not begin with a tab where it has more than one line';
  if (NUMBER_LIKE.test(text) && !isQuoted(text)) return 'not look like a number to the API server';
  return undefined;
}

/** The first key or text of a document that would be misread, with the reason. */
export function misreadText(document: Json): { text: string; must: string } | undefined {
  if (typeof document === 'string') {
    const must = misreadBecause(document);
    return must === undefined ? undefined : { text: document, must };
  }
  const parts = Array.isArray(document) ? document : isObject(document) ? Object.entries(document).flat() : [];
  for (const part of parts) {
    const found = misreadText(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isQuoted(text: string): boolean {
  const digits = text.replace(/_/g, '').replace(/^[-+]/, '').toLowerCase();
  const isGoNumber = SIGNED_BINARY.test(text) || (digits !== '' && Number.isFinite(Number(digits)));
  return !isGoNumber || /^["']/.test(Yaml.stringify(text));
}
