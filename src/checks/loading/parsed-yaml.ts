import { RefusedAliases } from '../model/yaml/bounded-load';
import { readYaml } from '../model/yaml/kubernetes-yaml';

/** Where a reason quotes the document: names of aliases, of tags and of their handles, and what a tag begins with. */
const QUOTATIONS: readonly (readonly [RegExp, string])[] = [
  [/(alias) ".*"/s, '$1; a text that begins with * needs quotes'],
  [/(suffix for) ".*" (tag handle)/s, '$1 a $2'],
  [/(tag handle) ".*"/s, '$1; a text that begins with ! needs quotes'],
  [/(unknown tag) !<.*>/s, '$1'],
  [/!<.*>(?: explicit)? tag/s, 'its tag'],
  [/(malformed|characters): .*/s, '$1'],
];

/** What a text says, or why it says nothing, with the line of that from 0. */
export type ParsedYaml = { readonly value: unknown } | { readonly problem: string; readonly line: number };

/** Reads one document of YAML. */
export function parseYaml(text: string): ParsedYaml {
  try {
    return { value: readYaml(text) };
  } catch (error) {
    if (error instanceof RefusedAliases) return { problem: error.message, line: error.line };
    const { reason, message, mark } = error as { reason?: string; message: string; mark?: { line?: number } };
    return { problem: `it is no YAML: ${withoutQuotations(reason ?? message.split('\n')[0])}`, line: mark?.line ?? 0 };
  }
}

/** A password may begin with a sign of YAML, so that what the document has there is not repeated. */
export function withoutQuotations(reason: string): string {
  return QUOTATIONS.reduce((text, [quotation, without]) => text.replace(quotation, without), reason);
}
