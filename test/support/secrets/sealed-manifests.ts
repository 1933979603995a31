import { createHash } from 'crypto';

const RSA_BYTES = 256;
const TAG_BYTES = 16;

/** As long as what kubeseal makes of a few characters, and nothing that anybody could decrypt. */
export function fakeCiphertext(seed: string): string {
  const block = Buffer.alloc(RSA_BYTES + TAG_BYTES + 8);
  for (let at = 0; at < block.length; at += 32) {
    createHash('sha256').update(`${seed}${at}`).digest().copy(block, at);
  }
  const length = Buffer.alloc(2);
  length.writeUInt16BE(RSA_BYTES);
  return Buffer.concat([length, block]).toString('base64');
}

/** What kubeseal writes, with other metadata. */
export function sealedManifest(metadata: object = {}, spec: object = {}): Record<string, any> {
  const place = { name: 'database', namespace: 'shop', ...metadata };
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { creationTimestamp: null, ...place },
    spec: {
      encryptedData: { username: fakeCiphertext('a'), password: fakeCiphertext('b') },
      template: { metadata: { creationTimestamp: null, ...place } },
      ...spec,
    },
  };
}
