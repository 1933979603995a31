import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { DOCUMENTS } from './corpus';
import { HOSTILE_KEYS, hostileValue, UNPRINTABLE } from './hostile-values';
import { manifestFile } from './manifest-files';
import { mutatedText } from './text-mutations';
import { Random } from '../../test/support/random';

type Oddity = (folder: string, random: Random) => void;

const MAX_NAME_BYTES = 255;
const DEPTH = 100;
const FILES_OF_OTHERS = [
  'kustomization.yaml', 'Kustomization', 'Chart.yaml', 'values.yaml', 'preflight.yaml', 'preflight.yml',
  'skaffold.yaml', 'package.json', 'tsconfig.json', 'dashboard.json', '.yaml', '.json', '..yaml', 'a.YAML', 'a.yaml~',
  'crds.yml',
];
const KUSTOMIZATIONS = [
  'resources: [.., ., ../.., /, ""]', 'resources: [a.yaml, "a\\nb.yaml", {a: b}, null]', 'resources: {a: b}',
  'patches: [{path: a.yaml}, {path: [a]}, null, a]', 'apiVersion: []', 'apiVersion: {toString: 1}',
  'patchesStrategicMerge: [a.yaml]\nconfigMapGenerator: [{files: [x=a.yaml]}]', 'bases: [&a [*a]]',
  'helmCharts: [{valuesFile: a.yaml, additionalValuesFiles: [null, b.yaml]}]', 'generators: [[[]]]',
  'secretGenerator: [{envs: {a: b}, env: 1}]',
];
const CHARTS = [
  'apiVersion: v2\nname: x\nversion: 1.0.0', 'apiVersion: v2', '{{ x }}', '[]',
  'apiVersion: {toString: 1}\nname: []\nversion: 1',
];
const WAIVERS = [
  'waivers: [{check: has-cpu-limit, reason: x, objects: [{kind: Deployment}]}]', 'waivers: [null, 1, [], {}]',
  'waivers: {a: b}', 'waivers:\n- check: "*"\n  reason: ""', 'waivers: &a [*a]', 'other: 1', '- 1', '',
  'waivers: [{check: {toString: 1}, reason: [], until: 9999-99-99}]', 'waivers: [{check: []}]',
  'waivers: [{check: has-cpu-limit, reason: x, until: "2026-13-01", objects: [{file: "../**"}]}]',
  'waivers: [{check: has-cpu-limit, reason: x, objects: [{kind: "[", name: "(((", namespace: {toString: 1}}]}]',
];
const NOTHING = ['', '\n', '---', '\0'.repeat(5_000), '\ufeff', '#'];
const LINKED = [
  '.', '..', './', 'a.yaml', 'gone.yaml', '/dev/zero', '/dev/null', '/dev/full', '/dev/random', '/proc/self/fd',
  '/proc/self/fd/0', '/', '/etc/passwd', '/proc/self/mem', '/proc/kmsg', 'x'.repeat(200), 'inner/..', 'inner',
];
const PIPES = ['pipe.yaml', 'preflight.yaml', 'Chart.yaml', 'kustomization.yaml'];
const FOLDERS = ['a.yaml', 'preflight.yaml', 'Chart.yaml', 'kustomization.yaml', '.git'];

const ODDITIES: readonly Oddity[] = [
  (folder, random) => write(folder, nameFrom(random), manifestFile(random)),
  (folder, random) => write(folder, random.pick(FILES_OF_OTHERS), manifestFile(random)),
  (folder, random) => write(folder, 'kustomization.yaml', textFrom(KUSTOMIZATIONS, random)),
  (folder, random) => write(folder, 'Chart.yaml', textFrom(CHARTS, random)),
  (folder, random) => write(folder, random.pick(['preflight.yaml', 'preflight.yml']), textFrom(WAIVERS, random)),
  (folder, random) => write(folder, nameFrom(random), random.pick(NOTHING)),
  (folder, random) => write(folder, `binary.${random.pick(['yaml', 'json'])}`, bytesFrom(random)),
  (folder, random) => link(folder, nameFrom(random), random.pick(LINKED)),
  (folder) => ['one.yaml', 'two.yaml'].forEach((name, index, names) => link(folder, name, names[1 - index])),
  (folder, random) => makePipe(folder, random.oneIn(4) ? nameFrom(random) : random.pick(PIPES)),
  (folder, random) => makeFolder(folder, random.pick(FOLDERS)),
  (folder, random) => closed(folder, nameFrom(random), random),
  (folder) => deepFolder(folder),
];

/** A folder below the given one, with a folder inside that has a manifest, so that something is there to lead to. */
export function preparedFolder(folder: string): string {
  const root = path.join(folder, 'odd');
  fs.mkdirSync(path.join(root, 'inner'), { recursive: true });
  fs.writeFileSync(path.join(root, 'inner', 'a.yaml'), DOCUMENTS[0]);
  return root;
}

/** Some of what a folder may hold. */
export function addOddities(random: Random, root: string): void {
  const count = 1 + random.below(6);
  for (let done = 0; done < count; done += 1) {
    random.pick(ODDITIES)(random.oneIn(3) ? path.join(root, 'inner') : root, random);
  }
}

function write(folder: string, name: string, content: string | Buffer): void {
  attempt(() => fs.writeFileSync(path.join(folder, name), content, { flag: 'wx' }));
}

function link(folder: string, name: string, target: string): void {
  attempt(() => fs.symlinkSync(target, path.join(folder, name)));
}

function makeFolder(folder: string, name: string): void {
  attempt(() => fs.mkdirSync(path.join(folder, name)));
}

function makePipe(folder: string, name: string): void {
  attempt(() => spawnSync('mkfifo', [path.join(folder, name)]));
}

/** What nobody but root may read, made so: a change of its mode would follow a link that has the name already. */
function closed(folder: string, name: string, random: Random): void {
  attempt(() => fs.writeFileSync(path.join(folder, name), 'kind: Pod', { flag: 'wx', mode: 0 }));
  const inner = path.join(folder, 'closed');
  if (random.oneIn(2)) attempt(() => fs.mkdirSync(inner, { mode: 0 }));
}

function deepFolder(folder: string): void {
  attempt(() => fs.mkdirSync(path.join(folder, ...Array<string>(DEPTH).fill('deep')), { recursive: true }));
}

const UNMAKEABLE = ['EEXIST', 'ENAMETOOLONG', 'EINVAL', 'ENOENT', 'EILSEQ', 'EISDIR', 'ENOTDIR'];

/** Not every file system takes every name, and some are taken. */
function attempt(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!UNMAKEABLE.includes(code)) throw error;
  }
}

const NAMES = [...HOSTILE_KEYS, ...UNPRINTABLE, '-rf', '--all', 'a:1', '%s', '$(id)', ' a ', 'é'.repeat(120)];

function nameFrom(random: Random): string {
  const part = random.pick(NAMES);
  const name = `${part.replace(/[/\0]/g, '')}${random.pick(['.yaml', '.json', '.yml', ''])}`;
  return Buffer.from(name || 'x').subarray(0, MAX_NAME_BYTES).toString('utf8');
}

function textFrom(texts: readonly string[], random: Random): string {
  switch (random.below(4)) {
    case 0: return mutatedText(random.pick(texts), random);
    case 1: return JSON.stringify({ waivers: [{ check: hostileValue(random), reason: hostileValue(random) }] });
    default: return random.pick(texts);
  }
}

function bytesFrom(random: Random): Buffer {
  return Buffer.from(random.times(1 + random.below(2_000), () => random.below(256)));
}
