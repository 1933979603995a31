import { NodeAccess, NodeAgent, PodSecurity, ProductionNamespace } from '../../src';
import { messageOf } from '../support/errors';
import { IMAGE, only, render } from '../support/render';
import { Manifest } from '../support/schemas';

const WHY = 'it watches the node';
const LOGS = { '/host/logs': '/var/log/pods' };

describe('NodeAccess', () => {
  it('is nothing by default', () => {
    const { metadata, spec: { template: { spec } } } = daemonSet(NodeAccess.none());
    expect(metadata).not.toHaveProperty('annotations');
    expect(Object.keys(spec).filter((key) => key.startsWith('host'))).toEqual([]);
    expect(spec.securityContext.runAsUser).toBe(10001);
    expect(spec.volumes.map(({ name }: Manifest) => name)).toEqual(['tmp']);
  });

  it('puts pods on the network of their node, whose ports they have and whose DNS they do not', () => {
    const { spec } = daemonSet(NodeAccess.of(WHY, { network: true })).spec.template;
    expect(spec).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(spec.containers[0].ports)
      .toEqual([{ name: 'http', containerPort: 8080, hostPort: 8080, protocol: 'TCP' }]);
    expect(spec).not.toHaveProperty('hostPID');
  });

  it('shows pods the processes of their node, as a user whom no other pod of ours has', () => {
    const { spec } = daemonSet(NodeAccess.of(WHY, { processes: true })).spec.template;
    expect(spec).toMatchObject({ hostPID: true, securityContext: { runAsUser: 65534, runAsGroup: 65534 } });
    expect(spec).not.toHaveProperty('hostNetwork');
  });

  it('mounts folders of the node, where nothing can be written', () => {
    const access = NodeAccess.of(WHY, { folders: { '/host/logs': '/var/log', '/host': '/' } });
    const { spec } = daemonSet(access).spec.template;
    expect(spec.volumes.slice(1)).toEqual([
      { name: 'host-logs', hostPath: { path: '/var/log', type: 'Directory' } },
      { name: 'host', hostPath: { path: '/', type: 'Directory' } },
    ]);
    expect(spec.containers[0].volumeMounts.slice(1)).toEqual([
      { name: 'host-logs', mountPath: '/host/logs', readOnly: true, mountPropagation: 'HostToContainer' },
      { name: 'host', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' },
    ]);
  });

  it('makes the main container root without a capability, and no other one', () => {
    const { spec } = daemonSet(NodeAccess.of(WHY, { folders: LOGS, root: true })).spec.template;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 });
    expect(spec.containers[0].securityContext).toMatchObject({
      runAsNonRoot: false, runAsUser: 0, runAsGroup: 0, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true,
    });
  });

  it.each([
    ['the network', { network: true }, ['pod-security-host-namespaces', 'pod-security-host-ports']],
    ['the processes', { processes: true }, ['pod-security-host-namespaces']],
    ['a folder', { folders: { '/host': '/' } }, ['pod-security-host-path-volumes', 'pod-security-volume-types']],
    ['root', { folders: LOGS, root: true }, [
      'pod-security-host-path-volumes', 'pod-security-volume-types', 'pod-security-run-as-non-root',
      'pod-security-run-as-user', 'high-user-id', 'high-group-id', 'no-root-group',
    ]],
  ])('records why the checks are not followed that forbid %s', (_, options, checks) => {
    const { annotations } = daemonSet(NodeAccess.of(WHY, options)).metadata;
    expect(annotations).toEqual(Object.fromEntries(checks.map((id) => [`preflight/waive.${id}`, WHY])));
  });

  it.each([
    ['nothing', NodeAccess.of(WHY, {}), "'nodeAccess' must open something of the node, got {\"folders\":{}}"],
    ['root of nothing', NodeAccess.of(WHY, { network: true, root: true }),
      "'nodeAccess.root' must come with folders, which it is there to read, got true; name the folders, or leave"],
    ['no reason', NodeAccess.of(' ', { network: true }), "'nodeAccess' must say why, got \" \""],
    ['a relative place', NodeAccess.of(WHY, { folders: { host: '/' } }), "'nodeAccess.folders' must be an absolute"],
    ['a folder that climbs', NodeAccess.of(WHY, { folders: { '/host': '/var/../etc' } }),
      "'nodeAccess.folders./host' must be an absolute folder"],
    ['a place that is taken', NodeAccess.of(WHY, { folders: { '/tmp': '/var' } }),
      "'nodeAccess.folders' must be a folder that nothing is mounted at, got \"/tmp\""],
  ])('refuses %s', (_, access, message) => {
    expect(messageOf(() => daemonSet(access))).toContain(`[shop/open/agent] ${message}`);
  });

  it.each(['restricted', 'baseline'])('refuses a namespace that enforces %s, declared before or after', (level) => {
    const podSecurity = level === 'restricted' ? PodSecurity.restricted() : PodSecurity.baseline(WHY);
    const message = "'namespace' must admit pods that reach into their node, which Pod Security allows at the level "
      + `privileged alone, got "shop, which enforces ${level}"; put it into kube-system, or a namespace of its own `
      + "with PodSecurity.privileged('agent does')";
    const nodeAccess = NodeAccess.of(WHY, { network: true });
    expect(messageOf(() => render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop', { podSecurity });
      new NodeAgent(namespace, 'agent', { image: IMAGE, nodeAccess });
    }))).toBe(`[shop/shop/agent] ${message}`);
    expect(messageOf(() => render((chart) => {
      new NodeAgent(chart, 'agent', { image: IMAGE, nodeAccess });
      new ProductionNamespace(chart, 'shop', { podSecurity });
    }))).toContain(message);
  });
});

/** In a namespace that admits anything. */
function daemonSet(nodeAccess: NodeAccess): Manifest {
  return only(render((chart) => {
    const open = new ProductionNamespace(chart, 'open', { podSecurity: PodSecurity.privileged(WHY) });
    new NodeAgent(open, 'agent', { image: IMAGE, nodeAccess });
  }), 'DaemonSet');
}
