import { spawn } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { only } from '../../../test/support/render';
import { Manifest } from '../../../test/support/schemas';
import { buildBinaries } from '../build';
import { Cluster } from '../cluster';
import { kubeconfigFor, tokenOf } from '../exporters/account-token';

/** What a run left. */
export interface DrillOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call of the API, as rules of roles name it. */
export interface Call {
  readonly verb: string;
  readonly resource: string;
  readonly namespace?: string;
}

const VERBS: Record<string, readonly [string, string]> = {
  GET: ['list', 'get'], POST: ['create', 'create'], PATCH: ['patch', 'patch'], DELETE: ['deletecollection', 'delete'],
};
/** As kubectl logs it, in the form of each minor. */
const LOGGED = /(?:^I\d.*\] |verb=")(GET|POST|PATCH|DELETE)"? (?:url=")?https:\/\/[^/]+(\/[^ "?]*)/;
const API_PATH = /^\/(?:api|apis\/[^/]+)\/v[^/]+(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** The pod of a drill as a process: its scripts, its variables, and the rights of its ServiceAccount. */
export class DrillRun {
  /** Writes what the pod mounts. */
  public static async of(cluster: Cluster, manifests: readonly Manifest[]): Promise<DrillRun> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-drill-'));
    const cronJob = only([...manifests], 'CronJob');
    const { name, namespace } = cronJob.metadata;
    const files = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)!;
    for (const part of ['scripts', 'tmp', 'bin', 'real']) fs.mkdirSync(path.join(folder, part));
    for (const [file, text] of Object.entries<string>(files.data)) {
      // A file system of its own is what only a container has.
      const moved = file.endsWith('.sh') ? text.replace(/\/(scripts|tmp)\//g, `${folder}/$1/`) : text;
      fs.writeFileSync(path.join(folder, 'scripts', file), moved);
    }
    fs.symlinkSync(buildBinaries(cluster.release).controlPlane!, path.join(folder, 'real', 'kubectl'));
    fs.writeFileSync(path.join(folder, 'bin', 'kubectl'), [
      '#!/bin/sh',
      `${folder}/real/kubectl -v=6 "$@" 2>${folder}/said`,
      'status=$?',
      `grep -E '^I[0-9]{4} ' ${folder}/said >>${folder}/calls`,
      `grep -Ev '^I[0-9]{4} ' ${folder}/said >&2`,
      'exit $status',
      '',
    ].join('\n'), { mode: 0o755 });
    const token = await tokenOf(cluster, namespace, name);
    fs.writeFileSync(path.join(folder, 'kubeconfig'), kubeconfigFor(cluster.connection, token));
    return new DrillRun(folder, cronJob.spec.jobTemplate.spec.template.spec.containers[0]);
  }

  private constructor(private readonly folder: string, private readonly container: Manifest) {}

  /** Runs it once, without long pauses. */
  public run(changes: Record<string, string> = {}): Promise<DrillOutcome> {
    const { env, command: [shell, script] } = this.container;
    const variables = Object.fromEntries(env.flatMap(({ name, value }: Manifest) => (
      value === undefined ? [] : [[name, value]]
    )));
    const child = spawn(shell, [`${this.folder}${script}`], {
      env: {
        ...variables,
        PATH: `${this.folder}/bin:${process.env.PATH}`,
        KUBECONFIG: path.join(this.folder, 'kubeconfig'),
        PAUSE_SECONDS: '0.1',
        BUSY_SECONDS: '20',
        CLEANING_SECONDS: '10',
        ...changes,
      },
    });
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => { texts.stdout += String(data); });
    child.stderr.on('data', (data) => { texts.stderr += String(data); });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, ...texts }));
    });
  }

  /** Every call of a resource so far, once each. */
  public calls(): Call[] {
    const lines = fs.readFileSync(path.join(this.folder, 'calls'), 'utf8').split('\n');
    const calls = new Map<string, Call>();
    for (const line of lines) {
      const [, method, address] = LOGGED.exec(line) ?? [];
      const [, namespace, resource, name, part] = API_PATH.exec(address ?? '') ?? [];
      // Of an empty list, kubectl asks whether there is such a namespace, and goes on where it may not.
      if (resource === undefined || resource === 'namespaces') continue;
      const call = {
        verb: VERBS[method][name === undefined ? 0 : 1],
        resource: part === undefined ? resource : `${resource}/${part}`,
        namespace,
      };
      calls.set(JSON.stringify(call), call);
    }
    return [...calls.values()];
  }

  /** Removes its files. */
  public remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
