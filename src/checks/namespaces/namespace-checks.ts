import { NAMESPACE_ENFORCES_RESTRICTED } from './namespace-enforces-restricted';
import { NAMESPACE_HAS_QUOTA } from './namespace-has-quota';
import { NOT_IN_DEFAULT_NAMESPACE } from './not-in-default-namespace';
import { ICheck } from '../model/check';

/** The checks about namespaces. */
export const NAMESPACE_CHECKS: readonly ICheck[] = [
  NAMESPACE_ENFORCES_RESTRICTED,
  NAMESPACE_HAS_QUOTA,
  NOT_IN_DEFAULT_NAMESPACE,
];
