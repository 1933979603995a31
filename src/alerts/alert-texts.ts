import { AlertRule } from './alert-rules';

/** The CronJob of an alert, in its texts. */
export const CRON_JOB = '{{ $labels.namespace }}/{{ $labels.cronjob }}';
/** The value of an alert in its texts, as a duration. */
export const VALUE_AS_DURATION = '{{ $value | humanizeDuration }}';
/** The value of an alert in its texts, as a moment. */
export const VALUE_AS_TIME = '{{ $value | humanizeTimestamp }}';

/** A service in the texts of an alert about it. */
export function serviceText({ namespace, service }: { readonly namespace: string; readonly service: string }): string {
  return `${namespace}/${service}`;
}

/** A duration in the texts of an alert, written as Prometheus writes those that it has measured. */
export function durationText(seconds: number): string {
  return `{{ humanizeDuration ${seconds} }}`;
}

/** Adds the address of the section that is about each alert. */
export function withRunbook(alerts: readonly Omit<AlertRule, 'runbook'>[], page: string): AlertRule[] {
  return alerts.map((alert) => ({ ...alert, runbook: `${page}#${alert.alert.toLowerCase()}` }));
}
