import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SERVER_NAME } from './velero-program';
import { JsonObject } from '../../../internal/values/json';
import { Platform } from '../../../platform/platform';
import { VeleroLocation } from '../locations/velero-location';

/** Scanners look for the pods among the manifests, and Velero makes them. */
const EXEMPTIONS = {
  'ignore-check.kube-linter.io/dangling-networkpolicy': 'Velero makes the pods',
  'kube-score/ignore': 'networkpolicy-targets-pod',
};

/** What pods are to be let through to. */
export interface HelperFlows {
  readonly namespace: string;
  readonly locations: readonly VeleroLocation[];
  /** Networks of the cloud that say who the pods are, with their ports. */
  readonly identityHosts: readonly { readonly cidr: string; readonly ports: readonly number[] }[];
}

/** The policies of the pods that Velero makes: those that move data, and those that tidy up repositories. */
export function helperPolicies(scope: Construct, flows: HelperFlows): ApiObject[] {
  return [
    policyOf(scope, { id: 'MoverPolicy', name: 'movers', label: 'velero.io/exposer-pod-group' }, flows),
    policyOf(scope, { id: 'MaintenancePolicy', name: 'maintenance', label: 'velero.io/repo-name' }, flows),
  ];
}

interface HelperPods {
  readonly id: string;
  readonly name: string;
  /** They have it, whatever its value. */
  readonly label: string;
}

function policyOf(scope: Construct, { id, name, label }: HelperPods, flows: HelperFlows): ApiObject {
  const labels = Platform.of(scope)._objectLabels();
  return new ApiObject(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: `${SERVER_NAME}-${name}`, namespace: flows.namespace, labels, annotations: { ...EXEMPTIONS },
    },
    spec: {
      podSelector: { matchExpressions: [{ key: label, operator: 'Exists' }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: egressOf(scope, flows),
    },
  });
}

function egressOf(scope: Construct, { locations, identityHosts }: HelperFlows): JsonObject[] {
  const { clusterDns, kubernetesApi, provider } = Platform.of(scope);
  const targets = [
    ...(kubernetesApi?._targets(provider) ?? []),
    ...bucketTargets(locations),
    ...identityHosts.flatMap(({ cidr, ports }) => ports.map((port) => ({ cidr, port }))),
  ];
  const rules = targets.map(({ cidr, port }) => (
    { to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port }] }
  ));
  return [clusterDns._egressRule() as JsonObject, ...rules];
}

/** Where the buckets are, each once. */
export function bucketTargets(locations: readonly VeleroLocation[]): { cidr: string; port: number }[] {
  const all = locations.flatMap(({ _cidrs, _port: port }) => _cidrs.map((cidr) => ({ cidr, port })));
  const keys = all.map((target) => JSON.stringify(target));
  return all.filter((_, index) => keys.indexOf(keys[index]) === index);
}
