import * as fs from 'fs';
import * as path from 'path';
import { metricsOfText, record } from '../harness/dashboards/metric-catalogue';
import { MonitoredSite } from '../harness/dashboards/monitored-site';
import { publishedSources } from '../harness/dashboards/published-sources';

/** Programs that say themselves which metrics they have, with the folder and the module that pin their version. */
const PROGRAMS = {
  'prometheus': ['promtool', 'github.com/prometheus/prometheus'],
  'alertmanager': ['alertmanager', 'github.com/prometheus/alertmanager'],
  'blackbox-exporter': ['blackbox-exporter', 'github.com/prometheus/blackbox_exporter'],
  'node-exporter': ['node-exporter', 'github.com/prometheus/node_exporter'],
  'kube-state-metrics-itself': ['kube-state-metrics', 'k8s.io/kube-state-metrics/v2'],
} as const;

void main();

/** Writes down which metrics there are: what dashboards ask for is one of them. */
async function main(): Promise<void> {
  publishedSources().forEach(record);
  const site = await MonitoredSite.open();
  try {
    for (const [name, [folder, module]] of Object.entries(PROGRAMS)) {
      const metrics = metricsOfText(await site.metricsOf(name));
      record({ name, origin: `${module}@${versionOf(folder, module)} /metrics`, metrics });
    }
  } finally {
    await site.close();
  }
}

function versionOf(folder: string, module: string): string {
  const pins = fs.readFileSync(path.resolve(__dirname, '../binaries', folder, 'go.mod'), 'utf8');
  const line = pins.split('\n').find((one) => one.replace(/^require /, '').trim().startsWith(`${module} `));
  if (line === undefined) throw new Error(`go.mod of ${folder} requires no ${module}`);
  return line.trim().split(' ').find((word) => word.startsWith('v'))!;
}
