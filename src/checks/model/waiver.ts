/** The recorded decision not to follow a check. */
export interface Waiver {
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it holds, as `YYYY-MM-DD`. */
  readonly until?: string;
  readonly ticket?: string;
  /** Whose form it is written in, such as kube-score; ours where there is none. */
  readonly tool?: string;
}

/** A waiver as it stands in a file beside the manifests, whatever it says. */
export interface WrittenWaiver {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Where it stands in the file, such as `waivers[2]`. */
  readonly path: string;
  /** Of whose manifests it speaks, those of folders below included; of all where there is none. */
  readonly folder?: string;
  readonly content: unknown;
}
