import { judgeContainers } from '../facts/pods/containers';
import { isSecretPair } from '../facts/secrets/secret-texts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

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
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const texts = mapsIn(container.content.env).filter(({ item }) => typeof item.value === 'string');
    if (texts.length === 0) return undefined;
    const secrets = texts.filter(({ item }) => isSecretPair(textOf(item.name), item.value));
    if (secrets.length === 0) return { passed: true, message: 'holds no secret', path: `${container.path}.env` };
    // What was found is not repeated: reports are read by more people than manifests.
    const names = secrets.map(({ item }) => textOf(item.name)).join(', ');
    const path = `${container.path}.env[${secrets[0].index}].value`;
    const message = `holds what looks like a secret in ${names}`;
    return { passed: false, message, path, expected: 'a reference to a Secret' };
  }),
};
