import { secretsInEnvironment } from '../../internal/secrets/objects/container-secrets';
import { secretsText } from '../../internal/secrets/objects/found-secret';
import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';

/** No password stands in a manifest. */
export const NO_LITERAL_SECRETS_IN_ENV: ICheck = {
  id: 'no-literal-secrets-in-env',
  title: 'Environment variables hold no secrets as text',
  box: 'secrets',
  severity: Severity.CRITICAL,
  why: 'Whoever reads the repository, or may look at pods, reads the secret, and it stays in the history. Where the '
    + 'name says that it is one, a value that is only a word counts: bad passwords are words. Switches such as true '
    + 'and none, paths and addresses do not.',
  remedy: {
    manifest: 'valueFrom: {secretKeyRef: {name: api-db, key: password}}, or better a mounted Secret.',
    construct: "api.mountSecret('api-db', '/etc/db'), or addSecretVariable",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/', 'kube-linter:env-var-secret',
    'polaris:sensitiveContainerEnvVar', 'kubescape:C-0012', 'kubescape:C-0259',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const texts = mapsIn(container.content.env).filter(({ item }) => typeof item.value === 'string');
    if (texts.length === 0) return undefined;
    const secrets = secretsInEnvironment(container.content);
    if (secrets.length === 0) return { passed: true, message: 'holds no secret', path: `${container.path}.env` };
    const path = `${container.path}.${secrets[0].path}`;
    // What was found is not repeated: reports are read by more people than manifests.
    const message = `holds what looks like ${secretsText(secrets)}`;
    return { passed: false, message, path, expected: 'a reference to a Secret' };
  }),
};
