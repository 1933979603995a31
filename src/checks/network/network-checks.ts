import { DNS_IS_REACHABLE } from './dns-is-reachable';
import { FLOW_IS_OPEN_ON_BOTH_SIDES } from './flow-is-open-on-both-sides';
import { HAS_NETWORK_POLICY } from './has-network-policy';
import { INGRESS_BACKEND_EXISTS } from './ingress-backend-exists';
import { INGRESS_BACKEND_PORT_EXISTS } from './ingress-backend-port-exists';
import { POLICY_SELECTS_PODS } from './policy-selects-pods';
import { ROUTE_BACKEND_EXISTS } from './route-backend-exists';
import { ROUTE_BACKEND_PORT_EXISTS } from './route-backend-port-exists';
import { ROUTE_HAS_TLS } from './route-has-tls';
import { SERVICE_IS_INTERNAL } from './service-is-internal';
import { SERVICE_PORT_NAMES_EXIST } from './service-port-names-exist';
import { SERVICE_PORTS_ARE_DECLARED } from './service-ports-are-declared';
import { SERVICE_SELECTS_ONE_WORKLOAD } from './service-selects-one-workload';
import { SERVICE_SELECTS_PODS } from './service-selects-pods';
import { ICheck } from '../model/check';

/** The checks about what pods are reached by, and what they reach. */
export const NETWORK_CHECKS: readonly ICheck[] = [
  HAS_NETWORK_POLICY,
  ROUTE_HAS_TLS,
  SERVICE_IS_INTERNAL,
  DNS_IS_REACHABLE,
  FLOW_IS_OPEN_ON_BOTH_SIDES,
  INGRESS_BACKEND_EXISTS,
  INGRESS_BACKEND_PORT_EXISTS,
  ROUTE_BACKEND_EXISTS,
  ROUTE_BACKEND_PORT_EXISTS,
  SERVICE_PORT_NAMES_EXIST,
  SERVICE_PORTS_ARE_DECLARED,
  SERVICE_SELECTS_ONE_WORKLOAD,
  SERVICE_SELECTS_PODS,
  POLICY_SELECTS_PODS,
];
