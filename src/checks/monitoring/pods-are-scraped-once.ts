import { SCRAPE_ANNOTATION } from '../../internal/naming/labels';
import { failuresOrPass } from '../facts/failures-or-pass';
import { readsScrapeAnnotations, repeatedScrapes, Scrape } from '../facts/monitoring/double-scrapes';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Severity } from '../model/severity';

/** Prometheus asks each pod once. */
export const PODS_ARE_SCRAPED_ONCE: ICheck = {
  id: 'pods-are-scraped-once',
  title: 'Pods are scraped once',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'What is asked twice counts twice: sums and rates are double, alerts on them fire too early, and Prometheus '
    + 'keeps everything two times.',
  remedy: {
    manifest: 'Give one Service a label that the others do not have, such as metrics: "true", and select by it; of a '
      + 'Service and its headless twin monitor one.',
    construct: 'Remove the second monitor: the constructs write the one that it takes.',
  },
  references: [
    'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config',
  ],
  appliesTo: ['monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor'],
  evaluate: (monitor, cluster) => {
    const findings = repeatedScrapes(monitor, cluster).map(({ scrape, others }) => judge(scrape, others, cluster));
    // What two Services share is said once, and not at the turn of each.
    const byMessage = new Map(findings.map((finding) => [finding.message, finding]));
    return failuresOrPass([...byMessage.values()], 'asks no pod that something else asks too');
  },
};

function judge(scrape: Scrape, others: readonly Scrape[], cluster: Cluster): Finding {
  const { path, target: { source: { owner, template }, service }, monitor } = scrape;
  const pods = `${owner.kind} ${owner.name}`;
  const twin = others[0];
  if (twin !== undefined) {
    const ways = twin.monitor === monitor && service !== undefined
      ? [service.name, ...others.map((one) => one.target.service?.name ?? '')].sort().map((name) => `Service ${name}`)
      : [`${monitor.kind} ${monitor.name}`, `${twin.monitor.kind} ${twin.monitor.name}`];
    const message = `asks the pods of ${pods} more than once: by ${[...new Set(ways)].join(', ')}`;
    return { passed: false, path, message };
  }
  const isAnnotated = [template.annotations, service?.annotations ?? {}]
    .some((annotations) => [true, 'true'].includes(annotations[SCRAPE_ANNOTATION]));
  const passed = !isAnnotated || !readsScrapeAnnotations(cluster);
  const message = passed ? `asks the pods of ${pods}` : `asks the pods of ${pods}, as their annotation does`;
  return { passed, path, message };
}
