/** A Secret with so many keys, held or written into it, and a pod for each of them. */
export function secretOfMany(isHeld: boolean, count: number): object[] {
  const keys = Array.from({ length: count }, (_, index) => `key-${index}`);
  const metadata = { name: 'db', namespace: 'shop' };
  const secret = isHeld
    ? { apiVersion: 'v1', kind: 'Secret', metadata, stringData: Object.fromEntries(keys.map((key) => [key, 'a'])) }
    : {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata,
      spec: { data: keys.map((secretKey) => ({ secretKey, remoteRef: { key: 'shop/db' } })) },
    };
  return [secret, ...keys.map((key) => podThatTakes(key))];
}

function podThatTakes(key: string): object {
  const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key } } }];
  const metadata = { name: `pod-${key}`, namespace: 'shop' };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'web', env }] } };
}
