import { secretsText } from '../../internal/secrets/objects/found-secret';
import { secretsInConfigMap } from '../../internal/secrets/objects/object-secrets';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** What is secret stands in no ConfigMap. */
export const CONFIG_MAP_HOLDS_NO_SECRET: ICheck = {
  id: 'config-map-holds-no-secret',
  title: 'ConfigMaps hold no secrets',
  box: 'secrets',
  severity: Severity.CRITICAL,
  // Words such as key, user or email name much that is public; only what can be nothing but a secret counts.
  why: 'A ConfigMap is not encrypted, and most people and programs in a cluster may read it. Trivy and Polaris go by '
    + 'names such as email or key; here the value must look like a secret.',
  remedy: {
    manifest: 'Move the entry to a Secret that a secret store writes, and mount that.',
    construct: "api.mountSecret('api-db', '/etc/db')",
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/', 'polaris:sensitiveConfigmapContent',
    'kubescape:C-0012', 'trivy:KSV-0109', 'trivy:KSV-01010',
  ],
  appliesTo: ['ConfigMap'],
  evaluate: ({ content }) => {
    const entries = Object.values({ ...mapOf(content.data), ...mapOf(content.binaryData) });
    if (!entries.some((value) => typeof value === 'string')) return [];
    const secrets = secretsInConfigMap(content);
    if (secrets.length === 0) return [{ passed: true, message: 'holds no secret as text', path: 'data' }];
    // What was found is not repeated: reports are read by more people than manifests.
    return [{ passed: false, message: `holds what looks like ${secretsText(secrets)}`, path: secrets[0].path }];
  },
};
