import { EssentialGroup, expression } from '../essential-group';

const OF_CLUSTER = 'by (namespace, job)';
const CLUSTER = 'Alertmanager {{ $labels.namespace }}/{{ $labels.job }}';
const OF_INTEGRATION = 'by (namespace, job, integration)';
const OF_SENDER = 'by (namespace, job, integration, instance)';
/** Most receivers are told of a group once in five minutes, so that shorter ones would be empty in between. */
const WINDOW = '15m';
/**
 * Any counts, and not their share: those to one receiver, such as the Watchdog, would make up for those to another one
 * of the same integration. What a reload or a shutdown has cut off is sent again.
 */
const FAILED = `increase(alertmanager_notifications_failed_total{reason!="contextCanceled"}[${WINDOW}])`;
const NUMBER = '{{ printf "%.0f" $value }}';
/** Those that are there, and have been for ten minutes: of a rollout, some come and others go. */
const MEMBERS = 'alertmanager_cluster_members and alertmanager_cluster_members offset 10m';

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
        min ${OF_CLUSTER} (max_over_time(alertmanager_cluster_members[10m]) and ${MEMBERS})
        < count ${OF_CLUSTER} (${MEMBERS})`,
      for: '5m',
      severity: 'critical',
      summary: `The members of ${CLUSTER} do not know each other.`,
      description: 'One of them sees {{ $value }} members, itself included: people are told of the same alert several '
        + 'times. First see whether port 9094 is open between them, for TCP and UDP.',
    },
    {
      alert: 'AlertmanagerFailedToSend',
      expr: expression`
        max ${OF_INTEGRATION} (
          sum ${OF_SENDER} (${FAILED})
        ) > 0`,
      for: '5m',
      severity: 'warning',
      summary: `A member of ${CLUSTER} cannot send to {{ $labels.integration }}.`,
      description: `${NUMBER} of its notifications failed in a quarter of an hour; other members try instead. First `
        + 'read its log: the receiver, the credentials or the network.',
    },
    {
      alert: 'AlertmanagerIntegrationDown',
      expr: expression`
        min ${OF_INTEGRATION} (
          sum ${OF_SENDER} (${FAILED})
          and sum ${OF_SENDER} (increase(alertmanager_notifications_total[${WINDOW}])) > 0
        ) > 0`,
      // A single failure is seen for as long as the window, and is over then.
      for: WINDOW,
      severity: 'critical',
      summary: `${CLUSTER} cannot send to {{ $labels.integration }}.`,
      description: `${NUMBER} of the notifications of each member failed in a quarter of an hour, and it goes on: `
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
