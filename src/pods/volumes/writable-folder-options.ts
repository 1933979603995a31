import { Size } from 'cdk8s';

/** Options for `addWritableFolder`. */
export interface WritableFolderOptions {
  /**
   * Size above which the pod is evicted, in whole MiB. Counts against its local storage.
   *
   * @default Size.mebibytes(64)
   */
  readonly sizeLimit?: Size;
}
