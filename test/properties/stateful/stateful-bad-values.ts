import { Plant } from '../any-call';
import { ClaimCase, StatefulCase } from './stateful-case';
import {
  COUNTS, ODD_NUMBERS, NOT_LABELS, NOT_PATHS, NOT_REASONS, NOT_TIMES, PLANTS, PORTS, TEXTS,
} from '../services/service-bad-values';
import { PortCase } from '../services/service-case';

type Row = [title: string, prop: string, values: unknown[], plant: Plant<StatefulCase>['plant']];

/** What a StatefulService has no such prop for, or refuses for another reason. */
const OTHERS = ['port', 'service port', 'port that is there twice', 'metrics port', 'standstill'];

const ROWS: Row[] = [
  ['list of ports', 'ports', [[], undefined], (_, ports: PortCase[]) => ({ ...plain(), ports })],
  ['service port', 'ports.p.servicePort', [1, 80, 3001, 65535, ...PORTS], (_, servicePort: number) => (
    { ...plain(), ports: [{ name: 'p', containerPort: 3000, servicePort }] })],
  ['metrics port', 'metrics.port', [80, ...PORTS], (_, port: number) => ({ ...plain(), metrics: { port } })],
  ['long name', 'name', ['n'.repeat(53), 'n'.repeat(63)], (_, name: string) => ({ name })],
  ['folder of a claim', 'claims.mountPath', [...NOT_PATHS, '/tmp'],
    (_, mountPath: string) => claims({ mountPath, name: 'claim' })],
  ['size of a claim', 'claims.size',
    [0, 0.5, 1023 / 1024, NaN, ...ODD_NUMBERS.filter((number) => number > 0), 8 * 1024 ** 4],
    (_, mebibytes: number) => claims({ mebibytes })],
  ['claim like the volume at /tmp', 'claims.mountPath', ['tmp'], (_, name: string) => claims({ name })],
  ['class of a claim', 'claims.storageClassName', ['', 'A', 'a_b', 'a b', '-a', '$(HOME)', 'a\n', ...TEXTS],
    (_, storageClassName: string) => claims({ storageClassName })],
  ['name of a claim', 'claims.name', ['tmp--', 'tmp--a', ...NOT_LABELS], (_, name: string) => claims({ name })],
  ['name of two claims', 'claims.name', ['claim'], (_, name: string) => (
    { ...claims({ name }), claims: [...claims({ name }).claims, ...claims({ name, mountPath: '/other' }).claims] })],
  ['retention without claims', 'claimRetention', ['retained', 'discarded'], (_, kind: 'retained' | 'discarded') => (
    { claims: [], claimRetention: { kind, reason: 'r' } })],
  ['retention that discards never', 'claimRetention', [false], (_, never: boolean) => (
    { ...claims({}), claimRetention: { kind: 'discarded', reason: 'r', whenDeleted: never, whenScaled: never } })],
  ['reason for no retention', 'claimRetention', NOT_REASONS, (_, reason: string) => (
    { ...claims({}), claimRetention: { kind: 'discarded', reason } })],
  ['number of replicas', 'replicas', COUNTS, (_, replicas: number) => ({ replicas })],
  ['time ready', 'minReady', [NOT_TIMES[1], NOT_TIMES[3], { unit: 'seconds', amount: 2 ** 31 }],
    (_, minReady: never) => ({ minReady })],
];

/** Each prop, with values that it must refuse. */
export const STATEFUL_PLANTS: readonly Plant<StatefulCase>[] = [
  ...PLANTS.filter(({ title, prop }) => !OTHERS.includes(title ?? prop) && !/^(scaling|rollout)/.test(prop)),
  ...ROWS.map(([title, prop, values, plant]) => ({ title, prop, values, plant })),
];

/** One port, which nothing else names. */
function plain(): Partial<StatefulCase> {
  return { ports: [{ name: 'p', containerPort: 3000 }], metrics: undefined, flows: [], probes: undefined };
}

function claims(given: Partial<ClaimCase>): { claims: ClaimCase[] } {
  return { claims: [{ mountPath: '/claim', mebibytes: 1, ...given }] };
}
