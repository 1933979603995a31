import { failuresOrPass } from '../facts/failures-or-pass';
import { tlsSecretsOf } from '../facts/references/tls-references';
import { isRenewed } from '../facts/routes/tls-secrets';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No certificate ends because somebody forgot it. */
export const CERTIFICATES_ARE_RENEWED: ICheck = {
  id: 'certificates-are-renewed',
  title: 'Certificates are written by what renews them',
  box: 'encrypted-traffic',
  severity: Severity.WARNING,
  why: 'A certificate that stands in a manifest ends on a day that nobody remembers: from then on every caller is '
    + 'refused. Its key is known to all who can read the repository.',
  remedy: {
    manifest: 'annotations: {cert-manager.io/cluster-issuer: letsencrypt}, or a Certificate with the secretName',
    construct: "tls: RouteTls.clusterIssuer('letsencrypt')",
  },
  references: [
    'https://cert-manager.io/docs/usage/ingress/', 'https://cert-manager.io/docs/usage/gateway/',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
  ],
  appliesTo: ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'],
  evaluate: (manifest, cluster) => failuresOrPass(
    tlsSecretsOf(manifest).filter(({ name }) => name !== '').flatMap((secret) => {
      const passed = isRenewed(secret, manifest, cluster);
      if (passed === undefined) return [];
      const message = `serves the certificate of Secret ${secret.name}, which nothing here renews`;
      return [{ passed, path: secret.path, message, actual: secret.name }];
    }),
    'serves certificates that are renewed',
  ),
};
