import { RenderedObject } from '../../../src/app/rendered-object';
import { reachableTargets } from '../../../src/app/rules/reachable-targets';
import { JsonObject } from '../../../src/internal/values/json';
import { NAMED_ERROR } from '../../support/errors';

const HTTP = { name: 'http', containerPort: 8080 };
const SIDECAR = { restartPolicy: 'Always', ports: [{ name: 'mesh', containerPort: 1 }] };

describe('reachableTargets', () => {
  it.each<[string, JsonObject, JsonObject[], string]>([
    ['a name that no container has', { port: 80, targetPort: 'web' }, [HTTP], '"web"'],
    ['a number that no container has', { port: 80, targetPort: 9090 }, [HTTP], '9090'],
    ['its own number, where no container has it', { port: 80 }, [HTTP], '80'],
    ['a name, where the container names nothing', { port: 80, targetPort: 'http' }, [{ containerPort: 8080 }],
      '"http"'],
    ['a name, where the container has no ports', { port: 80, targetPort: 'http' }, [], '"http"'],
    ['a port of another protocol', { port: 53, targetPort: 53, protocol: 'UDP' }, [{ containerPort: 53 }], '53'],
    ['TCP, where the container has UDP', { port: 53, targetPort: 'dns' },
      [{ name: 'dns', containerPort: 53, protocol: 'UDP' }], '"dns"'],
  ])('refuses a port that leads to %s', (...[, port, containerPorts, got]) => {
    const messages = reachableTargets([deployment('web', containerPorts), service([port])]);
    expect(messages).toEqual([`[service] 'ports' must lead to a port of a container of [web], got ${got}; `
      + 'add it to the container, or correct targetPort']);
    expect(messages[0]).toMatch(NAMED_ERROR);
  });

  it('names all workloads that the Service selects', () => {
    const [message] = reachableTargets([
      deployment('blue', [HTTP]), deployment('green', [HTTP]), service([{ port: 80, targetPort: 'web' }]),
    ]);
    expect(message).toContain('a container of [blue], [green], got "web"');
  });

  it('judges each port', () => {
    const ports = [{ port: 80, targetPort: 'http' }, { port: 81, targetPort: 'a' }, { port: 82, targetPort: 'b' }];
    expect(reachableTargets([deployment('web', [HTTP]), service(ports)])).toHaveLength(2);
  });

  it.each<[string, RenderedObject[]]>([
    ['a name', [deployment('web', [HTTP]), service([{ port: 80, targetPort: 'http' }])]],
    ['a number', [deployment('web', [HTTP]), service([{ port: 80, targetPort: 8080 }])]],
    ['its own number', [deployment('web', [HTTP]), service([{ port: 8080 }])]],
    ['a number, where the container declares no ports', [
      deployment('web', []), service([{ port: 80, targetPort: 8080 }]),
    ]],
    ['a port of the canary alone', [
      deployment('stable', [HTTP]),
      deployment('canary', [{ name: 'http', containerPort: 8081 }, { name: 'debug', containerPort: 9229 }]),
      service([{ port: 80, targetPort: 'http' }, { port: 9229, targetPort: 'debug' }]),
    ]],
    ['UDP and TCP on one number', [
      deployment('dns', ['UDP', 'TCP'].map((protocol) => ({ name: `dns-${protocol}`, containerPort: 53, protocol }))),
      service(['UDP', 'TCP'].map((protocol) => ({ port: 53, targetPort: 53, protocol }))),
    ]],
    ['UDP and TCP under one name', [
      deployment('dns', ['UDP', 'TCP'].map((protocol) => ({ name: 'dns', containerPort: 53, protocol }))),
      service(['UDP', 'TCP'].map((protocol) => ({ port: 53, targetPort: 'dns', protocol }))),
    ]],
    ['a sidecar', [
      deployment('web', [HTTP], { podSpec: { initContainers: [SIDECAR] } }),
      service([{ port: 80, targetPort: 'mesh' }]),
    ]],
    ['what is not in the tree', [service([{ port: 80, targetPort: 'http' }])]],
    ['pods of another namespace', [
      deployment('web', [HTTP], { namespace: 'other' }), service([{ port: 80, targetPort: 'web' }]),
    ]],
    ['no pods by a selector', [deployment('web', [HTTP]), service([{ port: 80, targetPort: 'web' }], {})]],
    ['a name outside of the cluster', [{
      path: 'external',
      manifest: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'x', namespace: 'shop' },
        spec: { type: 'ExternalName', externalName: 'db.example.com', ports: [{ port: 80 }] },
      },
    }]],
    ['a Service of another API', [deployment('web', [HTTP]), {
      path: 'knative',
      manifest: {
        apiVersion: 'serving.knative.dev/v1',
        kind: 'Service',
        metadata: { name: 'x', namespace: 'shop' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'web' }] },
      },
    }]],
  ])('takes a port that leads to %s', (_, objects) => {
    expect(reachableTargets(objects)).toEqual([]);
  });

  it('does not count the ports of a container that has ended', () => {
    const initContainers = [{ ports: [{ name: 'setup', containerPort: 1 }] }];
    const web = deployment('web', [HTTP], { podSpec: { initContainers } });
    expect(reachableTargets([web, service([{ port: 80, targetPort: 'setup' }])])).toHaveLength(1);
  });
});

interface DeploymentOptions {
  readonly podSpec?: JsonObject;
  readonly namespace?: string;
}

function deployment(path: string, ports: JsonObject[], options: DeploymentOptions = {}): RenderedObject {
  const labels = { app: 'web', track: path };
  return {
    path,
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: path, namespace: options.namespace ?? 'shop' },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', ports }], ...options.podSpec } },
      },
    },
  };
}

function service(ports: JsonObject[], selector: JsonObject = { app: 'web' }): RenderedObject {
  return {
    path: 'service',
    manifest: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector, ports },
    },
  };
}
