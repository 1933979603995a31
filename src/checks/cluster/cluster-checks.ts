import { API_VERSION_IS_SERVED } from './api-version-is-served';
import { ICheck } from '../model/check';

/** The checks about what the cluster knows. */
export const CLUSTER_CHECKS: readonly ICheck[] = [
  API_VERSION_IS_SERVED,
];
