import { Connection } from '../../../src/cli/dry-run/api-server';
import { Cluster } from '../cluster';

/** A token of a ServiceAccount, as its pods have it. */
export async function tokenOf(cluster: Cluster, namespace: string, serviceAccount: string): Promise<string> {
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
  const answer = await cluster.send({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`,
    text: JSON.stringify(request),
  });
  if (answer.status !== 201) throw new Error(`no token for ${serviceAccount}: ${answer.text}`);
  return JSON.parse(answer.text).status.token;
}

/** The configuration of a kubectl that calls as whoever has a token. */
export function kubeconfigFor({ url, certificateAuthority }: Connection, token: string): string {
  const data = Buffer.from(certificateAuthority!).toString('base64');
  return JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'c', cluster: { 'server': url, 'certificate-authority-data': data } }],
    'users': [{ name: 'u', user: { token } }],
    'contexts': [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  });
}
