import { AlertRule } from '../alert-rules';
import { withRunbook } from '../alert-texts';

export const WATCHDOG = 'Watchdog';
export const WATCHDOG_SEVERITY = 'info';

/** An alert that always fires, so that its absence tells of whatever keeps alerts from arriving. */
export function watchdogAlert(runbook: string): AlertRule {
  const [alert] = withRunbook([{
    alert: WATCHDOG,
    expr: 'vector(1)',
    severity: WATCHDOG_SEVERITY,
    summary: 'Alerts arrive.',
    description: 'This alert always fires, and tells a dead man\'s switch outside of the cluster that Prometheus '
      + 'evaluates rules and Alertmanager sends what comes of them. Nobody need do anything as long as it arrives.',
  }], runbook);
  return alert;
}
