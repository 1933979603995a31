import { isCustom } from '../../internal/secrets/objects/document-secrets';
import { fieldFindings } from '../facts/secrets/field-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No secret stands in any other field of an object, such as the attributes of a volume or the address of a webhook. */
export const NO_LITERAL_SECRETS_IN_FIELDS: ICheck = {
  id: 'no-literal-secrets-in-fields',
  title: 'Fields hold no secrets as text',
  box: 'secrets',
  severity: Severity.CRITICAL,
  // What has a check of its own is left to it: containers, entries of ConfigMaps, annotations, and custom resources.
  why: 'Attributes of volumes, options of mounts, addresses of webhooks and of images are read by whoever may list the '
    + 'objects, and no part of the cluster takes them for secrets.',
  remedy: {
    manifest: 'Refer to a Secret: nodePublishSecretRef of a volume, csi.storage.k8s.io/node-stage-secret-name of a '
      + 'StorageClass, imagePullSecrets, or the client certificate of a webhook.',
    construct: 'Name the Secret that holds it instead, or remove the patch.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes-csi.github.io/docs/secrets-and-credentials.html',
  ],
  appliesTo: ['*'],
  evaluate: (manifest) => (isCustom(manifest.group) ? [] : fieldFindings(manifest)),
};
