import { Construct } from 'constructs';
import { EXPIRY_ANNOTATION, KEEP_LABEL } from '../../internal/naming/labels';
import { NamespaceRegistry } from '../../internal/tree/namespace-registry';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { expiryMoment } from '../../internal/values/calendar-days';

/** A namespace of the tree that says itself when its time is over. */
export interface ExpiringNamespace {
  readonly name: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** The namespaces of the tree that say so where they are finally written, without those that are never deleted. */
export function expiringNamespaces(scope: Construct, kept: readonly string[]): ExpiringNamespace[] {
  const rendered = RenderedDocuments.of(scope);
  return NamespaceRegistry.of(scope).namespaces.flatMap(({ name, object }) => {
    const { annotations = {}, labels = {} } = rendered.readableDocumentOf(object)?.metadata ?? {};
    const expires: unknown = annotations[EXPIRY_ANNOTATION];
    const expiresAt = typeof expires === 'string' ? expiryMoment(expires) : undefined;
    const isKept = kept.includes(name) || name.startsWith('kube-') || Object.hasOwn(labels, KEEP_LABEL);
    return isKept || expiresAt === undefined ? [] : [{ name, expiresAt }];
  });
}
