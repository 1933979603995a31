import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { ProductionService, Shutdown } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, readYaml, stage, yamlOf } from '../support/render';
import { Manifest, MINORS } from '../support/schemas';

const WITHOUT_SLEEP = ['1.28', '1.29'];
const WITH_SLEEP = MINORS.filter((minor) => !WITHOUT_SLEEP.includes(minor));
const DURATION_REMEDY = 'give a duration within the range, such as Duration.seconds(30)';

describe('Shutdown by default', () => {
  it.each(WITH_SLEEP)('sleeps on %s before the process is told to stop', (minor) => {
    const deployment = manifest(undefined, minor);

    expect(lifecycle(deployment)).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(waiver(deployment)).toBeUndefined();
  });

  it.each(WITHOUT_SLEEP)('records on %s, which knows no sleep, that there is no drain', (minor) => {
    const deployment = manifest(undefined, minor);

    expect(lifecycle(deployment)).toBeUndefined();
    expect(waiver(deployment))
      .toEqual(`Kubernetes ${minor} has no sleep action and the image may have no sleep program`);
  });
});

describe('the drain', () => {
  it('outlives patches through cdk8s, which itself does not know it', () => {
    const { chart } = stage();
    const { deployment } = new ProductionService(chart, 'web', { image: IMAGE });
    ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/paused', true));
    const [found] = readYaml(yamlOf(chart)).filter(({ kind }) => kind === 'Deployment');

    expect(found.spec.paused).toEqual(true);
    expect(lifecycle(found)).toEqual({ preStop: { sleep: { seconds: 10 } } });
  });
});

describe('Shutdown.graceful', () => {
  it('gives the process its time after the drain, and five seconds to spare', () => {
    const deployment = manifest(Shutdown.graceful({ drain: Duration.seconds(15), stop: Duration.minutes(2) }));

    expect(lifecycle(deployment)).toEqual({ preStop: { sleep: { seconds: 15 } } });
    expect(grace(deployment)).toEqual(15 + 120 + 5);
  });

  it.each(WITHOUT_SLEEP)('refuses to promise a drain on %s', (minor) => {
    const message = "[shop/web] 'shutdown' must be something the platform serves; sleep before stop needs Kubernetes"
      + ` 1.30, got "Kubernetes ${minor}"; use Shutdown.command(['/bin/sleep', '10']) where the image has it,`
      + ' or raise kubernetesVersion';

    expectRefusal(Shutdown.graceful(), message, minor);
  });

  it.each([
    [{ drain: Duration.seconds(0) }, 'shutdown.drain', '0 seconds'],
    [{ drain: Duration.millis(1500) }, 'shutdown.drain', '1.5 seconds'],
    [{ drain: Duration.seconds(NaN) }, 'shutdown.drain', 'NaN seconds'],
    [{ stop: Duration.days(2) }, 'shutdown.stop', '172800 seconds'],
    [{ stop: Duration.seconds(0) }, 'shutdown.stop', '0 seconds'],
  ])('refuses %j', (options, prop, got) => {
    const message = `[shop/web] '${prop}' must be whole seconds from 1 to 86400, got "${got}"; ${DURATION_REMEDY}`;

    expectRefusal(Shutdown.graceful(options), message);
  });
});

describe('Shutdown.command', () => {
  it.each(MINORS)('runs the program on %s, with its arguments as they are', (minor) => {
    const deployment = manifest(Shutdown.command(['/bin/drain', '--to', '$(HOST); `id`']), minor);

    expect(lifecycle(deployment)).toEqual({ preStop: { exec: { command: ['/bin/drain', '--to', '$(HOST); `id`'] } } });
    expect(grace(deployment)).toEqual(10 + 30 + 5);
    expect(waiver(deployment)).toBeUndefined();
  });

  it('gives the command and the process their time', () => {
    const options = { drain: Duration.seconds(40), stop: Duration.seconds(50) };

    expect(grace(manifest(Shutdown.command(['/bin/drain'], options)))).toEqual(40 + 50 + 5);
  });

  it.each([
    [[], "'shutdown' must name a program, got []; write ['/bin/sleep', '10']"],
    [['', '10'], '\'shutdown\' must name a program, got ["","10"]; write [\'/bin/sleep\', \'10\']'],
    [['/bin/sleep', '1\0'],
      '\'shutdown\' must hold no NUL character, got "1\\u0000"; remove it, no process can receive one'],
  ])('refuses %j', (command, complaint) => {
    expectRefusal(Shutdown.command(command), `[shop/web] ${complaint}`);
  });
});

function manifest(shutdown?: Shutdown, kubernetesVersion = '1.30'): Manifest {
  const { chart } = stage({ kubernetesVersion });
  new ProductionService(chart, 'web', { image: IMAGE, shutdown });
  return only(readYaml(yamlOf(chart)), 'Deployment');
}

function lifecycle(deployment: Manifest): Manifest {
  return deployment.spec.template.spec.containers[0].lifecycle;
}

function grace(deployment: Manifest): number {
  return deployment.spec.template.spec.terminationGracePeriodSeconds;
}

function waiver(deployment: Manifest): string | undefined {
  return deployment.metadata.annotations['preflight/waive.drains-before-stop'];
}

function expectRefusal(shutdown: Shutdown, message: string, kubernetesVersion = '1.30'): void {
  const { chart } = stage({ kubernetesVersion });
  expect(() => new ProductionService(chart, 'web', { image: IMAGE, shutdown })).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
