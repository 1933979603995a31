import { Duration } from 'cdk8s';
import { AlertReceiver } from './alert-receiver';
import { Weekday } from './weekday';

/** Who is told of alerts, by their severity. */
export interface SeverityReceivers {
  /**
   * Who is told of alerts with the severity `critical`, which wake somebody up.
   *
   * @default - the receiver of the whole routing
   */
  readonly critical?: AlertReceiver;

  /**
   * Who is told of alerts with the severity `warning`, which wait for the morning, and of those with an unknown one.
   *
   * @default - the receiver of the whole routing
   */
  readonly warning?: AlertReceiver;

  /**
   * Who is told of alerts with the severity `info`, which are read beside others.
   *
   * @default - the receiver of warnings
   */
  readonly info?: AlertReceiver;
}

/** Alerts that others are told of. */
export interface AlertRoute extends SeverityReceivers {
  /**
   * What the names of its receivers begin with, such as that of the team.
   *
   * In the manifest: `receivers[].name`.
   */
  readonly name: string;

  /**
   * Labels that such alerts have, all of them, such as `{ team: 'payments' }`.
   *
   * In the manifest: `route.routes[].matchers`.
   */
  readonly labels: { [label: string]: string };
}

/** Alerts that are not worth a message while others fire. */
export interface AlertInhibition {
  /**
   * Labels of the alerts that say it all, such as `{ alertname: 'ClusterDown' }`.
   *
   * The Watchdog, which always fires, is none of them.
   *
   * In the manifest: `inhibit_rules[].source_matchers`.
   */
  readonly source: { [label: string]: string };

  /**
   * Labels of the alerts that are kept back meanwhile.
   *
   * In the manifest: `inhibit_rules[].target_matchers`.
   */
  readonly target: { [label: string]: string };

  /**
   * Labels that both must have, with the same value, such as `cluster`.
   *
   * To Alertmanager labels that neither has are equal: so that an alert on a node keeps back none on another one, each
   * is asked for.
   *
   * In the manifest: `inhibit_rules[].equal`, and `<label>!=""` among the matchers.
   *
   * Must be given where `source` is a severity alone; `[]` says that any alert of it keeps back the others,
   * of which the check `inhibitions-have-a-subject` warns.
   *
   * @default - none
   */
  readonly equal?: string[];
}

/** When warnings wait, every week. */
export interface MuteTime {
  /**
   * Days on which it begins.
   *
   * In the manifest: `time_intervals[].time_intervals[].weekdays`.
   *
   * @default - every day
   */
  readonly weekdays?: Weekday[];

  /**
   * When it begins, `HH:MM`.
   *
   * In the manifest: `time_intervals[].time_intervals[].times[].start_time`.
   *
   * @default '00:00'
   */
  readonly start?: string;

  /**
   * When it ends, `HH:MM`; on the next day where that is earlier than `start`.
   *
   * In the manifest: `time_intervals[].time_intervals[].times[].end_time`.
   *
   * @default '24:00'
   */
  readonly end?: string;

  /**
   * Time zone of the times, such as `Europe/Berlin`. An AlertmanagerConfig knows UTC alone.
   *
   * In the manifest: `time_intervals[].time_intervals[].location`.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string;
}

/** Properties for `AlertRouting`. */
export interface AlertRoutingProps {
  /**
   * Name of the object.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /** Who is told of alerts with the severity `critical`: somebody who is woken up. */
  readonly critical: AlertReceiver;

  /** Who is told of alerts with the severity `warning`, and of all that no route knows. */
  readonly warning: AlertReceiver;

  /**
   * Who is told of alerts with the severity `info`.
   *
   * @default - the receiver of warnings
   */
  readonly info?: AlertReceiver;

  /**
   * What misses the alert Watchdog when it stays away, and then calls somebody: a dead man's switch outside of the
   * cluster.
   */
  readonly watchdog: AlertReceiver;

  /**
   * How often the dead man's switch hears of the Watchdog. Let it call somebody after three times that.
   *
   * In the manifest: `group_interval` and `repeat_interval` of the route of the Watchdog, together.
   *
   * @default Duration.minutes(5)
   */
  readonly watchdogInterval?: Duration;

  /**
   * Alerts that others are told of. The first route that fits an alert counts.
   *
   * @default - none
   */
  readonly routes?: AlertRoute[];

  /**
   * Alerts that are not worth a message while others fire.
   *
   * The Watchdog is never kept back.
   *
   * @default - warnings, while a critical alert of the same name or objective fires for the same thing; info likewise;
   * alerts of this library, while a graver one of another name fires for the same thing
   */
  readonly inhibitions?: AlertInhibition[];

  /**
   * When warnings and info wait, by a name for each time, such as `nights`. Critical alerts never wait.
   *
   * Together, in whatever time zones, they must leave at least `groupInterval` of every week at a stretch: only once in
   * that time a group is looked at.
   *
   * @default - never
   */
  readonly muteTimes?: { [name: string]: MuteTime };

  /**
   * Labels by which alerts are put into one message.
   *
   * In the manifest: `route.group_by`.
   *
   * @default ['alertname', 'cluster', 'namespace', 'service']
   */
  readonly groupBy?: string[];

  /**
   * How long the first alert of a group waits for others, up to an hour.
   *
   * In the manifest: `route.group_wait`.
   *
   * @default Duration.seconds(30)
   */
  readonly groupWait?: Duration;

  /**
   * How long a change of a group waits for others, up to a day.
   *
   * Give it more than the Alertmanagers of a cluster wait for each other, by default 15 seconds for each: otherwise one
   * may say again what another has just taken back. How many there are and what flag they have is known to nobody here;
   * `Alertmanager` refuses shorter ones.
   *
   * In the manifest: `route.group_interval`.
   *
   * @default Duration.minutes(5)
   */
  readonly groupInterval?: Duration;

  /**
   * How often it is said again that nothing has changed: a multiple of `groupInterval`, up to five days.
   *
   * In the manifest: `route.repeat_interval`.
   *
   * @default Duration.hours(4)
   */
  readonly repeatInterval?: Duration;

  /**
   * Folder of Alertmanager with a folder for each Secret, and in that a file for each key.
   *
   * The operator makes it of `spec.secrets` of an Alertmanager, and needs no such path in an AlertmanagerConfig.
   *
   * @default '/etc/alertmanager/secrets'
   */
  readonly secretsFolder?: string;

  /**
   * Address of the page that says what to do when the Watchdog stays away; `#watchdog` is appended.
   *
   * In the manifest: annotation `runbook_url` of the Watchdog.
   *
   * @default - the page of this library
   */
  readonly runbook?: string;
}
