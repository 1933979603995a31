import { isCustom } from '../../internal/secrets/objects/document-secrets';
import { fieldFindings } from '../facts/secrets/field-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** What others define holds no secret either, such as the values of a chart. */
export const CUSTOM_RESOURCE_HOLDS_NO_SECRET: ICheck = {
  id: 'custom-resource-holds-no-secret',
  title: 'Custom resources hold no secrets',
  box: 'secrets',
  severity: Severity.CRITICAL,
  why: 'A custom resource is not encrypted, and more people and programs may read it than may read Secrets.',
  remedy: {
    manifest: 'Refer to a Secret: valuesFrom of a HelmRelease, existingSecret of a chart, a SecretRef of the resource.',
    construct: 'Name the Secret that holds it instead.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://fluxcd.io/flux/components/helm/helmreleases/#values-references',
  ],
  appliesTo: ['*'],
  evaluate: (manifest) => {
    if (!isCustom(manifest.group)) return [];
    const { apiVersion, kind, metadata, status, ...fields } = manifest.content;
    return Object.keys(mapOf(fields)).length === 0 ? [] : fieldFindings(manifest);
  },
};
