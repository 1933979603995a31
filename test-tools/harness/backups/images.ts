import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { POSTGRES_PROGRAMS } from './requirements';
import { TOOLS } from '../programs';

const BUSYBOX = '/usr/bin/busybox';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
// Of Debian's /etc, what its programs read.
const DEBIAN_SETTINGS = ['/etc/alternatives', '/etc/ld.so.cache', '/etc/localtime', '/etc/postgresql-common'];

/** A file or folder that a container sees; only images and volumes bring some. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What stands for an image: what it brings, and what it runs where a container says nothing. */
export interface Image {
  readonly mounts: readonly Mount[];
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Writes what is no mount into an empty folder. */
  readonly prepare: (root: string) => void;
}

const IMAGES: Record<string, () => Image> = {
  // As upstream's: nothing but the programs, no shell.
  etcd: () => ({
    mounts: [program('etcd', TOOLS.etcd()), program('etcdctl', TOOLS.etcdctl()), program('etcdutl', TOOLS.etcdutl())],
    environment: { PATH: USUAL_PATH },
    entrypoint: [],
    command: ['/usr/local/bin/etcd'],
    prepare: () => undefined,
  }),
  rclone: () => ({
    mounts: [program('rclone', TOOLS.rclone()), readOnly(BUSYBOX, '/bin/busybox'), readOnly(CERTIFICATES)],
    environment: { PATH: USUAL_PATH, XDG_CONFIG_HOME: '/config' },
    entrypoint: ['rclone'],
    command: [],
    prepare: linkApplets,
  }),
  postgres: () => ({
    mounts: ['/usr', CERTIFICATES, ...DEBIAN_SETTINGS].filter(fs.existsSync).map((file) => readOnly(file)),
    environment: { PATH: `${POSTGRES_PROGRAMS}:${USUAL_PATH}`, PGDATA: '/var/lib/postgresql/data', LANG: 'C.UTF-8' },
    entrypoint: [],
    command: ['postgres'],
    prepare: linkSystem,
  }),
};

/** What stands for an image, found by its repository, such as `registry.example.com/etcd:3.6`. */
export function imageOf(reference: string): Image {
  const repository = reference.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  const name = Object.keys(IMAGES).find((known) => repository.split('/').pop()!.includes(known));
  if (name === undefined) throw new Error(`nothing stands for the image ${reference}`);
  return IMAGES[name]();
}

function program(name: string, source: string): Mount {
  return readOnly(source, `/usr/local/bin/${name}`);
}

function readOnly(source: string, target = source): Mount {
  return { source, target, readOnly: true };
}

function linkApplets(root: string): void {
  const applets = spawnSync(BUSYBOX, ['--list'], { encoding: 'utf8' }).stdout.split('\n');
  fs.mkdirSync(path.join(root, 'bin'));
  for (const applet of applets.filter((name) => name !== '' && name !== 'busybox')) {
    fs.symlinkSync('busybox', path.join(root, 'bin', applet));
  }
}

function linkSystem(root: string): void {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) fs.symlinkSync(`usr/${name}`, path.join(root, name));
}
