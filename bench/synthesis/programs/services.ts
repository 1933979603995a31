import * as fs from 'fs';
import { ApiObject, ApiObjectProps, Chart } from 'cdk8s';
import { Application, applicationOf } from './application';
import { plusService } from './plus-service';
import {
  AcmeChallenge, Config, MetricsFlavor, Platform, ProductionApp, ProductionService, RouteTls,
} from '../../../src';

const SERVICES_PER_CHART = 10;
const PLUS_KINDS: ReadonlySet<string> = new Set([
  'ConfigMap', 'Deployment', 'HorizontalPodAutoscaler', 'Service', 'ServiceAccount',
]);
const [kind, services, template, folder] = process.argv.slice(2);

main();

/** Writes services with everything, ten a chart, each from one of the three kinds of constructs. */
function main(): void {
  const app = new ProductionApp({ outdir: folder });
  Platform.configure(app, { metrics: MetricsFlavor.operator(), ingressControllerNamespace: 'ingress' });
  let chart: Chart;
  for (let index = 0; index < Number(services); index++) {
    if (index % SERVICES_PER_CHART === 0) chart = new Chart(app, `services-${index}`, { namespace: 'team-0' });
    writerOf(kind)(chart!, applicationOf(index));
  }
  app.synth();
}

function writerOf(name: string): (chart: Chart, application: Application) => void {
  if (name === 'production-service') return ours;
  const text = fs.readFileSync(template, 'utf8');
  return name === 'cdk8s-plus' ? plus(text) : bare(text);
}

function ours(chart: Chart, { name, image }: Application): void {
  const config = Config.environment({ LOG_LEVEL: 'info', REGION: 'north' });
  const service = new ProductionService(chart, name, { image, config });
  // The other challenge needs a policy that a namespace has once.
  const tls = RouteTls.clusterIssuer('letsencrypt', { challenge: AcmeChallenge.DNS_01 });
  service.exposeAt(`${name}.example.com`, { tls });
}

function bare(text: string) {
  return (chart: Chart, { name }: Application) => addObjects(chart, manifestsFrom(text, name));
}

function plus(text: string) {
  return (chart: Chart, application: Application) => {
    plusService(chart, application);
    addObjects(chart, manifestsFrom(text, application.name).filter((manifest) => !PLUS_KINDS.has(manifest.kind)));
  };
}

function manifestsFrom(text: string, name: string): ApiObjectProps[] {
  return JSON.parse(text.split(applicationOf(0).name).join(name));
}

function addObjects(chart: Chart, manifests: readonly ApiObjectProps[]): void {
  for (const manifest of manifests) new ApiObject(chart, `${manifest.kind}-${manifest.metadata!.name}`, manifest);
}
