import { readYaml } from '../model/yaml/kubernetes-yaml';

/** What a text says, or why it says nothing, with the line of that from 0. */
export type ParsedYaml = { readonly value: unknown } | { readonly problem: string; readonly line: number };

/** Reads one document of YAML. */
export function parseYaml(text: string): ParsedYaml {
  try {
    return { value: readYaml(text) };
  } catch (error) {
    const { reason, message, mark } = error as { reason?: string; message: string; mark?: { line?: number } };
    return { problem: `it is no YAML: ${reason ?? message.split('\n')[0]}`, line: mark?.line ?? 0 };
  }
}
