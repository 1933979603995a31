import { setTimeout as sleep } from 'timers/promises';
import { ContainerProcess } from './container';
import { Manifest } from '../../../test/support/schemas';

// A pod has thirty seconds by default; nothing is learnt in them here.
const GRACE_MILLISECONDS = 2_000;

/** A container that runs now. */
export interface RunningStep {
  readonly name: string;
  /** By the name of the volume, its folder. */
  readonly volumes: Readonly<Record<string, string>>;
  /** What it has written so far. */
  readonly logs: () => string;
  /** Ends it at once, with all its children. */
  readonly kill: () => void;
}

/** What is done while a Job runs, such as what makes it fail. */
export interface JobHooks {
  /** Called when a container has been started; the run waits for it too. */
  readonly duringStep?: (step: RunningStep) => void | Promise<void>;
  /** Called when a container has ended, before the next starts. */
  readonly afterStep?: (name: string, volumes: Readonly<Record<string, string>>) => void | Promise<void>;
}

/** How a Job ended. */
export interface JobOutcome {
  readonly succeeded: boolean;
  /** The first container that failed, or that ran when the time was over. */
  readonly failedStep?: string;
  readonly reason?: 'DeadlineExceeded' | 'BackoffLimitExceeded';
  /** By the name of the container; only of those that ran. */
  readonly exitCodes: Readonly<Record<string, number>>;
  /** By the name of the container, what it wrote to its output and as errors. */
  readonly logs: Readonly<Record<string, string>>;
}

/** Who starts the containers, and where their volumes are. */
export interface ContainerStarter {
  readonly volumes: { readonly folders: Readonly<Record<string, string>> };
  start(container: Manifest): ContainerProcess;
}

/** One attempt of a Job: its containers one after the other, as a pod starts them. */
export class JobAttempt {
  private readonly running = new Set<ContainerProcess>();
  private readonly sidecars: { readonly process: ContainerProcess; readonly finished: Promise<unknown> }[] = [];
  private readonly exitCodes: Record<string, number> = {};
  private readonly logs: Record<string, string> = {};
  private failedStep?: string;
  private isOver = false;

  constructor(
    private readonly spec: Manifest,
    private readonly hooks: JobHooks,
    private readonly starter: ContainerStarter,
  ) {}

  /** Runs it to its end, after which none of its processes is left. */
  public async run(): Promise<JobOutcome> {
    const timer = this.startTimer();
    try {
      await this.runSteps();
      await this.endSidecars();
    } finally {
      clearTimeout(timer);
      await this.killAll();
    }
    const { failedStep, exitCodes, logs } = this;
    const succeeded = failedStep === undefined && !this.isOver;
    const reason = this.isOver ? 'DeadlineExceeded' : 'BackoffLimitExceeded';
    return { succeeded, failedStep, exitCodes, logs, reason: succeeded ? undefined : reason };
  }

  private async runSteps(): Promise<void> {
    const { initContainers = [], containers } = this.spec.template.spec;
    for (const container of initContainers) {
      if (container.restartPolicy === 'Always') {
        this.startSidecar(container);
      } else {
        await this.runStep(container);
      }
      if (this.hasFailed()) return;
    }
    await Promise.all(containers.map((container: Manifest) => this.runStep(container)));
  }

  private async runStep(container: Manifest): Promise<void> {
    const process = this.start(container);
    const [code] = await this.finish(process);
    if (code !== 0) this.failedStep ??= container.name;
    await this.hooks.afterStep?.(container.name, this.starter.volumes.folders);
  }

  private startSidecar(container: Manifest): void {
    if (container.startupProbe) throw new Error(`nobody asks the startup probe of ${container.name} here`);
    const process = this.start(container);
    const finished = this.finish(process);
    // It is waited for later; that it failed is not lost.
    finished.catch(() => undefined);
    this.sidecars.push({ process, finished });
  }

  private start(container: Manifest): ContainerProcess {
    const process = this.starter.start(container);
    this.running.add(process);
    return process;
  }

  private finish(process: ContainerProcess): Promise<[number, unknown]> {
    const { name } = process;
    const ended = process.ended.then((code) => {
      this.running.delete(process);
      this.exitCodes[name] = code;
      this.logs[name] = process.logs;
      return code;
    });
    const { folders: volumes } = this.starter.volumes;
    const step = { name, volumes, logs: () => process.logs, kill: () => process.kill('SIGKILL') };
    return Promise.all([ended, Promise.resolve(step).then((given) => this.hooks.duringStep?.(given))]);
  }

  private hasFailed(): boolean {
    return this.isOver || this.failedStep !== undefined;
  }

  private startTimer(): NodeJS.Timeout | undefined {
    const [ofJob, ofPod] = [this.spec, this.spec.template.spec].map((spec) => spec.activeDeadlineSeconds ?? Infinity);
    const shortest = Math.min(ofJob, ofPod);
    if (shortest === Infinity) return undefined;
    return setTimeout(() => {
      this.isOver = true;
      const sidecars = this.sidecars.map(({ process }) => process);
      const steps = [...this.running].filter((process) => !sidecars.includes(process));
      this.failedStep ??= steps[0]?.name;
      for (const process of steps) void end(process);
    }, shortest * 1000);
  }

  /** The last that was started ends first. */
  private async endSidecars(): Promise<void> {
    for (const { process, finished } of this.sidecars.reverse()) {
      await end(process);
      await finished;
    }
  }

  private async killAll(): Promise<void> {
    const left = [...this.running];
    for (const process of left) process.kill('SIGKILL');
    await Promise.all(left.map((process) => process.ended));
  }
}

async function end(process: ContainerProcess): Promise<void> {
  process.kill('SIGTERM');
  const isOver = new AbortController();
  const force = sleep(GRACE_MILLISECONDS, undefined, { signal: isOver.signal }).then(() => process.kill('SIGKILL'));
  force.catch(() => undefined);
  await process.ended;
  isOver.abort();
}
