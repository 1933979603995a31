import { CronJobState, RunState } from './kube-state';
import { CronJobReference } from '../../../src/alerts/cron-job-queries';

/** What a cluster is like, and which alerts tell of it. */
export interface AlertCase {
  readonly name: string;
  /** What each replica of kube-state-metrics has seen. */
  readonly seen: readonly (readonly CronJobState[])[];
  /** Minutes that it has been so. */
  readonly minutes: number;
  /** The value of each alert that fires, by the alert's name without its prefix; no other one does. */
  readonly firing: Record<string, number>;
  /** What the drill's duration is recorded as. */
  readonly recorded?: number;
}

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const MINUTES = 20;

/** The moment so many seconds before the alerts are looked at. */
export function ago(seconds: number): number {
  return MINUTES * MINUTE - seconds;
}

/** What a case may say otherwise than that nothing fires over one CronJob that both replicas know. */
export type CaseOptions = Partial<Omit<AlertCase, 'name'>>;

/** The makers of cases that are about one CronJob. */
export class CaseMaker {
  constructor(private readonly reference: CronJobReference, private readonly healthy: Partial<CronJobState>) {}

  /** The CronJob as it is when all is well, but for what is said. */
  public cronJob(state: Partial<CronJobState> = {}): CronJobState {
    const { namespace, cronJob: name } = this.reference;
    return { namespace, name, created: ago(30 * DAY), runs: [], ...this.healthy, ...state };
  }

  /** A run of it, so many seconds ago. */
  public run(number: number, state: Omit<RunState, 'name'>): RunState {
    return { name: `${this.reference.cronJob}-${number}`, ...state };
  }

  /** A case about the CronJob alone. */
  public about(name: string, state: Partial<CronJobState>, options: CaseOptions = {}): AlertCase {
    const cronJob = this.cronJob(state);
    return { name, seen: [[cronJob], [cronJob]], minutes: MINUTES, firing: {}, ...options };
  }

  /** Others, of which each name or place is nearly that of the CronJob, in the state that is said. */
  public neighbours(state: Omit<CronJobState, 'namespace' | 'name'>): CronJobState[] {
    const { namespace, cronJob: name } = this.reference;
    const runsOf = (of: string) => state.runs.map((run, index) => ({ ...run, name: `${of}-${index}` }));
    return [
      ...[`${name}2`, `my-${name}`, name.replace(/\W|.$/, 'x'), `${name}.x`]
        .map((other) => ({ ...state, namespace, name: other, runs: runsOf(other) })),
      ...[`${namespace}2`, `my-${namespace}`].map((other) => ({ ...state, namespace: other, name, runs: state.runs })),
    ];
  }

  /** The cases that hold for every CronJob: suspended, missing, or seen by one replica alone. */
  public commonCases(recorded?: number): AlertCase[] {
    const seen = [[], []];
    const others = this.neighbours({ created: 0, runs: [] });
    return [
      this.about('has just been suspended', { suspended: true }, { minutes: 14, recorded }),
      this.about('is suspended', { suspended: true }, { minutes: 15, firing: { Suspended: 1 }, recorded }),
      this.about('is suspended, which one replica has not seen yet', {}, {
        seen: [[this.cronJob()], [this.cronJob({ suspended: true })]], firing: { Suspended: 1 }, recorded,
      }),
      this.about('has just gone', {}, { seen, minutes: 14 }),
      this.about('is gone', {}, { seen, minutes: 15, firing: { Missing: 1 } }),
      this.about('is gone, and others are there', {}, { seen: [others, []], firing: { Missing: 1 } }),
      this.about('is known to one replica alone', {}, { seen: [[this.cronJob()], []], recorded }),
    ];
  }
}
