import { ALERT_RECEIVERS_EXIST } from './alert-receivers-exist';
import { DEFAULT_RECEIVER_NOTIFIES } from './default-receiver-notifies';
import { HAS_METRICS } from './has-metrics';
import { MONITOR_IS_REACHABLE } from './monitor-is-reachable';
import { MONITOR_IS_SELECTED } from './monitor-is-selected';
import { MONITOR_PORT_EXISTS } from './monitor-port-exists';
import { RULE_IS_SELECTED } from './rule-is-selected';
import { ICheck } from '../model/check';

/** The checks about what is seen of what runs. */
export const MONITORING_CHECKS: readonly ICheck[] = [
  HAS_METRICS,
  ALERT_RECEIVERS_EXIST,
  DEFAULT_RECEIVER_NOTIFIES,
  MONITOR_IS_REACHABLE,
  MONITOR_IS_SELECTED,
  MONITOR_PORT_EXISTS,
  RULE_IS_SELECTED,
];
