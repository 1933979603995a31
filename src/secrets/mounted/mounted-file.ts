/** One file, and where its content is. */
export interface MountedFile {
  readonly file: string;
  readonly key: string;
  readonly property?: string;
  readonly version?: string;
}
