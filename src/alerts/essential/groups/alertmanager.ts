import { EssentialGroup, expression } from '../essential-group';

const OF_CLUSTER = 'by (namespace, job)';
const CLUSTER = 'Alertmanager {{ $labels.namespace }}/{{ $labels.job }}';
const OF_INTEGRATION = 'by (namespace, job, integration)';
const OF_SENDER = 'by (namespace, job, integration, instance)';
/** The share of notifications that a member cannot send, by integration. */
const FAILING = expression`
  sum ${OF_SENDER} (rate(alertmanager_notifications_failed_total[5m]))
  / sum ${OF_SENDER} (rate(alertmanager_notifications_total[5m]))`;
const MEMBERS = 'max_over_time(alertmanager_cluster_members[5m])';

/** Whether Alertmanager is there, agrees with itself and reaches people. */
export const ALERTMANAGER: EssentialGroup = {
  name: 'alertmanager',
  page: 'monitoring',
  rules: [
    {
      alert: 'AlertmanagerMissing',
      expr: 'absent(alertmanager_build_info)',
      for: '10m',
      severity: 'critical',
      summary: 'Prometheus sees no Alertmanager.',
      description: 'It has scraped none for ten minutes. This alert arrives where it is the scrape that is broken; '
        + 'else the dead man\'s switch calls. First see whether the pods of Alertmanager run.',
    },
    {
      alert: 'AlertmanagerMembersInconsistent',
      expr: expression`
        min ${OF_CLUSTER} (${MEMBERS})
        < count ${OF_CLUSTER} (${MEMBERS})`,
      for: '15m',
      severity: 'critical',
      summary: `The members of ${CLUSTER} do not know each other.`,
      description: 'One of them sees {{ $value }} members, itself included: people are told of the same alert several '
        + 'times. First see whether port 9094 is open between them, for TCP and UDP.',
    },
    {
      alert: 'AlertmanagerFailedToSend',
      expr: `max ${OF_INTEGRATION} (\n  ${FAILING.replace('\n', '\n  ')}\n) > 0.01`,
      for: '5m',
      severity: 'warning',
      summary: `A member of ${CLUSTER} cannot send to {{ $labels.integration }}.`,
      description: '{{ $value | humanizePercentage }} of its notifications failed in five minutes; other members try '
        + 'instead. First read its log: the receiver, the credentials or the network.',
    },
    {
      alert: 'AlertmanagerIntegrationDown',
      expr: `min ${OF_INTEGRATION} (\n  ${FAILING.replace('\n', '\n  ')}\n) > 0.5`,
      for: '5m',
      severity: 'critical',
      summary: `${CLUSTER} cannot send to {{ $labels.integration }}.`,
      description: '{{ $value | humanizePercentage }} of the notifications of every member failed in five minutes: '
        + 'people are not told. First read their logs: the receiver, the credentials or the network.',
    },
    {
      alert: 'AlertmanagerConfigurationBad',
      expr: `min ${OF_CLUSTER} (max_over_time(alertmanager_config_last_reload_successful[5m])) == 0`,
      for: '10m',
      severity: 'critical',
      summary: `${CLUSTER} cannot read its configuration.`,
      description: 'It goes on with the one before, so that changes to routes do nothing, and does not start again '
        + 'once it stops. First read its log; `amtool check-config` names the line.',
    },
    {
      alert: 'AlertmanagerConfigurationDiffers',
      expr: expression`
        count ${OF_CLUSTER} (
          count_values ${OF_CLUSTER} ("config_hash", alertmanager_config_hash)
        ) != 1`,
      for: '20m',
      severity: 'critical',
      summary: `The members of ${CLUSTER} have different configurations.`,
      description: 'There are {{ $value }}, and who is told depends on which member sends. First restart those that '
        + 'have not read the new one.',
    },
  ],
};
