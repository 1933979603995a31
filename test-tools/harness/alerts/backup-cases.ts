import { AlertCase, ago, CaseMaker, DAY, HOUR, MINUTE } from './alert-case';
import { CronJobState } from './kube-state';
import { BackupSubject } from '../../../src/backup/backup-alerts';

/** What is promised of the backups of the cases. */
export const BACKUP_PROMISES = { objectiveSeconds: 26 * HOUR, deadlineSeconds: HOUR };

const NEVER: Partial<CronJobState> = { lastSuccess: undefined, runs: [] };

/** States of a backup, and what fires in each. */
export function backupCases(subject: BackupSubject): AlertCase[] {
  const success = { started: ago(10 * HOUR + 5 * MINUTE), completed: ago(10 * HOUR) };
  const name = `${subject.cronJob}-1`;
  const make = new CaseMaker(subject, { lastSuccess: success.completed, runs: [{ name, ...success }] });
  return [
    make.about('is well', {}),
    ...make.commonCases(),
    ...ageCases(make),
    ...failureCases(make),
    ...slowCases(make),
    ...otherCases(make),
  ];
}

function ageCases(make: CaseMaker): AlertCase[] {
  const { objectiveSeconds } = BACKUP_PROMISES;
  return [
    make.about('succeeded just within the objective', { lastSuccess: ago(objectiveSeconds), runs: [] }),
    make.about('succeeded just before the objective', { lastSuccess: ago(objectiveSeconds + 1), runs: [] }, {
      firing: { Stale: objectiveSeconds + 1 },
    }),
    make.about('is new, and its first run is not due', { ...NEVER, created: ago(objectiveSeconds) }),
    make.about('never succeeded within the objective', { ...NEVER, created: ago(objectiveSeconds + 1) }, {
      firing: { NeverSucceeded: objectiveSeconds + 1 },
    }),
    make.about('was suspended for longer than the objective', {
      suspended: true, lastSuccess: ago(2 * DAY), runs: [],
    }, { firing: { Suspended: 1, Stale: 2 * DAY } }),
  ];
}

function failureCases(make: CaseMaker): AlertCase[] {
  const failed = (number: number, started: number) => make.run(number, { started, failed: true });
  const succeeded = (number: number, completed: number) => make.run(number, { started: completed - 60, completed });
  return [
    make.about('failed after it had succeeded', {
      lastSuccess: ago(10 * HOUR), runs: [succeeded(1, ago(10 * HOUR)), failed(2, ago(HOUR))],
    }, { firing: { Failed: ago(HOUR) } }),
    make.about('succeeded after it had failed', {
      lastSuccess: ago(HOUR), runs: [failed(1, ago(10 * HOUR)), succeeded(2, ago(HOUR))],
    }),
    make.about('failed twice', {
      lastSuccess: ago(20 * HOUR), runs: [failed(1, ago(3 * HOUR)), failed(2, ago(HOUR))],
    }, { firing: { Failed: ago(HOUR) } }),
    make.about('failed the first time', {
      ...NEVER, created: ago(HOUR), runs: [failed(1, ago(HOUR))],
    }, { firing: { Failed: ago(HOUR) } }),
    make.about('goes on, and is said not to have failed', {
      lastSuccess: ago(20 * HOUR), runs: [make.run(1, { started: ago(MINUTE), failed: false })],
    }),
    make.about('failed, and the Job is removed', { lastSuccess: ago(20 * HOUR), runs: [] }),
    make.about('goes on after a failed run', {
      lastSuccess: ago(20 * HOUR), runs: [failed(1, ago(HOUR)), make.run(2, { started: ago(MINUTE) })],
    }, { firing: { Failed: ago(HOUR) } }),
  ];
}

function slowCases(make: CaseMaker): AlertCase[] {
  const half = BACKUP_PROMISES.deadlineSeconds / 2;
  const lastSuccess = ago(10 * HOUR);
  return [
    make.about('runs for half of its deadline', { lastSuccess, runs: [make.run(2, { started: ago(half) })] }),
    make.about('runs for longer than half of its deadline', {
      lastSuccess, runs: [make.run(2, { started: ago(half + 1) })],
    }, { firing: { Slow: half + 1 } }),
    make.about('runs for long, and is said not to have failed', {
      lastSuccess, runs: [make.run(2, { started: ago(half + 1), failed: false })],
    }, { firing: { Slow: half + 1 } }),
    make.about('runs for long, and again beside it', {
      lastSuccess, runs: [make.run(2, { started: ago(half + 1) }), make.run(3, { started: ago(MINUTE) })],
    }, { firing: { Slow: half + 1 } }),
    make.about('ran for long and succeeded', {
      lastSuccess: ago(MINUTE), runs: [make.run(2, { started: ago(50 * MINUTE), completed: ago(MINUTE) })],
    }),
    make.about('ran for long and failed', {
      lastSuccess, runs: [make.run(2, { started: ago(50 * MINUTE), failed: true })],
    }, { firing: { Failed: ago(50 * MINUTE) } }),
  ];
}

function otherCases(make: CaseMaker): AlertCase[] {
  const broken = {
    created: ago(30 * DAY),
    lastSuccess: ago(29 * DAY),
    suspended: true,
    runs: [
      make.run(1, { started: ago(HOUR), failed: true }),
      make.run(2, { started: ago(HOUR) }),
    ],
  };
  const namesakes = broken.runs.map((run) => ({ ...run, ownerKind: 'Workflow' }));
  const stale = make.cronJob({ lastSuccess: ago(40 * HOUR), runs: [] });
  return [
    make.about('is well among others that are not', {}, {
      seen: [[make.cronJob(), ...make.neighbours(broken)], [make.cronJob(), ...make.neighbours(broken)]],
    }),
    make.about('is well beside Jobs of something else with its name', { runs: namesakes }),
    make.about('succeeded, which one replica has not seen yet', {}, { seen: [[make.cronJob()], [stale]] }),
    make.about('succeeded first, which one replica has not seen yet', {}, {
      seen: [[make.cronJob()], [make.cronJob(NEVER)]],
    }),
  ];
}
