import { judgeContainers } from '../facts/pods/containers';
import { secretsInCommand } from '../facts/secrets/secret-commands';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

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
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/', 'kubescape:C-0012', 'trivy:KSV-01010',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, ({ content, path }) => {
    const { preStop, postStart } = mapOf(content.lifecycle);
    const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];
    const lines = Object.entries({
      'command': content.command,
      'args': content.args,
      'lifecycle.preStop.exec.command': mapOf(mapOf(preStop).exec).command,
      'lifecycle.postStart.exec.command': mapOf(mapOf(postStart).exec).command,
      ...Object.fromEntries(probes.map((probe) => [`${probe}.exec.command`, execOf(content[probe])])),
    }).filter(([, words]) => listOf(words).length > 0);
    if (lines.length === 0) return undefined;
    const found = lines.map(([field, words]) => ({ field, names: secretsInCommand(listOf(words).map(textOf)) }))
      .find(({ names }) => names.length > 0);
    if (found === undefined) return { passed: true, path, message: 'holds no secret in its commands' };
    // What was found is not repeated: reports are read by more people than manifests.
    const message = `holds what looks like a secret in ${found.names.join(', ')}`;
    return { passed: false, path: `${path}.${found.field}`, message, expected: 'a file, or a reference to a variable' };
  }),
};

function execOf(probe: unknown): unknown {
  return mapOf(mapOf(probe).exec).command;
}
