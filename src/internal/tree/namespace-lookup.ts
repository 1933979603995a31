import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail, pathOf } from '../fail';
import { NamespaceRegistry } from './namespace-registry';

/** The namespace of a workload: the nearest ProductionNamespace's, then the chart's. */
export function namespaceOf(workload: IConstruct): string {
  const nearest = nearestNamespace(workload);
  const namespace = nearest?.name ?? Chart.of(workload).namespace;
  if (namespace === undefined) {
    fail(workload, {
      prop: 'namespace',
      must: 'be known',
      got: namespace,
      remedy: 'declare a ProductionNamespace above or before it, or give the chart a namespace',
    });
  }
  NamespaceRegistry.of(workload).addChoice({ workload, namespace, foundAt: nearest?.foundAt });
  return namespace;
}

function nearestNamespace(workload: IConstruct): { name: string; foundAt: IConstruct } | undefined {
  const registry = NamespaceRegistry.of(workload);
  for (const scope of workload.node.scopes.reverse()) {
    const entries = registry.namespacesIn(scope);
    if (entries.length > 1) {
      fail(workload, {
        prop: 'namespace',
        must: 'be one of the namespaces beside it',
        got: entries.map(({ construct }) => pathOf(construct)),
        remedy: 'make it a child of the namespace that it belongs to',
      });
    }
    if (entries.length === 1) return { name: entries[0].name, foundAt: scope };
  }
  return undefined;
}
