import { IConstruct } from 'constructs';
import { perTree } from './per-tree';

/** A file that is for somebody else than the API server. */
export interface CompanionFile {
  /** Whose it is. */
  readonly construct: IConstruct;
  /** Neither `.yaml` nor `.json` at its end, so that `kubectl apply -f` passes it by. */
  readonly file: string;
  readonly text: string;
}

/** What constructs have to say to others than the API server, once per tree. */
export class CompanionFiles {
  public static readonly of = perTree('documents', () => new CompanionFiles());

  private readonly byFile = new Map<string, CompanionFile>();

  /** Objects of one kind, namespace and name are refused elsewhere, so the last one wins here. */
  public add(document: CompanionFile): void {
    this.byFile.set(document.file, document);
  }

  public get all(): readonly CompanionFile[] {
    return [...this.byFile.values()];
  }
}
