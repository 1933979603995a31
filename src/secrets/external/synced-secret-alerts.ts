import { AlertRule } from '../../alerts/alert-rules';
import { withRunbook } from '../../alerts/alert-texts';
import { seriesOf } from '../../alerts/promql';

/** Which secret is watched, and where its page is. */
export interface WatchedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly runbook: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** The alerts that tell of a secret which is not what its store says any more. */
export function syncedSecretAlerts(secret: WatchedSecret): AlertRule[] {
  return withRunbook([notReady, failing, unknown].map((alert) => alert(secret)), secret.runbook);
}

function notReady(secret: WatchedSecret): Alert {
  return {
    alert: 'SyncedSecretNotReady',
    expr: `max by (name) (${conditionOf(secret, { condition: 'Ready', status: 'False' })}) == 1`,
    for: '15m',
    severity: 'warning',
    labels: { namespace: secret.namespace },
    summary: `The secret ${textOf(secret)} is not synced.`,
    description: 'The operator cannot make it of what its store holds. What pods have stays as it was, but nothing '
      + 'renews it, and where it was never made no pod begins. First read the conditions of the ExternalSecret.',
  };
}

function failing(secret: WatchedSecret): Alert {
  return {
    alert: 'SyncedSecretErrors',
    expr: `sum by (name) (increase(${seriesOf('externalsecret_sync_calls_error', labelsOf(secret, 'honored'))}[2h])\n`
      + `or increase(${seriesOf('externalsecret_sync_calls_error', labelsOf(secret, 'exported'))}[2h])) > 3`,
    severity: 'warning',
    labels: { namespace: secret.namespace },
    summary: `The secret ${textOf(secret)} failed to sync {{ printf "%.0f" $value }} times in two hours.`,
    description: 'Some tries may have succeeded between: the store is slow, limits how often it is asked, or is not '
      + 'always there. First read the events of the ExternalSecret.',
  };
}

/** Nothing would be told of an operator that is gone. */
function unknown(secret: WatchedSecret): Alert {
  return {
    alert: 'SyncedSecretUnknown',
    expr: `absent(${conditionOf(secret, { condition: 'Ready' })})`,
    for: '30m',
    severity: 'warning',
    labels: { namespace: secret.namespace, name: secret.name },
    summary: `Nothing is known of the secret ${textOf(secret)}.`,
    description: 'Its ExternalSecret is gone, the operator does not run, or nobody scrapes it: then no other alert '
      + 'would tell that the secret is not renewed. First see whether the pods of the operator run.',
  };
}

/** The operator knows the namespace; Prometheus calls it otherwise where the labels of the target have precedence. */
function conditionOf(secret: WatchedSecret, labels: Record<string, string>): string {
  return (['honored', 'exported'] as const)
    .map((how) => seriesOf('externalsecret_status_condition', { ...labelsOf(secret, how), ...labels }))
    .join('\nor ');
}

function labelsOf({ namespace, name }: WatchedSecret, how: 'honored' | 'exported'): Record<string, string> {
  return how === 'honored' ? { name, namespace, exported_namespace: '' } : { name, exported_namespace: namespace };
}

function textOf({ namespace, name }: WatchedSecret): string {
  return `${namespace}/${name}`;
}
