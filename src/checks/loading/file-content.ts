import { Manifest } from '../model/manifest';

/** As many parts of a file are told that cannot be judged: one of 800 kB may have 400,000. */
const MOST_TOLD = 1_000;

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
  /** How many parts it stands for, where it is none of those that are told. */
  readonly count?: number;
}

/** What one file holds. */
export interface FileContent {
  readonly manifests: Manifest[];
  readonly unreadable: Unreadable[];
}

/** Adds a part that cannot be judged, or counts it where there are too many. */
export function addUnreadable({ unreadable }: FileContent, part: Unreadable): void {
  if (unreadable.length < MOST_TOLD) {
    unreadable.push(part);
    return;
  }
  const { count: before = 0, isForeign = true } = unreadable[MOST_TOLD] ?? {};
  const count = before + 1;
  const message = `it has ${count} more parts that cannot be judged`;
  unreadable[MOST_TOLD] = { file: part.file, message, isForeign: isForeign && part.isForeign, count };
}
