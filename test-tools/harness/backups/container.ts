import { ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Image, imageOf, Mount } from './images';
import { Pod, userOf } from './pod';
import { environmentOf, expand } from './pod-environment';
import { Manifest } from '../../../test/support/schemas';
import { TOOLS } from '../programs';

const ACCOUNTS = [
  'root:x:0:0:root:/root:/bin/sh', 'postgres:x:999:999::/var/lib/postgresql:/bin/bash',
  'nobody:x:65534:65534:nobody:/:/bin/false',
];
const KILLED = 137;

/** Where a container of a pod is put. */
export interface Place {
  readonly pod: Pod;
  /** An empty folder of its own. */
  readonly folder: string;
  readonly mounts: readonly Mount[];
  /** File of the network namespace that it is in; that of this process where it is missing. */
  readonly network?: string;
}

/** A container that runs as a process of this machine, from an image that is a folder. */
export class ContainerProcess {
  public readonly name: string;
  /** Its exit code, once it has ended. */
  public readonly ended: Promise<number>;
  private readonly child: ChildProcess;
  private readonly log: string;

  constructor(container: Manifest, place: Place) {
    this.name = container.name;
    fs.mkdirSync(place.folder, { recursive: true });
    const specification = path.join(place.folder, 'container.json');
    fs.writeFileSync(specification, JSON.stringify(specificationOf(container, place)));
    this.log = path.join(place.folder, 'log');
    const output = fs.openSync(this.log, 'a');
    this.child = spawn(TOOLS.container(), [specification], { stdio: ['ignore', output, output], env: {} });
    fs.closeSync(output);
    this.ended = new Promise((resolve, reject) => {
      this.child.on('exit', (code) => resolve(code ?? KILLED));
      this.child.on('error', reject);
    });
  }

  /** What it has written so far, to its output and as errors. */
  public get logs(): string {
    return fs.readFileSync(this.log, 'utf8');
  }

  /** Sends it a signal; SIGKILL takes its children too. */
  public kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

function specificationOf(container: Manifest, place: Place): object {
  const { pod, folder, mounts, network } = place;
  const image = imageOf(container.image);
  const user = userOf(pod, container);
  const given = environmentOf(pod, container);
  const home = user.uid === 0 ? '/root' : '/';
  const environment = { HOME: home, HOSTNAME: pod.name, ...image.environment, ...given };
  return {
    ...user,
    root: prepareRoot(image, pod, folder),
    mounts: [...image.mounts, ...mounts],
    env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    cwd: container.workingDir ?? '/',
    argv: commandOf(container, image).map((argument) => expand(argument, given)),
    hostname: pod.name,
    networkNamespace: network ?? '',
  };
}

function commandOf({ command, args }: Manifest, image: Image): string[] {
  if (command?.length) return [...command, ...(args ?? [])];
  return [...image.entrypoint, ...(args?.length ? args : image.command)];
}

function prepareRoot(image: Image, { spec, world }: Pod, folder: string): string {
  const root = path.join(folder, 'root');
  const settings = path.join(root, 'etc');
  fs.mkdirSync(settings, { recursive: true });
  const aliases = (spec.hostAliases ?? []).map(({ ip, hostnames }: Manifest) => `${ip} ${hostnames.join(' ')}`);
  const hosts = Object.entries(world.hosts ?? {}).map(([name, address]) => `${address} ${name}`);
  const groups = ACCOUNTS.map((line) => line.split(':')).map(([name, , , gid]) => `${name}:x:${gid}:`);
  const files: Record<string, string[]> = {
    'hosts': ['127.0.0.1 localhost', ...aliases, ...hosts],
    'passwd': ACCOUNTS,
    'group': groups,
    'nsswitch.conf': ['passwd: files', 'group: files', 'hosts: files dns'],
  };
  for (const [name, lines] of Object.entries(files)) {
    fs.writeFileSync(path.join(settings, name), `${lines.join('\n')}\n`);
  }
  image.prepare(root);
  return root;
}
