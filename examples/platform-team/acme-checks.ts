import { ICheck, Severity } from 'cdk8s-preflight';

/** Acme's finance asks for a cost center on every workload. */
export const HAS_COST_CENTER: ICheck = {
  id: 'acme-has-cost-center',
  title: 'Workloads name their cost center',
  box: 'labels',
  severity: Severity.CRITICAL,
  why: 'What nobody pays for is switched off at the end of the quarter.',
  remedy: {
    manifest: 'metadata: {labels: {cost-center: cc-42}}',
    construct: "configureAcme(app, 'payments', { costCenter: 'cc-42' })",
  },
  references: ['https://wiki.acme.io/finance/cost-centers'],
  appliesTo: ['pods'],
  evaluate: ({ labels }) => [{
    passed: labels['cost-center'] !== undefined,
    message: `belongs to ${labels['cost-center'] ?? 'no cost center'}`,
    path: 'metadata.labels[cost-center]',
  }],
};
