import * as fs from 'fs';
import * as path from 'path';

interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
}

/** A type by its full name, where it is one of an assembly. */
export interface JsiiReference {
  readonly fqn?: string;
}

export interface JsiiMember extends Documented {
  readonly static?: boolean;
  readonly type?: JsiiReference;
  readonly returns?: { readonly type?: JsiiReference };
  readonly optional?: boolean;
  readonly overrides?: string;
  readonly immutable?: boolean;
  readonly parameters?: Documented[];
}

/** One exported type, as the jsii assembly describes it. */
export interface JsiiType extends Documented {
  readonly kind: string;
  readonly base?: string;
  readonly datatype?: boolean;
  readonly members?: Documented[];
  readonly methods?: JsiiMember[];
  readonly properties?: JsiiMember[];
  readonly locationInModule: { readonly filename: string };
}

/** All exported types; `npm test` compiles before it runs the tests. */
export function jsiiTypes(): JsiiType[] {
  const assembly = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../.jsii'), 'utf8'));
  return Object.values(assembly.types as Record<string, JsiiType>);
}
