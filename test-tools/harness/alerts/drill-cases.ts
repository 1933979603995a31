import { AlertCase, ago, CaseMaker, DAY, HOUR, MINUTE } from './alert-case';
import { CronJobState, RunState } from './kube-state';
import { DrillSubject } from '../../../src/backup/drills/drill-alerts';

/** What is promised of the drills of the cases. */
export const DRILL_PROMISES = { intervalSeconds: 7 * DAY, objectiveSeconds: HOUR, deadlineSeconds: 2 * HOUR };

const DUE = DRILL_PROMISES.intervalSeconds + DRILL_PROMISES.deadlineSeconds;
const NEVER: Partial<CronJobState> = { lastSuccess: undefined, runs: [] };
const USUAL = 30 * MINUTE;

/** States of a drill, and what fires and is recorded in each. */
export function drillCases(subject: DrillSubject): AlertCase[] {
  const completed = ago(3 * DAY);
  const run = { name: `${subject.cronJob}-1`, started: completed - USUAL, completed };
  const make = new CaseMaker(subject, { lastSuccess: completed, runs: [run] });
  return [
    make.about('is well', {}, { recorded: USUAL }),
    ...make.commonCases(USUAL),
    ...dueCases(make),
    ...failureCases(make),
    ...durationCases(make),
    ...otherCases(make),
  ];
}

function dueCases(make: CaseMaker): AlertCase[] {
  return [
    make.about('succeeded just within the time that it is due in', { lastSuccess: ago(DUE), runs: [] }),
    make.about('succeeded just before the time that it is due in', { lastSuccess: ago(DUE + 1), runs: [] }, {
      firing: { Overdue: DUE + 1 },
    }),
    make.about('is new, and its first run is not due', { ...NEVER, created: ago(DUE) }),
    make.about('never ran within the time that it is due in', { ...NEVER, created: ago(DUE + 1) }, {
      firing: { Overdue: DUE + 1 },
    }),
  ];
}

function failureCases(make: CaseMaker): AlertCase[] {
  const failed = (number: number, started: number) => make.run(number, { started, failed: true });
  return [
    make.about('failed after it had succeeded', {
      lastSuccess: ago(3 * DAY), runs: [took(make, 1, { completed: ago(3 * DAY) }), failed(2, ago(HOUR))],
    }, { firing: { Failed: ago(HOUR) }, recorded: USUAL }),
    make.about('succeeded after it had failed', {
      lastSuccess: ago(HOUR), runs: [failed(1, ago(3 * DAY)), took(make, 2, { completed: ago(HOUR) })],
    }, { recorded: USUAL }),
    make.about('failed the first time', {
      ...NEVER, created: ago(HOUR), runs: [failed(1, ago(HOUR))],
    }, { firing: { Failed: ago(HOUR) } }),
  ];
}

function durationCases(make: CaseMaker): AlertCase[] {
  const { objectiveSeconds } = DRILL_PROMISES;
  const slow = objectiveSeconds + 1;
  const lastSuccess = ago(DAY);
  return [
    make.about('took just the objective', {
      lastSuccess, runs: [took(make, 1, { completed: ago(DAY), seconds: objectiveSeconds })],
    }, { recorded: objectiveSeconds }),
    make.about('took longer than the objective', {
      lastSuccess, runs: [took(make, 1, { completed: ago(DAY), seconds: slow })],
    }, { recorded: slow, firing: { TooSlow: slow } }),
    make.about('took longer than before', {
      lastSuccess,
      runs: [took(make, 1, { completed: ago(2 * DAY) }), took(make, 2, { completed: ago(DAY), seconds: slow })],
    }, { recorded: slow, firing: { TooSlow: slow } }),
    make.about('took longer once, and no longer does', {
      lastSuccess,
      runs: [took(make, 1, { completed: ago(2 * DAY), seconds: slow }), took(make, 2, { completed: ago(DAY) })],
    }, { recorded: USUAL }),
    make.about('has taken longer than the objective and goes on', {
      lastSuccess,
      runs: [took(make, 1, { completed: ago(DAY) }), make.run(2, { started: ago(slow) })],
    }, { recorded: USUAL }),
  ];
}

function otherCases(make: CaseMaker): AlertCase[] {
  const broken = {
    created: ago(30 * DAY),
    lastSuccess: ago(29 * DAY),
    suspended: true,
    runs: [
      make.run(1, { started: ago(HOUR), failed: true }),
      took(make, 2, { completed: ago(MINUTE), seconds: 5 * HOUR }),
    ],
  };
  const cronJobs = [make.cronJob(), ...make.neighbours(broken)];
  return [
    make.about('is well among others that are not', {}, { seen: [cronJobs, cronJobs], recorded: USUAL }),
    make.about('succeeded, which one replica has not seen yet', {}, {
      seen: [[make.cronJob()], [make.cronJob({ lastSuccess: ago(20 * DAY), runs: [] })]], recorded: USUAL,
    }),
  ];
}

interface Drill {
  readonly completed: number;
  readonly seconds?: number;
}

function took(make: CaseMaker, number: number, { completed, seconds = USUAL }: Drill): RunState {
  return make.run(number, { started: completed - seconds, completed });
}
