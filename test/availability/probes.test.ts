import { Duration } from 'cdk8s';
import { Probes, ProductionService, ProductionServiceProps, WorkloadProtocol } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const HTTP_HEADERS = 'hold HTTP headers (letters, digits and - in the name, one line in the value)';
const PATH = 'be a path that begins with / and holds no white space';
const TWO_PORTS = { port: 8080, ports: [{ name: 'admin', containerPort: 9000 }] };

describe('Probes.http', () => {
  it('asks the given paths, and liveness for the start too', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container({
      probes: Probes.http({ liveness: '/alive', readiness: '/ready?full=1' }),
    });

    expect(livenessProbe.httpGet).toEqual({ path: '/alive', port: 'http' });
    expect(readinessProbe.httpGet).toEqual({ path: '/ready?full=1', port: 'http' });
    expect(startupProbe.httpGet).toEqual({ path: '/alive', port: 'http' });
  });

  it('asks another path for the start where it is given one', () => {
    const { startupProbe, livenessProbe } = container({ probes: Probes.http({ startup: '/started' }) });

    expect(startupProbe.httpGet.path).toEqual('/started');
    expect(livenessProbe.httpGet.path).toEqual('/livez');
  });

  it('may ask one path for both, for liveness is the more patient', () => {
    const { readinessProbe, livenessProbe } = container({
      probes: Probes.http({ liveness: '/health', readiness: '/health' }),
    });
    const patience = ({ periodSeconds, failureThreshold }: Manifest) => periodSeconds * failureThreshold;

    expect([readinessProbe, livenessProbe].map(({ httpGet }) => httpGet.path)).toEqual(['/health', '/health']);
    expect(patience(livenessProbe)).toBeGreaterThan(patience(readinessProbe));
  });

  it('asks the port that it is given, by its name', () => {
    expect(probesOf({ ...TWO_PORTS, probes: Probes.http({ port: 9000 }) }).map(({ httpGet }) => httpGet.port))
      .toEqual(['admin', 'admin', 'admin']);
  });

  it('sends the headers with each request', () => {
    const httpHeaders = [{ name: 'Host', value: 'shop.example.com' }, { name: 'X-Probe', value: '"$(id)"' }];
    const probes = Probes.http({ headers: { 'Host': 'shop.example.com', 'X-Probe': '"$(id)"' } });

    expect(probesOf({ probes }).map(({ httpGet }) => httpGet.httpHeaders))
      .toEqual([httpHeaders, httpHeaders, httpHeaders]);
  });

  it('gives a slow process its time before it is restarted', () => {
    const failures = [Duration.seconds(1), Duration.seconds(151), Duration.minutes(10)]
      .map((slowStart) => container({ probes: Probes.http({ slowStart }) }).startupProbe.failureThreshold);

    expect(failures).toEqual([1, 31, 120]);
  });

  it('gives each answer its time', () => {
    const probes = Probes.http({ timeout: Duration.seconds(7) });

    expect(probesOf({ probes }).map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([7, 7, 7]);
  });

  it.each([
    [{ port: 9 }, "'probes.port' must be a TCP port of the container, 8080, got 9;"
      + ' declare it, or name one that is there'],
    [{ liveness: 'livez' }, `'probes.liveness' must ${PATH}, got "livez"; write it like /readyz`],
    [{ readiness: '/a b' }, `'probes.readiness' must ${PATH}, got "/a b"; write it like /readyz`],
    [{ startup: '' }, `'probes.startup' must ${PATH}, got ""; write it like /readyz`],
    [{ headers: { Host: 'a\r\nX-Admin: 1' } },
      `'probes.headers' must ${HTTP_HEADERS}, got {"Host":"a\\r\\nX-Admin: 1"}; write { 'X-Probe': 'kubelet' }`],
    [{ headers: { 'X Y': 'a' } },
      `'probes.headers' must ${HTTP_HEADERS}, got {"X Y":"a"}; write { 'X-Probe': 'kubelet' }`],
    [{ headers: { Host: '\ud800' } },
      '\'probes.headers\' must be valid Unicode text, got "\\ud800"; remove the unpaired surrogate'],
    [{ timeout: Duration.seconds(0) }, "'probes.timeout' must be whole seconds from 1 to 3600, got \"0 seconds\";"
      + ' give a duration within the range, such as Duration.seconds(30)'],
    [{ slowStart: Duration.millis(1500) }, "'probes.slowStart' must be whole seconds from 1 to 86400,"
      + ' got "1.5 seconds"; give a duration within the range, such as Duration.seconds(30)'],
  ])('refuses %j', (options, complaint) => {
    expectRefusal(Probes.http(options), `[shop/web] ${complaint}`);
  });

  it('refuses a port that does not speak TCP', () => {
    const ports = [{ name: 'dns', containerPort: 5353, protocol: WorkloadProtocol.UDP }];

    expect(() => service({ ...TWO_PORTS, ports, probes: Probes.http({ port: 5353 }) })).toThrow(NAMED_ERROR);
  });
});

describe('Probes.grpc', () => {
  it('asks the health of the server at the number of the port', () => {
    expect(probesOf({ probes: Probes.grpc() }).map(({ grpc }) => grpc))
      .toEqual([{ port: 8080 }, { port: 8080 }, { port: 8080 }]);
  });

  it('asks for one service at one port', () => {
    const grpc = { port: 9000, service: 'shop.Cart' };

    expect(probesOf({ ...TWO_PORTS, probes: Probes.grpc(grpc) }).map((probe) => probe.grpc))
      .toEqual([grpc, grpc, grpc]);
  });

  it('refuses a service name that no message can hold', () => {
    expectRefusal(Probes.grpc({ service: 'a\0b' }), "[shop/web] 'probes.service' must hold no NUL character,"
      + ' got "a\\u0000b"; remove it, no process can receive one');
  });

  it('refuses a port that does not exist', () => {
    expectRefusal(Probes.grpc({ port: 9 }), "[shop/web] 'probes.port' must be a TCP port of the container, 8080,"
      + ' got 9; declare it, or name one that is there');
  });
});

describe('Probes.tcp', () => {
  it('opens a connection, and leaves liveness out', () => {
    const probes = Probes.tcp({ port: 9000 });
    const { startupProbe, readinessProbe, livenessProbe } = container({ ...TWO_PORTS, probes });

    expect(startupProbe.tcpSocket).toEqual({ port: 'admin' });
    expect(readinessProbe.tcpSocket).toEqual({ port: 'admin' });
    expect(livenessProbe).toBeUndefined();
  });

  it('asks a command whether the process lives', () => {
    const probes = Probes.tcp({ livenessCommand: ['/bin/check', '--fast'] });

    expect(container({ probes }).livenessProbe.exec).toEqual({ command: ['/bin/check', '--fast'] });
  });

  it('refuses a command without a program', () => {
    expectRefusal(Probes.tcp({ livenessCommand: [] }),
      "[shop/web] 'probes.livenessCommand' must name a program, got []; write ['/bin/healthy']");
  });
});

describe('Probes.exec', () => {
  it('runs one command for readiness and the other for the rest', () => {
    const probes = Probes.exec({ liveness: ['/bin/alive'], readiness: ['/bin/ready', '$(HOST)'] });

    expect(probesOf({ probes }).map(({ exec }) => exec.command))
      .toEqual([['/bin/alive'], ['/bin/ready', '$(HOST)'], ['/bin/alive']]);
  });

  it.each([
    [{ liveness: [''], readiness: ['a'] },
      '\'probes.liveness\' must name a program, got [""]; write [\'/bin/healthy\']'],
    [{ liveness: ['a'], readiness: [] }, "'probes.readiness' must name a program, got []; write ['/bin/healthy']"],
    [{ liveness: ['a', '\0'], readiness: ['a'] }, "'probes.liveness' must hold no NUL character,"
      + ' got "\\u0000"; remove it, no process can receive one'],
  ])('refuses %j', (options, complaint) => {
    expectRefusal(Probes.exec(options), `[shop/web] ${complaint}`);
  });
});

describe('Probes.none', () => {
  it('asks nothing and records the reason', () => {
    const deployment = manifest({ probes: Probes.none('the mesh asks') });

    expect(Object.keys(deployment.spec.template.spec.containers[0]).filter((key) => key.endsWith('Probe'))).toEqual([]);
    expect(deployment.metadata.annotations).toMatchObject({
      'preflight/waive.has-readiness-probe': 'the mesh asks',
      'preflight/waive.has-liveness-probe': 'the mesh asks',
    });
  });

  it('refuses an empty reason', () => {
    const remedy = 'write the reason, it appears in the readiness report';

    expectRefusal(Probes.none(' '), `[shop/web] 'probes' must say why, got " "; ${remedy}`);
  });

  it('refuses to be given no reason at all', () => {
    expect(() => service({ probes: Probes.none(undefined as unknown as string) })).toThrow(NAMED_ERROR);
  });
});

function service(props: Partial<ProductionServiceProps>): void {
  new ProductionService(stage().chart, 'web', { image: IMAGE, ...props });
}

function manifest(props: Partial<ProductionServiceProps>): Manifest {
  return only(render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); }), 'Deployment');
}

function container(props: Partial<ProductionServiceProps>): Manifest {
  return manifest(props).spec.template.spec.containers[0];
}

function probesOf(props: Partial<ProductionServiceProps>): Manifest[] {
  const { startupProbe, readinessProbe, livenessProbe } = container(props);
  return [startupProbe, readinessProbe, livenessProbe];
}

function expectRefusal(probes: Probes, message: string): void {
  expect(() => service({ probes })).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
