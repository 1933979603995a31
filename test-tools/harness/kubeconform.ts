import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SCHEMA_PATH, writeSchemas } from './kubeconform-schemas';
import { answerOf, TOOLS } from './programs';

/** What kubeconform says of a text. */
export interface KubeconformReport {
  /** Objects that it took. */
  readonly valid: number;
  /** One line for each object that it did not take, or could not judge. */
  readonly problems: readonly string[];
}

interface Answer {
  readonly resources: readonly { kind: string; name: string; status: string; msg: string }[];
  readonly summary: { readonly valid: number };
}

/** Our schemas of a minor, in a folder that kubeconform reads. */
export class Kubeconform {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-kubeconform-'));

  constructor(private readonly minor: string) {
    writeSchemas(this.folder, minor);
  }

  /** Holds every object of a text against the schema of its kind; duplicate keys are refused too. */
  public judge(text: string): KubeconformReport {
    const flags = ['-strict', '-verbose', '-summary', '-output', 'json', '-kubernetes-version', `${this.minor}.0`];
    // Named, it replaces the schemas that kubeconform would download.
    const args = [...flags, '-schema-location', path.join(this.folder, SCHEMA_PATH), '-'];
    const { resources, summary } = parse(answerOf({ program: TOOLS.kubeconform(), args, input: text }));
    const problems = resources.filter(({ status }) => status !== 'statusValid');
    return {
      valid: summary.valid,
      problems: problems.map(({ kind, name, status, msg }) => `${kind} ${name} is ${status}: ${msg}`),
    };
  }

  /** Removes the folder. */
  public dispose(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function parse(answer: string): Answer {
  try {
    return JSON.parse(answer) as Answer;
  } catch {
    throw new Error(`kubeconform did not judge: ${answer}`);
  }
}
