/** What a secret of one kind looks like, whatever it is called. */
export interface SecretFormat {
  /** For messages, with its article. */
  readonly kind: string;

  /** Texts one of which stands in every such secret. */
  readonly marks: readonly string[];

  /**
   * The secret from its mark on; sticky, and what stands before the mark is looked back at. Each part of it has a
   * bound, so that no text takes long to search.
   */
  readonly form: RegExp;

  /** Whether the mark may stand in the middle of a word. */
  readonly isWithinWords?: boolean;

  /** Whether what was matched is a secret after all, and no example or reference. */
  isSecret?(match: RegExpExecArray): boolean;
}
