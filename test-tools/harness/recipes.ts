import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { installPackage } from './installed-package';
import { TOOLS } from './programs';
import { codeBlocks, readDocument, section } from '../../test/support/project/markdown';

const READY = path.resolve(__dirname, '../../examples/hello-service/expected/hello-service.k8s.yaml');
const NOT_READY = `---
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: hello}
spec: {hostNetwork: true, containers: [{name: agent, image: agent}]}
`;
/** Takes in files as they are, whatever in them looks like a template. */
const TEMPLATE = '{{ range $path, $_ := .Files.Glob "files/*" }}{{ $.Files.Get $path }}{{ end }}\n';

/** What became of lines of a shell. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** The blocks of code that a page of the documentation shows below a heading. */
export function recipe(heading: string, language: string): string[] {
  return codeBlocks(section(readDocument('docs/ci.md'), `## ${heading}`), language);
}

/** A repository that has the package, and manifests in each form that a recipe judges. */
export class Repository {
  public readonly folder = installPackage('2');
  private readonly programs = path.join(this.folder, 'programs');

  constructor() {
    fs.mkdirSync(this.programs);
    for (const name of ['helm', 'kustomize'] as const) fs.symlinkSync(TOOLS[name](), path.join(this.programs, name));
  }

  /** The package as npm packs it. */
  public get tarball(): string {
    return path.join(this.folder, fs.readdirSync(this.folder).find((file) => file.endsWith('.tgz'))!);
  }

  public write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  /** What a file holds, or nothing where there is none. */
  public read(file: string): string {
    const place = path.join(this.folder, file);
    return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : '';
  }

  /** Makes what is judged ready for production, or not, and removes what was reported of it. */
  public fill(isReady: boolean): void {
    const manifests = `${fs.readFileSync(READY, 'utf8')}${isReady ? '' : NOT_READY}`;
    for (const folder of ['dist', 'manifests', 'overlays/production', 'charts/shop/files']) {
      this.write(`${folder}/shop.yaml`, manifests);
    }
    this.write('charts/billing/files/billing.yaml', fs.readFileSync(READY, 'utf8'));
    for (const name of ['shop', 'billing']) {
      this.write(`charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
      this.write(`charts/${name}/templates/all.yaml`, TEMPLATE);
    }
    this.write('production.yaml', '{}\n');
    this.write('overlays/production/kustomization.yaml', 'resources: [shop.yaml]\n');
    for (const file of fs.readdirSync(this.folder)) {
      if (file.startsWith('preflight')) fs.rmSync(path.join(this.folder, file));
    }
    fs.rmSync(path.join(this.folder, 'rendered'), { recursive: true, force: true });
  }

  /** Runs lines as a pipeline does, which ends with the first that fails. */
  public run(lines: string, environment: Readonly<Record<string, string>> = {}): Outcome {
    const { PATH = '' } = process.env;
    const { error, status, stdout, stderr } = spawnSync('bash', ['-e', '-c', lines], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: [this.programs, PATH].join(path.delimiter), ...environment },
    });
    if (error !== undefined) throw error;
    return { status, output: `${stdout}${stderr}` };
  }

  public dispose(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
