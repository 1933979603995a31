import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const TOKEN = 'kubernetes.io/service-account-token';

/** Tokens of accounts end, and are asked for by who needs one. */
export const NO_ACCOUNT_TOKEN_SECRETS: ICheck = {
  id: 'no-account-token-secrets',
  title: 'No Secret holds the token of a ServiceAccount',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Such a token never ends: whoever copied it once, from a backup or a log, is the account until somebody deletes '
    + 'the Secret.',
  remedy: {
    manifest: 'A projected volume: sources: [{serviceAccountToken: {path: token, expirationSeconds: 3600}}], or '
      + 'kubectl create token for who is outside.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
    'kyverno:check-serviceaccount-secrets',
  ],
  appliesTo: ['Secret', 'ServiceAccount'],
  evaluate: (manifest, cluster) => (manifest.kind === 'Secret' ? judgeSecret(manifest)
    : failuresOrPass(mapsIn(manifest.content.secrets).map(({ item, index }): Finding => {
      // What is not here is not known to be one: registries and OpenShift have others in the list.
      const secret = cluster.named('Secret', manifest.namespace, textOf(item.name));
      const passed = secret === undefined || textOf(secret.content.type) !== TOKEN;
      return { passed, message: 'has a token that never ends', path: `secrets[${index}]`, actual: item.name };
    }), 'has no token that never ends')),
};

function judgeSecret({ content: { type } }: Manifest): Finding[] {
  const place = { path: 'type', actual: type };
  return textOf(type) === TOKEN
    ? [{ ...place, passed: false, message: 'holds a token of a ServiceAccount, which never ends' }]
    : [{ ...place, passed: true, message: 'holds no token of a ServiceAccount' }];
}
