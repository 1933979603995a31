import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from './commands';
import { ContainerProcess } from './container';
import { JobAttempt, JobHooks, JobOutcome } from './job-attempt';
import { Pod, World } from './pod';
import { PodVolumes, VolumeSizes } from './pod-volumes';
import { Manifest } from '../../../test/support/schemas';

/** How a Job is run. */
export interface JobOptions extends VolumeSizes, JobHooks {
  /** The name of its pod; otherwise that of the Job with an end by chance. */
  readonly podName?: string;
  /** Names of the containers that reach nothing but each other. */
  readonly isolated?: readonly string[];
  /** Whether the volumes are still there after the run, until the result is disposed of. */
  readonly keepVolumes?: boolean;
}

/** What became of a Job. */
export interface JobResult extends JobOutcome {
  readonly seconds: number;
  /** The folders of the volumes, which are there only where they were to be kept. */
  readonly volumes: Readonly<Record<string, string>>;
  /** Removes what was kept. */
  readonly dispose: () => void;
}

/** Runs a Job, or that of a CronJob, once: as the kubelet does, but its containers are processes of this machine. */
export async function runJob(job: Manifest, world: World, options: JobOptions = {}): Promise<JobResult> {
  const start = performance.now();
  const sandbox = new Sandbox(podOf(job, world, options.podName), options);
  let isKept = false;
  try {
    sandbox.create();
    const spec = jobSpecOf(job);
    const outcome = await new JobAttempt(spec, options, sandbox).run();
    isKept = options.keepVolumes === true;
    const { folders: volumes } = sandbox.volumes;
    return { ...outcome, seconds: (performance.now() - start) / 1000, volumes, dispose: () => sandbox.dispose() };
  } finally {
    if (!isKept) sandbox.dispose();
  }
}

/** What a pod has of this machine. */
class Sandbox {
  public readonly volumes: PodVolumes;
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-job-'));
  private network?: string;

  constructor(private readonly pod: Pod, private readonly options: JobOptions) {
    this.volumes = new PodVolumes(pod, options, path.join(this.folder, 'volumes'));
  }

  /** Makes the volumes, and the network of those containers that are isolated. */
  public create(): void {
    // A folder of the system's own kind lets nobody but its user in.
    fs.chmodSync(this.folder, 0o755);
    this.volumes.create();
    if (!this.options.isolated?.length) return;
    const name = path.basename(this.folder);
    run('ip', ['netns', 'add', name]);
    this.network = name;
    run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
  }

  /** Starts a container of the pod. */
  public start(container: Manifest): ContainerProcess {
    const isIsolated = this.options.isolated?.includes(container.name);
    return new ContainerProcess(container, {
      pod: this.pod,
      folder: path.join(this.folder, 'containers', container.name),
      mounts: this.volumes.mountsOf(container),
      network: isIsolated ? `/run/netns/${this.network}` : undefined,
    });
  }

  /** Removes all of it. */
  public dispose(): void {
    this.volumes.unmount();
    if (this.network !== undefined) run('ip', ['netns', 'delete', this.network]);
    this.network = undefined;
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function podOf(job: Manifest, world: World, name?: string): Pod {
  const { name: jobName, namespace = 'default' } = job.metadata;
  const spec = jobSpecOf(job).template.spec;
  return { name: name ?? `${jobName}-${randomBytes(3).toString('hex')}`, namespace, spec, world };
}

function jobSpecOf({ kind, spec }: Manifest): Manifest {
  return kind === 'CronJob' ? spec.jobTemplate.spec : spec;
}
