import { EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { InitContainerOptions, Probes, ProductionService, SidecarOptions } from '../../../src';
import { makeApi, OTHER_IMAGE } from '../../support/containers';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const TAKEN = 'be a name that no other container of the pod has, and no construct below the workload';
const LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const IDLE: SidecarOptions = { image: OTHER_IMAGE, probes: Probes.exec({ liveness: ['/up'], readiness: ['/ready'] }) };

/** What is refused, by which call, with which complaint. */
type Refused = [string, (api: ProductionService) => void, string];

describe.each(['1.28', '1.30'])('containers beside the main one refuse on %s', (kubernetesVersion) => {
  it.each<Refused>([
    ['the name of the main container', (api) => init(api, 'api'), taken('addInitContainer', 'api')],
    ['the name of an init container', (api) => {
      init(api, 'helper');
      api.addSidecar('helper', IDLE);
    }, taken('addSidecar', 'helper')],
    ['the name of a sidecar', (api) => {
      api.addSidecar('helper', IDLE);
      init(api, 'helper');
    }, taken('addInitContainer', 'helper')],
    ['the name of a container of cdk8s-plus', (api) => {
      api.deployment.addContainer({ name: 'helper', image: OTHER_IMAGE });
      init(api, 'helper');
    }, taken('addInitContainer', 'helper')],
    ['the name of a construct below the workload', (api) => {
      new ProductionService(api, 'helper', { image: IMAGE });
      init(api, 'helper');
    }, taken('addInitContainer', 'helper')],
    ['a name that was refused before, for another reason', (api) => {
      messageOf(() => init(api, 'helper', { image: 'helper' }));
      init(api, 'helper');
    }, taken('addInitContainer', 'helper')],
    ['a name that every object has', (api) => init(api, 'constructor'), "[shop/api] 'addInitContainer.name' must hold"
      + ' no word that every JavaScript object has, got "constructor"; rename it'],
  ])('%s', (...[, act, message]) => {
    expectRefusal(() => act(makeApi({ platform: { kubernetesVersion } })), message);
  });
});

describe('containers beside the main one refuse', () => {
  it.each(['', 'Helper', 'a_b', '-a', 'a.b', 'a b', 'a\n', '$(id)', 'ä', 'a'.repeat(64)])('the name %j', (name) => {
    const complaint = `must ${LABEL}, got ${JSON.stringify(name)}; choose such a name`;

    expectRefusal(() => init(makeApi(), name), `[shop/api] 'addInitContainer.name' ${complaint}`);
    expectRefusal(() => makeApi().addSidecar(name, IDLE), `[shop/api] 'addSidecar.name' ${complaint}`);
  });

  it.each<[string, Partial<InitContainerOptions>, string]>([
    ['an image without a tag', { image: 'ghcr.io/acme/helper' }, "'image' must name a tag other than latest, or a"
      + ' digest, got "ghcr.io/acme/helper"; pin the version, or a restart may run other code than the pod beside it'],
    ['the tag latest', { image: 'helper:latest' }, "'image' must name a tag other than latest, or a digest, got"
      + ' "helper:latest"; pin the version, or a restart may run other code than the pod beside it'],
    ['a program without a name', { command: ['', '--up'] }, "'command' must name a program, got [\"\",\"--up\"]; leave"
      + ' it out to run what the image runs'],
    ['a command without a program', { command: [] }, "'command' must name a program, got []; leave it out to run what"
      + ' the image runs'],
    ['NUL in the command', { command: ['/a\0'] }, "'command' must hold no NUL character, got \"/a\\u0000\"; remove it,"
      + ' no process can receive one'],
    ['NUL in the arguments', { args: ['--a', '\0'] }, "'args' must hold no NUL character, got \"\\u0000\"; remove it,"
      + ' no process can receive one'],
    ['half a character in the arguments', { args: ['\ud800'] }, "'args' must be valid Unicode text, got"
      + ' "\\ud800"; remove the unpaired surrogate'],
    ['an illegal variable', { env: { 'A-B': 'x' } }, "'env' must hold names of environment variables (letters, digits"
      + ' and _, no digit first), got "A-B"; choose such a name'],
    ['a variable that every object has', { env: Object.fromEntries([['__proto__', 'x']]) }, "'env' must hold no word"
      + ' that every JavaScript object has, got "__proto__"; rename it'],
    ['NUL in a variable', { env: { A: 'a\0' } }, "'env.A' must hold no NUL character, got \"a\\u0000\"; remove it, no"
      + ' process can receive one'],
    ['a folder that the main container has not', { folders: ['/data'] }, "'folders' must be folders of the main"
      + ' container, /tmp, got "/data"; add it to the main container first'],
    ['a folder that is written otherwise', { folders: ['/tmp/'] }, "'folders' must be folders of the main container,"
      + ' /tmp, got "/tmp/"; add it to the main container first'],
    ['a folder twice', { folders: ['/tmp', '/tmp'] }, "'folders' must name each folder once, got \"/tmp\"; remove one"
      + ' of the two'],
  ])('%s', (...[, options, complaint]) => {
    const given = { image: OTHER_IMAGE, ...options };

    expectRefusal(() => makeApi().addInitContainer('helper', given), `[shop/api/helper] ${complaint}`);
    expectRefusal(() => makeApi().addSidecar('helper', { ...IDLE, ...given }), `[shop/api/helper] ${complaint}`);
  });

  it('a folder of another container', () => {
    const api = makeApi();
    init(api, 'helper');
    api.addWritableFolder('/data');

    expectRefusal(() => init(api, 'second', { folders: ['/cache'] }), "[shop/api/second] 'folders' must be folders of"
      + ' the main container, /tmp, /data, got "/cache"; add it to the main container first');
  });
});

describe('what is refused', () => {
  it('adds no container', () => {
    const api = makeApi();
    messageOf(() => init(api, 'first', { command: [] }));
    messageOf(() => api.addSidecar('second', { image: OTHER_IMAGE }));

    expect([...api.deployment.containers, ...api.deployment.initContainers].map(({ name }) => name)).toEqual(['api']);
  });

  it('is not what another container of the same pod may have', () => {
    const api = makeApi({ props: { env: { A: 'main' } } });
    const container = init(api, 'helper', { env: { A: 'other' } });

    expect(container.env.variables).toEqual({ A: EnvValue.fromValue('other') });
  });

  it('names the place of the workload too', () => {
    const { chart } = stage();
    const api = new ProductionService(new Construct(chart, 'team'), 'api', { image: IMAGE });

    expectRefusal(() => init(api, 'helper', { args: ['\0'] }), "[shop/team/api/helper] 'args' must hold no NUL"
      + ' character, got "\\u0000"; remove it, no process can receive one');
  });
});

function init(api: ProductionService, name: string, options: Partial<InitContainerOptions> = {}) {
  return api.addInitContainer(name, { image: OTHER_IMAGE, ...options });
}

function taken(verb: string, name: string): string {
  return `[shop/api] '${verb}.name' must ${TAKEN}, got "${name}"; choose another one`;
}

function expectRefusal(act: () => unknown, message: string): void {
  expect(act).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
