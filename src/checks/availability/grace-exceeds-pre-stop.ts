import { judgeContainers } from '../facts/pods/containers';
import { DEFAULT_GRACE, LEAST_TO_STOP, preStopSeconds, sleepSeconds } from '../facts/pods/pre-stop';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

/** The grace period is longer than the hook before stop sleeps. */
export const GRACE_EXCEEDS_PRE_STOP: ICheck = {
  id: 'grace-exceeds-pre-stop',
  title: 'The grace period is longer than the sleep before stop',
  box: 'graceful-shutdown',
  severity: Severity.WARNING,
  why: 'The hook runs within the grace period; where it takes all of it, the process is killed in its work.',
  remedy: {
    manifest: 'terminationGracePeriodSeconds: 45, with lifecycle: {preStop: {sleep: {seconds: 10}}}',
    construct: 'shutdown: Shutdown.graceful({ drain: Duration.seconds(10), stop: Duration.seconds(30) })',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution'],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container, { spec, specPath }) => {
    const seconds = preStopSeconds(container);
    if (seconds === undefined) return undefined;
    const grace = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE;
    // What the API server refuses is told by fields-fit-together.
    if (typeof grace === 'number' && sleepSeconds(container) > grace) return undefined;
    const path = `${specPath}.terminationGracePeriodSeconds`;
    const least = seconds + LEAST_TO_STOP;
    const passed = typeof grace === 'number' && grace >= least;
    const message = `sleeps ${seconds} of ${valueText(grace)} seconds before it is stopped`;
    return { passed, path, message, actual: grace, expected: `${least} or more` };
  }),
};
