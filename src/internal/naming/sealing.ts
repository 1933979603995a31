const PREFIX = 'sealedsecrets.bitnami.com/';
export const NAMESPACE_WIDE_ANNOTATION = `${PREFIX}namespace-wide`;
export const CLUSTER_WIDE_ANNOTATION = `${PREFIX}cluster-wide`;

/** What a ciphertext is bound to: the name and namespace, the namespace alone, or nothing. */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** The scope that annotations say, as the controller reads them. */
export function sealingScope(annotations: Readonly<Record<string, unknown>>): SealingScope {
  if (annotations[CLUSTER_WIDE_ANNOTATION] === 'true') return 'cluster-wide';
  return annotations[NAMESPACE_WIDE_ANNOTATION] === 'true' ? 'namespace-wide' : 'strict';
}
