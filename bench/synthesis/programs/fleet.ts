import { Chart } from 'cdk8s';
import { applicationOf } from './application';
import { ProductionApp, ProductionService } from '../../../src';

main(Number(process.argv[2]), process.argv[3]);

/** Writes a chart with a service of ours for each application: the same six objects, with all that we put in. */
function main(charts: number, outdir: string): void {
  const app = new ProductionApp({ outdir });
  for (let index = 0; index < charts; index++) {
    const { name, namespace, image } = applicationOf(index);
    new ProductionService(new Chart(app, name, { namespace }), name, { image });
  }
  app.synth();
}
