/**
 * The public API as plain data, which `npx projen docgen` writes to `public-api.ts`.
 *
 * Members and parameters are written as TypeScript has them: `id: string, props?: ExampleProps, ...rest: string`.
 */
export interface PublicApi {
  readonly classes: Readonly<Record<string, ClassSignature>>;
  readonly structs: Readonly<Record<string, StructSignature>>;
  readonly interfaces: Readonly<Record<string, InterfaceSignature>>;
  /** The values of each enumeration by the names of its members. */
  readonly enums: Readonly<Record<string, EnumSignature>>;
}

/** What can be called of a class, and with what. */
export interface ClassSignature {
  /** The parameters of its constructor; none where nobody else may call it. */
  readonly new?: string;
  readonly statics?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, string>>;
  /** Its instances that are there from the beginning. */
  readonly constants?: readonly string[];
}

/** What an object of props holds. */
export interface StructSignature {
  readonly members: string;
  /** The structs whose members are also its own. */
  readonly extends?: readonly string[];
  /** Whether another package declares some of its members, and may declare more than we know. */
  readonly isOpen?: boolean;
}

/** What an object must have to be taken for something. */
export interface InterfaceSignature {
  readonly members: string;
  readonly methods: readonly string[];
}

export type EnumSignature = Readonly<Record<string, string | number>>;
