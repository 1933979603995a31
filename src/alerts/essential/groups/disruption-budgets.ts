import { EssentialGroup, expression } from '../essential-group';

const OF_BUDGET = 'by (namespace, poddisruptionbudget)';
const BUDGET = '{{ $labels.namespace }}/{{ $labels.poddisruptionbudget }}';
const HEALTHY = `max ${OF_BUDGET} (kube_poddisruptionbudget_status_current_healthy)`;
const EXPECTED = `max ${OF_BUDGET} (kube_poddisruptionbudget_status_expected_pods)`;

/** Whether budgets are kept, and whether they leave room for the nodes to be maintained. */
export const DISRUPTION_BUDGETS: EssentialGroup = {
  name: 'disruption-budgets',
  page: 'workloads',
  rules: [
    {
      alert: 'BudgetBlocksDrains',
      expr: expression`
        max ${OF_BUDGET} (kube_poddisruptionbudget_status_pod_disruptions_allowed) == 0
        and ${HEALTHY} >= ${EXPECTED}
        and ${EXPECTED} > 0`,
      for: '4h',
      severity: 'warning',
      summary: `The budget ${BUDGET} lets no pod go.`,
      description: 'All of its pods have been healthy for hours, and it allows {{ $value }} disruptions: no node with '
        + 'one of them can be drained, so that upgrades of the cluster wait. First compare the budget with the number '
        + 'of replicas.',
    },
    {
      alert: 'BudgetNotMet',
      expr: expression`
        max ${OF_BUDGET} (kube_poddisruptionbudget_status_desired_healthy)
        - ${HEALTHY} > 0`,
      for: '15m',
      severity: 'warning',
      summary: `{{ $value }} healthy pods are missing to the budget ${BUDGET}.`,
      description: 'It has been so for a quarter of an hour; one more disruption may stop the service. First see which '
        + 'pods are not ready.',
    },
  ],
};
