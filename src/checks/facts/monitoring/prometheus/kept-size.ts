import { PrometheusProgram } from './prometheus-programs';
import { flagOf } from './server-start';
import { Nanos, parseQuantity } from '../../../../internal/values/quantity';
import { withoutTrailing } from '../../../../internal/values/trailing';
import { Finding } from '../../../model/check';
import { Manifest } from '../../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../../model/values/plain-data';
import { formatAmount, quantityOf } from '../../../model/values/quantity-of';
import { textOf } from '../../../model/values/text-of';

/** Prometheus writes on while it makes room: beyond this, the next block does not fit. */
const MOST_PERCENT = 90n;
const SIZE = /^(\d+(?:\.\d*)?|\.\d+)(?:([KMGTPE])i?)?B$/;
const FOLDER = '/prometheus';

/** What a Prometheus may keep, and where. */
interface KeptSize {
  readonly size: unknown;
  /** Where it is said, or should be. */
  readonly path: string;
  readonly volume: Nanos;
}

/** Whether what the operator runs stops before its volume is full; undefined where it has none. */
export function sizeKeptByOperator({ spec }: Manifest): Finding | undefined {
  const { volumeClaimTemplate } = mapOf(spec.storage);
  const volume = storageOf(mapOf(volumeClaimTemplate));
  return volume === undefined ? undefined : judge({ size: spec.retentionSize, path: 'spec.retentionSize', volume });
}

/** The same of a program that somebody starts; undefined where it has no claim of its own, or nobody knows. */
export function sizeKeptByProgram(program: PrometheusProgram, owner: Manifest): Finding | undefined {
  const { container, start, configurations } = program;
  const volume = ownVolume(program, owner);
  if (volume === undefined || !start.isRead) return undefined;
  const written = configurations.map(({ storage }) => mapOf(mapOf(mapOf(storage).tsdb).retention))
    .flatMap(({ size, percentage }) => [size, percentage]);
  // What is none in its configuration leaves the flag as it is.
  const sizes = [...written, flagOf('storage.tsdb.retention.size', start)].filter((one) => one !== undefined);
  const size = sizes.find((one) => bytesOf(textOf(one)) !== 0n) ?? sizes[0];
  if (size === undefined && configurations.length === 0) return undefined;
  return judge({ size, path: container.path, volume });
}

function judge({ size, path, volume }: KeptSize): Finding | undefined {
  const most = volume * MOST_PERCENT / 100n;
  const expected = `at most ${formatAmount('memory', most)}`;
  const bytes = size === undefined ? 0n : bytesOf(textOf(size));
  if (bytes === undefined) return undefined;
  if (bytes === 0n) {
    const message = 'may fill its volume: only its age ends what it keeps';
    return { passed: false, path, message, actual: size, expected };
  }
  const passed = bytes <= most;
  const message = passed ? 'stops before its volume is full' : 'may keep more than its volume holds';
  return { passed, path, message, actual: size, expected };
}

/**
 * Prometheus counts in powers of two, whether it reads `GB` or `GiB`; none is no limit. A share of the volume is always
 * less than it, and what is filled in later may be anything.
 */
function bytesOf(text: string): Nanos | undefined {
  if (text === '0') return 0n;
  const [, number, unit] = SIZE.exec(text) ?? [];
  if (number === undefined) return undefined;
  return parseQuantity(unit === undefined ? number : `${number}${unit}i`);
}

/** The claim that its StatefulSet makes for the folder of its data. */
function ownVolume({ container, start }: PrometheusProgram, { spec }: Manifest): Nanos | undefined {
  const folder = withoutTrailing(flagOf('storage.tsdb.path', start) ?? FOLDER, '/');
  const mount = mapsIn(container.content.volumeMounts).find(({ item }) => {
    const place = withoutTrailing(textOf(item.mountPath), '/');
    return place !== '' && (folder === place || folder.startsWith(`${place}/`));
  });
  const claim = mapsIn(spec.volumeClaimTemplates).find(({ item }) => (
    mount !== undefined && textOf(mapOf(item.metadata).name) === textOf(mount.item.name)
  ));
  return claim === undefined ? undefined : storageOf(claim.item);
}

function storageOf({ spec }: PlainMap): Nanos | undefined {
  return quantityOf(mapOf(mapOf(mapOf(spec).resources).requests).storage);
}
