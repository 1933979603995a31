import { Chart, Yaml } from 'cdk8s';
import { ACCESS_VARIANTS } from './access-variants';
import { ALERT_VARIANTS } from './alert-variants';
import { BACKUP_VARIANTS } from './backup-variants';
import { DELIVERY_VARIANTS } from './delivery-variants';
import { ESSENTIAL_VARIANTS } from './essential-variants';
import { JOB_VARIANTS } from './job-variants';
import { NODE_VARIANTS } from './node-variants';
import { PLATFORM_VARIANTS } from './platform-variants';
import { SECRET_VARIANTS } from './secret-variants';
import { SERVICE_VARIANTS, ServiceVariant } from './service-variants';
import { STATEFUL_VARIANTS } from './stateful-variants';
import { VELERO_VARIANTS } from './velero-variants';
import { Platform, ProductionApp } from '../src';
import { declaredMinor, EXAMPLE_NAMES, synthesizeExample } from '../test/support/examples';
import { SMALLEST_CALLS } from '../test/support/smallest-calls';

/** Objects that belong together, as they are written for a minor. */
export interface ConformanceCase {
  readonly name: string;
  /** The YAML; undefined where the case is not meant for a minor as old as this. */
  render(minor: string): string | undefined;
}

/** Every example, the smallest call of every construct, and workloads with each of their options. */
export const CASES: readonly ConformanceCase[] = [
  ...EXAMPLE_NAMES.map(exampleCase),
  ...Object.entries(SMALLEST_CALLS).map(([name, make]) => constructCase({ name: `the smallest ${name}`, make })),
  ...[
    ...SERVICE_VARIANTS, ...STATEFUL_VARIANTS, ...BACKUP_VARIANTS, ...VELERO_VARIANTS, ...ALERT_VARIANTS,
    ...DELIVERY_VARIANTS, ...ESSENTIAL_VARIANTS,
    ...JOB_VARIANTS, ...NODE_VARIANTS, ...PLATFORM_VARIANTS, ...ACCESS_VARIANTS, ...SECRET_VARIANTS,
  ].map(constructCase),
];

function exampleCase(name: string): ConformanceCase {
  return {
    name: `the example ${name}`,
    render: (minor) => {
      const number = Number(minor.split('.')[1]);
      if (number < (declaredMinor(name) ?? 0)) return undefined;
      const manifests = Object.entries(synthesizeExample(name, number)).filter(([file]) => file.endsWith('.yaml'));
      return manifests.map(([, text]) => text).join('---\n');
    },
  };
}

function constructCase({ name, platform, since = 0, make }: ServiceVariant): ConformanceCase {
  return {
    name,
    render: (minor) => {
      if (Number(minor.split('.')[1]) < since) return undefined;
      const app = new ProductionApp();
      Platform.configure(app, { ...platform, kubernetesVersion: minor });
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      make(chart);
      return Yaml.stringify(...chart.toJson());
    },
  };
}
