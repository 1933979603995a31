import { Manifest } from '../model/manifest';

/** A part of a file that cannot be judged, and why. */
export interface Unreadable {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  /** Whether it looks like something else than a Kubernetes object, such as the values of a chart. */
  readonly isForeign?: boolean;
}

/** What one file holds. */
export interface FileContent {
  readonly manifests: Manifest[];
  readonly unreadable: Unreadable[];
}
