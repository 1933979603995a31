import { secretsInCommands } from '../../internal/secrets/objects/container-secrets';
import { secretsText } from '../../internal/secrets/objects/found-secret';
import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No password stands in a command line. */
export const NO_LITERAL_SECRETS_IN_COMMANDS: ICheck = {
  id: 'no-literal-secrets-in-commands',
  title: 'Commands hold no secrets as text',
  box: 'secrets',
  severity: Severity.CRITICAL,
  why: 'Whoever reads the repository, may look at pods, or lists processes on the node reads the secret.',
  remedy: {
    manifest: "args: ['--password-file=/etc/db/password'] with a mounted Secret, or --password=$(DB_PASSWORD) with a "
      + 'variable that is taken from one.',
    construct: "api.mountSecret('api-db', '/etc/db')",
  },
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, ({ content, path }) => {
    const secrets = secretsInCommands(content);
    if (secrets === undefined) return undefined;
    if (secrets.length === 0) return { passed: true, path, message: 'holds no secret in its commands' };
    // What was found is not repeated: reports are read by more people than manifests.
    const message = `holds what looks like ${secretsText(secrets)}`;
    const expected = 'a file, or a reference to a variable';
    return { passed: false, path: `${path}.${secrets[0].path}`, message, expected };
  }),
};
