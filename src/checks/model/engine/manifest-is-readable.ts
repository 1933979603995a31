import { CheckDescription } from '../result';
import { Severity } from '../severity';

/** What is read is a Kubernetes object; the engine says so of each document that is none. */
export const MANIFEST_IS_READABLE: CheckDescription = {
  id: 'manifest-is-readable',
  title: 'Every document can be read as a Kubernetes object',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'What cannot be read is not judged, and may hide anything.',
  remedy: { manifest: 'Correct the document, or leave the file out of what is judged.' },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/#describing-a-kubernetes-object'],
};
