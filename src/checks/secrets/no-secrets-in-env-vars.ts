import { judgeContainers, isEphemeral } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap, mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Secrets reach a process as files. */
export const NO_SECRETS_IN_ENV_VARS: ICheck = {
  id: 'no-secrets-in-env-vars',
  title: 'Secrets are files, not environment variables',
  box: 'secrets',
  severity: Severity.ADVICE,
  // A mounted Secret is what kubescape finds fault with, too; the process must get it somehow, and files say least.
  why: 'The environment is inherited by every child, printed by crash reports, and never renewed. Kubescape finds '
    + 'fault with mounted Secrets too; to be mounted is what they are for.',
  remedy: {
    manifest: 'Mount the Secret as a volume and let the process read the file.',
    construct: "api.mountSecret('api-db', '/etc/db') instead of addSecretVariable",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'kube-linter:read-secret-from-env-var', 'checkov:CKV_K8S_35', 'kubescape:C-0207',
    'kyverno:disallow-secrets-from-env-vars',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    if (isEphemeral(container)) return undefined;
    const { path, content: { env, envFrom } } = container;
    if (mapsIn(env).length + mapsIn(envFrom).length === 0) return undefined;
    const variable = mapsIn(env).find(({ item }) => isMap(mapOf(item.valueFrom).secretKeyRef));
    if (variable !== undefined) {
      const message = `gets a secret as the variable ${textOf(variable.item.name)}`;
      return { passed: false, path: `${path}.env[${variable.index}].valueFrom.secretKeyRef`, message };
    }
    const source = mapsIn(envFrom).find(({ item }) => isMap(item.secretRef));
    if (source === undefined) return { passed: true, path, message: 'gets no secret as a variable' };
    return { passed: false, path: `${path}.envFrom[${source.index}].secretRef`, message: 'gets a Secret as variables' };
  }),
};
