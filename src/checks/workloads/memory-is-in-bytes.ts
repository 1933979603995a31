import { failuresOrPass } from '../facts/failures-or-pass';
import { byteAmountsOf, ByteAmount } from '../facts/pods/byte-amounts';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { quantityOf } from '../model/values/quantity-of';
import { textOf } from '../model/values/text-of';
import { valueText } from '../model/values/value-text';

/** No program runs in less, and no volume is that small. */
const LEAST = '4Mi';

/** Amounts of memory and storage are as many bytes as was meant. */
export const MEMORY_IS_IN_BYTES: ICheck = {
  id: 'memory-is-in-bytes',
  title: 'Memory and storage are given in bytes',
  box: 'resources',
  severity: Severity.CRITICAL,
  why: 'The unit m is a thousandth, of bytes too: the API server takes 3500m of memory for 4 bytes and 512 for 512 '
    + 'bytes. With such a limit no container starts, and with such a request the scheduler thinks it needs nothing.',
  remedy: { manifest: 'resources: {requests: {memory: 512Mi}, limits: {memory: 512Mi}}' },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
  ],
  appliesTo: ['pods', 'PersistentVolumeClaim', 'LimitRange', 'ResourceQuota'],
  evaluate: (manifest) => failuresOrPass(byteAmountsOf(manifest).map(judge), 'gives memory and storage in bytes'),
};

function judge({ resource, actual, path, container, isLimit }: ByteAmount): Finding {
  const place = { path, container, actual, expected: 'an amount with a unit of bytes, such as 512Mi' };
  const written = textOf(actual);
  if (/^[\d.]+[mun]$/.test(written)) {
    const message = `has ${valueText(actual)} of ${resource}, which are ${inBytes(written)}`;
    return { ...place, passed: false, message };
  }
  const amount = quantityOf(actual);
  const isTiny = amount !== undefined && amount > 0n && amount < quantityOf(LEAST)!;
  // A small request with a unit is what somebody thought of; nothing runs under a small limit.
  const passed = !isTiny || !isLimit && /[a-zA-Z]/.test(written);
  return { ...place, passed, message: `has ${valueText(actual)} of ${resource}, which is next to nothing` };
}

function inBytes(written: string): string {
  const factors: Record<string, number> = { m: 1e-3, u: 1e-6, n: 1e-9 };
  const bytes = Math.ceil(Number(written.slice(0, -1)) * factors[written.slice(-1)]);
  return Number.isFinite(bytes) ? `${bytes} byte(s)` : 'fractions of bytes';
}
