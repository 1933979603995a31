import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import * as net from 'net';
import { setTimeout as sleep } from 'timers/promises';
import { ProductionService } from '../src';
import { hasSocat } from './harness/socat';
import { IMAGE, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { freePorts } from '../test-cluster/harness/free-ports';

const LATE = 3_000;
const HOST = '127.0.0.1';

/** Something that accepts connections, and what it was told. */
interface Listener {
  readonly server: net.Server;
  /** How many bytes the first connection brought, once it is closed. */
  readonly received: Promise<number>;
}

const describeWithSocat = hasSocat() ? describe : describe.skip;

describeWithSocat('the command that waits', () => {
  const ends: (() => void)[] = [];

  afterEach(() => ends.splice(0).forEach((end) => end()));

  it('ends well once a listener is there, not before, and sends nothing', async () => {
    const [port] = await freePorts(1);
    const waiting = run(argumentsFor(port));
    await sleep(LATE);
    expect(waiting.exitCode).toBeNull();

    const { received } = await listen(port);
    expect(await codeOf(waiting)).toBe(0);
    expect(await received).toBe(0);
  });

  it('ends at once where a listener is there already', async () => {
    const [port] = await freePorts(1);
    const { received } = await listen(port);
    const start = Date.now();

    expect(await codeOf(run(argumentsFor(port)))).toBe(0);
    expect(Date.now() - start).toBeLessThan(LATE);
    expect(await received).toBe(0);
  });

  it('does not wait for a listener to say something', async () => {
    const [port] = await freePorts(1);
    const { server } = await listen(port);
    server.on('connection', (socket) => socket.write('220 ready\r\n'));

    expect(await codeOf(run(argumentsFor(port)))).toBe(0);
  });

  it('ends with an error where there never is one, so that the kubelet starts it again', async () => {
    const [port] = await freePorts(1);
    const given = argumentsFor(port);
    // Thirty tries take a minute, one more than the first takes two seconds.
    const shortened = given.map((argument) => argument.replace(/\bretry=30\b/, 'retry=1'));
    expect(shortened).not.toEqual(given);
    const start = Date.now();

    expect(await codeOf(run(shortened))).toBe(1);
    expect(Date.now() - start).toBeGreaterThan(1_900);
  });

  function run([program, ...args]: string[]): ChildProcess {
    const child = spawn(program, args, { stdio: 'ignore' });
    ends.push(() => child.kill('SIGKILL'));
    return child;
  }

  async function listen(port: number): Promise<Listener> {
    const server = net.createServer();
    const received = once(server, 'connection').then(async ([socket]: net.Socket[]) => {
      let bytes = 0;
      socket.on('data', (data) => { bytes += data.length; });
      await once(socket, 'close');
      return bytes;
    });
    server.listen(port, HOST);
    await once(server, 'listening');
    ends.push(() => server.close());
    return { server, received };
  }
});

/** What a service runs that waits for another, which is on this machine. */
function argumentsFor(servicePort: number): string[] {
  const [{ command, args }] = render((chart) => {
    const web = new ProductionService(chart, 'web', {
      image: IMAGE, ports: [{ name: 'http', containerPort: 8080, servicePort }],
    });
    new ProductionService(chart, 'api', { image: IMAGE }).dependsOn(web, { wait: true });
  }).flatMap(({ spec }: Manifest) => spec?.template?.spec.initContainers ?? []);
  return [...command, ...args].map((argument: string) => argument.replace('TCP:web:', `TCP:${HOST}:`));
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}
