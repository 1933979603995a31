import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { resourcesFor } from './default-resources';
import { PrometheusProps } from './prometheus-props';
import { checkedStorage, keptMebibytes } from './storage-sizing';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { checkLabelValue } from '../../internal/naming/names';
import { isCidr } from '../../internal/values/addresses/ip-networks';
import { checkWebAddress } from '../../internal/values/addresses/web-address';
import { wholeSeconds } from '../../internal/values/durations';
import { checkInteger } from '../../internal/values/numbers';
import { Platform } from '../../platform/platform';

const HOUR = 3600;
const DAY = 24 * HOUR;
const REPLICAS = 2;
/** From two minutes on, one scrape that fails leaves a gap: a sample is looked back for five minutes. */
const INTERVAL_RANGE = { min: 5, max: 120 };
const RETENTION_RANGE = { min: 6 * HOUR, max: 5 * 365 * DAY };
const SERIES_RANGE = { min: 1000, max: 20_000_000 };
const PART_RANGE = { min: 1, max: 20 };

/** What a Prometheus is told, with all defaults filled in. */
export interface PrometheusSettings {
  readonly replicas: number;
  readonly retentionSeconds: number;
  readonly keptMebibytes: number;
  readonly intervalSeconds: number;
  readonly clusterName?: string;
  readonly nodeCidrs: readonly string[];
  readonly scrapesApiServers: boolean;
  readonly fileParts: number;
  readonly resources: Resources;
}

/**
 * The settings by the props; refuses what is out of range, or does not go together.
 *
 * @param scope the construct whose props they are
 * @param props what was said
 * @param longestInterval in seconds, what is scraped comes this often at least, whatever interval was said
 */
export function prometheusSettings(
  scope: Construct, props: PrometheusProps, longestInterval = INTERVAL_RANGE.max,
): PrometheusSettings {
  const { expectedSeries: series = 200_000, nodeCidrs = [], scrapeApiServers = true, fileParts = 1 } = props;
  checkInteger(scope, { prop: 'expectedSeries', value: series }, SERIES_RANGE);
  checkInteger(scope, { prop: 'fileParts', value: fileParts }, PART_RANGE);
  checkLabels(scope, props);
  checkCidrs(scope, nodeCidrs);
  const retention = { prop: 'retention', value: props.retention ?? Duration.days(15) };
  const interval = { prop: 'interval', value: props.interval ?? Duration.seconds(15) };
  const retentionSeconds = wholeSeconds(scope, retention, RETENTION_RANGE);
  const intervalSeconds = wholeSeconds(scope, interval, INTERVAL_RANGE);
  checkKept(scope, props, retentionSeconds);
  const sampled = Math.min(intervalSeconds, longestInterval);
  const storage = checkedStorage(scope, props.storage, { series, intervalSeconds: sampled, retentionSeconds });
  return {
    replicas: Math.min(REPLICAS, Platform.of(scope).environment.minReplicas),
    retentionSeconds,
    keptMebibytes: keptMebibytes(storage),
    intervalSeconds,
    clusterName: props.clusterName,
    nodeCidrs: [...nodeCidrs],
    scrapesApiServers: scrapeApiServers,
    fileParts,
    resources: props.resources ?? resourcesFor(series, sampled),
  };
}

/** An object store may be away for hours. */
function checkKept(scope: Construct, { thanos }: PrometheusProps, retentionSeconds: number): void {
  if (thanos === undefined || retentionSeconds >= DAY) return;
  const must = 'be a day or more with thanos, for what was not uploaded yet is lost after it';
  const got = `${retentionSeconds / HOUR} hours`;
  fail(scope, { prop: 'retention', must, got, remedy: 'use Duration.days(1), or longer' });
}

function checkLabels(scope: Construct, { clusterName, externalUrl }: PrometheusProps): void {
  checkWebAddress(scope, 'externalUrl', externalUrl);
  if (clusterName !== undefined) checkLabelValue(scope, 'clusterName', clusterName);
}

function checkCidrs(scope: Construct, cidrs: readonly string[]): void {
  const prop = 'nodeCidrs';
  for (const cidr of cidrs) {
    if (!isCidr(cidr)) fail(scope, { prop, must: 'hold networks', got: cidr, remedy: 'write them like 10.0.0.0/16' });
  }
  const twice = cidrs.find((cidr, index) => cidrs.indexOf(cidr) !== index);
  if (twice !== undefined) {
    fail(scope, { prop, must: 'name each network once', got: twice, remedy: 'remove one of the two' });
  }
}
