import { Plant } from '../any-call';
import { BackupCase, DestinationCase } from './backup-case';
import { LONE_SURROGATES } from '../arbitraries/text';
import { NOT_LABELS, TEXTS } from '../services/service-bad-values';

const EXPANDED = ['$(POD_NAME)', '`id`', '"; rm -rf / #'];
const NOT_NAMED = ['', ' ', 'a b', 'a\n', 'é', ...EXPANDED, ...TEXTS];
const NOT_ENDPOINTS = [
  '', 'https://', 'http://a:1', 'https://a:1/b', 'https://a:1?', 'https://a:1#', 'https://a b:1', 'https://a:1\n',
  'https://$(POD_NAME):1', 'https://`id`:1', 'https://u:p@a:1', 'https://a:0', 'https://a:65536', ...TEXTS,
];
const NOT_TIMES_OF_DAY = ['', '24:00', '1:00', '01:60', '01:00\n', ' 01:00', ...TEXTS];

/** Each prop of every backup, with values that it must refuse. */
export const BACKUP_PLANTS: readonly Plant<BackupCase>[] = [
  {
    prop: 'name',
    values: ['a'.repeat(47), '1a', ...NOT_LABELS],
    plant: (_, name: string) => ({ name }),
  },
  { prop: 'startingAt', values: NOT_TIMES_OF_DAY, plant: (_, startingAt: string) => ({ startingAt }) },
  { prop: 'every', values: [0, 5, 25, 48, 0.4, NaN, Infinity], plant: (_, everyHours: number) => ({ everyHours }) },
  {
    prop: 'deadline',
    values: [0, 60, 1e9, 0.001, NaN],
    plant: (_, deadlineMinutes: number) => ({
      everyHours: 1, deadlineMinutes, moreObjective: undefined,
    }),
  },
  {
    prop: 'retention',
    values: [0, 6, 7.5, 2 ** 31, NaN, Infinity],
    plant: (_, retentionDays: number) => ({
      everyHours: 7 * 24, retentionDays,
    }),
  },
  {
    prop: 'recoveryPointObjective',
    values: [-1, 0.5, NaN, Infinity],
    plant: (_, moreObjective: number) => ({
      moreObjective,
    }),
  },
  {
    prop: 'size',
    values: [0, 0.5, 1.5, NaN, Infinity, 1024 ** 3 + 1],
    plant: (_, mebibytes: number) => ({ mebibytes }),
  },
  {
    prop: 'transferImage',
    values: ['', 'a', 'a/B:1', 'a:latest', ...EXPANDED, ...TEXTS],
    plant: (_, transferImage: string) => ({ transferImage }),
  },
  { prop: 'runbook', values: ['', 'wiki', ...LONE_SURROGATES], plant: (_, runbook: string) => ({ runbook }) },
  {
    prop: 'encryptionKey.key',
    values: NOT_NAMED,
    plant: (_, key: string) => ({
      encryptionKey: { secretName: 's', key },
    }),
  },
  {
    prop: 'rehearse.startingAt',
    values: NOT_TIMES_OF_DAY,
    plant: (_, startingAt: string) => ({
      rehearsal: { everyHours: 24, withinSeconds: 60, startingAt },
    }),
  },
  {
    prop: 'rehearse.every',
    values: [0, 5, NaN],
    plant: (_, everyHours: number) => ({
      rehearsal: { everyHours, withinSeconds: 60 },
    }),
  },
  {
    prop: 'rehearse.within',
    values: [0, 9, 1801, 10.5, 1e9, NaN, Infinity],
    plant: (_, withinSeconds: number) => ({
      rehearsal: { everyHours: 1, withinSeconds },
    }),
  },
  { prop: 'destination.bucket', values: ['ab', 'a'.repeat(64), 'a/b', ...NOT_NAMED], plant: to('bucket', 'gcs') },
  { prop: 'destination.region', values: ['0o7', ...NOT_NAMED], plant: to('word', 's3') },
  { prop: 'destination.account', values: ['0o7', ...NOT_NAMED], plant: to('word', 'azureBlob') },
  { prop: 'destination.endpoint', values: NOT_ENDPOINTS, plant: to('endpoint', 's3') },
  {
    prop: 'destination.prefix',
    values: ['/a', 'a/', 'a//b', '../a', 'a/..', ...NOT_NAMED],
    plant: to('prefix', 'gcs'),
  },
  { prop: 'destination.roleArn', values: NOT_NAMED.slice(0, -1), plant: to('identity', 's3') },
  { prop: 'destination.serviceAccount', values: NOT_NAMED.slice(0, -1), plant: to('identity', 'gcs') },
  { prop: 'destination.clientId', values: NOT_NAMED.slice(0, -1), plant: to('identity', 'azureBlob') },
  {
    prop: 'destination.credentials.secretName',
    values: ['', 'A', 'a_b', ...EXPANDED, ...TEXTS],
    plant: ({ destination }, secretName: string) => (
      { destination: { ...destination, credentials: { secretName, key: 'k' } } }),
  },
  {
    prop: 'destination.certificateAuthority.key',
    values: NOT_NAMED,
    plant: ({ destination }, key: string) => (
      { destination: { ...destination, certificateAuthority: { secretName: 's', key } } }),
  },
];

/** Puts a value into the destination, of the one kind that has a place for it. */
function to(field: keyof DestinationCase, kind: DestinationCase['kind']): Plant<BackupCase>['plant'] {
  return ({ destination }, value) => ({ destination: { ...destination, kind, [field]: value } });
}
