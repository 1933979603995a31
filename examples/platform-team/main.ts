import { Chart } from 'cdk8s';
import { Audit, ProductionApp, ProductionNamespace } from 'cdk8s-preflight';
import { HAS_COST_CENTER } from './acme-checks';
import { AcmeApi, configureAcme } from './acme-platform';

// What a product team writes, with the package of its platform team.
const app = new ProductionApp({ audit: Audit.enforced({ checks: [HAS_COST_CENTER] }) });
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

app.synth();
