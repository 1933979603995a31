import { IConstruct } from 'constructs';

const DOCUMENTS = Symbol.for('cdk8s-preflight.documents');

/** A file that is for somebody else than the API server. */
export interface Document {
  /** Whose it is. */
  readonly construct: IConstruct;
  /** Neither `.yaml` nor `.json` at its end, so that `kubectl apply -f` passes it by. */
  readonly file: string;
  readonly text: string;
}

/** What constructs have to say to others than the API server, once per tree. */
export class Documents {
  public static of(construct: IConstruct): Documents {
    const root = construct.node.root as IConstruct & { [DOCUMENTS]?: Documents };
    return root[DOCUMENTS] ??= new Documents();
  }

  private readonly byFile = new Map<string, Document>();

  /** Objects of one kind, namespace and name are refused elsewhere, so the last one wins here. */
  public add(document: Document): void {
    this.byFile.set(document.file, document);
  }

  public get all(): readonly Document[] {
    return [...this.byFile.values()];
  }
}
