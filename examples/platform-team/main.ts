import { Chart } from 'cdk8s';
import { ProductionApp, ProductionNamespace } from 'cdk8s-preflight';
import { AcmeApi, configureAcme } from './acme-platform';

// What a product team writes, with the package of its platform team.
const app = new ProductionApp();
configureAcme(app, 'payments', { costCenter: 'cc-42' });
const chart = new Chart(app, 'payments');
new ProductionNamespace(chart, 'payments');

const ledger = new AcmeApi(chart, 'ledger', { image: 'ghcr.io/acme/ledger:2.1.0', port: 8080 });
const checkout = new AcmeApi(chart, 'checkout', {
  image: 'ghcr.io/acme/checkout:5.0.3',
  port: 8080,
  host: 'checkout.acme.io',
});
checkout.service.dependsOn(ledger.service, { addressAs: 'LEDGER_ADDR' });
ledger.service.waive('image-has-digest', 'the mirror pins digests at admission');

app.synth();
