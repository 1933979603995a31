/** That one object names another one. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  /** One entry of it that is named as well. */
  readonly entry?: string;
}
