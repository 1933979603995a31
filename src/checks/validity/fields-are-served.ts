import { schemaOf } from '../facts/validity/compiled-schemas';
import { definesKind } from '../facts/validity/own-definitions';
import { pathOf } from '../facts/validity/schema-findings';
import { gatedFieldsIn } from '../facts/validity/schema-places';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Said of nearly every object. */
const PASSED: Finding[] = [{ passed: true, message: 'has no field that waits for a feature gate' }];

/** The API server keeps every field, whichever features it has. */
export const FIELDS_ARE_SERVED: ICheck = {
  id: 'fields-are-served',
  title: 'No field waits for a feature gate',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'An API server drops a field whose feature gate is off, and says nothing of it.',
  remedy: { manifest: 'Take the field out, or judge by the minor that has it; waive this where its gate is on.' },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  appliesTo: ['*'],
  evaluate: ({ apiVersion, kind, group, content }, cluster) => {
    if (definesKind(cluster, group, kind)) return [];
    const schema = schemaOf(`${apiVersion}/${kind}`, cluster.minor);
    if (schema === undefined) return [];
    const findings = gatedFieldsIn(schema, content).map(({ gate, pointer }) => ({
      passed: false,
      message: `has a field that is dropped, as the feature gate ${gate} is off`,
      path: pathOf(pointer),
    }));
    return findings.length > 0 ? findings : PASSED;
  },
};
