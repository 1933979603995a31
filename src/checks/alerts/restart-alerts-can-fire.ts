import { mostRestarts } from '../../internal/values/restart-back-off';
import { restartThresholdsOf } from '../facts/alerts/restart-thresholds';
import { RULE_CARRIERS } from '../facts/alerts/rule-groups';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const MINUTE = 60;
const EXPECTED = 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1';

/** No alert waits for more restarts than the kubelet lets happen. */
export const RESTART_ALERTS_CAN_FIRE: ICheck = {
  id: 'restart-alerts-can-fire',
  title: 'Alerts about restarts can fire',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'The kubelet waits up to five minutes before it starts a container again, and a rate is per second: above 0.1 '
    + 'there would be 90 restarts in a quarter of an hour. An alert that waits for that never fires, and looks as if '
    + 'all were well.',
  remedy: {
    manifest: `Ask for the back-off itself: expr: '${EXPECTED}', for: 15m`,
    construct: 'EssentialAlerts has PodCrashLooping and ContainerRestarting.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
    'https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/alerts/apps_alerts.libsonnet',
  ],
  appliesTo: RULE_CARRIERS,
  evaluate: (manifest, cluster) => restartThresholdsOf(manifest, cluster).map((threshold) => {
    const { alert, restarts, exceeded, seconds } = threshold;
    const number = `${exceeded ? 'more than ' : ''}${rounded(restarts)}`;
    const asked = `the alert ${alert} waits for ${number} restarts within ${rounded(seconds / MINUTE)} minutes`;
    const most = mostRestarts(seconds);
    if (exceeded ? restarts < most : restarts <= most) return { passed: true, message: asked };
    return {
      passed: false,
      message: `${asked}, and there are never more than ${most}`,
      actual: rounded(restarts),
      expected: EXPECTED,
    };
  }),
};

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
