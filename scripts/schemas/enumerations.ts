/** The words that a field takes, in the field itself or in each item of it. */
export interface Enumeration {
  readonly values: readonly string[];
  readonly isOfItems: boolean;
}

/** From the short name of a definition and a field of it, written `core.v1.Container/imagePullPolicy`. */
export type Enumerations = ReadonlyMap<string, Enumeration>;

const DEFINITION = /^func schema_(\w+)\(ref /;
/** Fields of a definition stand five tabs deep, what is said of them seven, and what is said of their items deeper. */
const FIELD = /^\t{5}"([^"]+)": \{$/;
const VALUES = /^(\t+)Enum: +\[\]interface\{\}\{(.*)\},$/;
const DEPTH_OF_FIELD = 7;

/**
 * The enumerations in the Go code that a release generates for its own OpenAPI document. The published document leaves
 * them out.
 */
export function readEnumerations(source: string): Enumerations {
  const found = new Map<string, Enumeration>();
  let definition = '';
  let field = '';
  for (const line of source.split('\n')) {
    definition = shortName(DEFINITION.exec(line)?.[1]) ?? definition;
    field = FIELD.exec(line)?.[1] ?? field;
    const match = VALUES.exec(line);
    if (match) {
      const values = JSON.parse(`[${match[2]}]`) as string[];
      found.set(`${definition}/${field}`, { values, isOfItems: match[1].length > DEPTH_OF_FIELD });
    }
  }
  return found;
}

/** `k8sio_api_core_v1_Container` is `core.v1.Container`. */
function shortName(generated: string | undefined): string | undefined {
  return generated?.split('_').slice(-3).join('.');
}
