import { definesKind } from '../facts/validity/own-definitions';
import { schemaFindings } from '../facts/validity/schema-findings';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Said of nearly every object. */
const PASSED: Finding[] = [{ passed: true, message: 'is what its schema takes' }];

/** The API server knows every field, and takes what stands in it. */
export const FIELDS_MATCH_SCHEMA: ICheck = {
  id: 'fields-match-schema',
  title: 'Every field is known and holds what it takes',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses the object, or passes over what is misspelt, so that the default holds instead.',
  remedy: { manifest: 'Correct the field, or take it out; kubectl explain says what is known at its place.' },
  references: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    'https://kubernetes.io/docs/reference/kubernetes-api/', 'kube-linter:schema-validation',
  ],
  appliesTo: ['*'],
  evaluate: ({ apiVersion, kind, group, content }, cluster) => {
    // What the manifests define themselves may be another version than the one that is known here.
    if (definesKind(cluster, group, kind)) return [];
    const findings = schemaFindings(`${apiVersion}/${kind}`, content, cluster.minor);
    if (findings === undefined) return [];
    return findings.length === 0 ? PASSED : findings;
  },
};
