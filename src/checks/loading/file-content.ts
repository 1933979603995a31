import { Manifest } from '../model/manifest';

/** A part of a file that cannot be judged, and why. */
export interface Unreadable {
  readonly file: string;
  /** From 1; none where it is all of the file. */
  readonly line?: number;
  readonly message: string;
  /** Where it stands in its document, such as `items[2]`; none where it is the document. */
  readonly within?: string;
  /** Whether it looks like something else than a Kubernetes object, such as the values of a chart. */
  readonly isForeign?: boolean;
}

/** What one file holds. */
export interface FileContent {
  readonly manifests: Manifest[];
  readonly unreadable: Unreadable[];
}
