import { secretsInRequests } from '../../internal/secrets/objects/container-secrets';
import { secretsText } from '../../internal/secrets/objects/found-secret';
import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No password stands in what a probe sends. */
export const NO_LITERAL_SECRETS_IN_PROBES: ICheck = {
  id: 'no-literal-secrets-in-probes',
  title: 'Probes and hooks send no secrets as text',
  box: 'secrets',
  severity: Severity.CRITICAL,
  why: 'No Secret can be referred to there: whoever reads the repository, or may look at pods, reads what is sent.',
  remedy: {
    manifest: 'Let the container answer the kubelet without a login, on a path or port of its own; or probe by a '
      + 'command that reads the secret from a file.',
    construct: "probes: Probes.http({ readiness: '/ready' }) without headers, or a command that reads a file",
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, ({ content, path }) => {
    const secrets = secretsInRequests(content);
    if (secrets === undefined) return undefined;
    if (secrets.length === 0) return { passed: true, path, message: 'sends no secret with its probes' };
    // What was found is not repeated: reports are read by more people than manifests.
    const message = `sends what looks like ${secretsText(secrets)}`;
    return { passed: false, path: `${path}.${secrets[0].path}`, message };
  }),
};
