import { Chart } from 'cdk8s';
import {
  KubernetesApi, KubernetesApiOptions, PlatformProps, ProductionNamespace, ProductionWorker, Provider,
} from '../../src';
import { failuresOf } from '../../src/checks/judging/readiness';
import { Manifest as JudgedManifest } from '../../src/checks/model/manifest';
import { Severity } from '../../src/checks/model/severity';
import { Network } from '../support/network/network';
import { IMAGE, only, render } from '../support/render';
import { Manifest } from '../support/schemas';

/** What Kubernetes mounts by itself, but for the time: of 3607 seconds API servers would make a year. */
const TOKEN_VOLUME = {
  name: 'kube-api-access',
  projected: {
    defaultMode: 0o444,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  },
};
const AT = { cidrs: ['10.0.0.0/28', '192.0.2.7/32'] };

function operator(act: (worker: ProductionWorker, chart: Chart) => void, platform: PlatformProps = {}): Manifest[] {
  return render((chart) => {
    new ProductionNamespace(chart, 'op');
    act(new ProductionWorker(chart, 'operator', { image: IMAGE }), chart);
  }, platform);
}

function calling(options: KubernetesApiOptions = AT): Manifest[] {
  return operator((worker) => worker.callKubernetesApi(), { kubernetesApi: KubernetesApi.at(options) });
}

function opened(cidr: string, port: number): object {
  return { to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port }] };
}

function egressOf(manifests: Manifest[]): unknown[] {
  const policies = manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'operator');
  return only(policies, 'NetworkPolicy').spec.egress.slice(1);
}

describe('KubernetesApi', () => {
  it('is opened behind its Service, with a token for it', () => {
    const manifests = calling();

    expect(egressOf(manifests)).toEqual([opened('10.0.0.0/28', 6443), opened('192.0.2.7/32', 6443)]);
    const { automountServiceAccountToken, volumes, containers } = only(manifests, 'Deployment').spec.template.spec;
    expect([automountServiceAccountToken, only(manifests, 'ServiceAccount').automountServiceAccountToken])
      .toEqual([false, false]);
    expect(volumes.slice(1)).toEqual([TOKEN_VOLUME]);
    expect(containers[0].volumeMounts.slice(1)).toEqual([{
      name: 'kube-api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true,
    }]);
  });

  it('is called by the main container alone, for nothing else has the token', () => {
    const manifests = operator((worker) => {
      worker.callKubernetesApi();
      worker.addSidecar('proxy', { image: IMAGE, port: 9000 });
      worker.addInitContainer('prepare', { image: IMAGE });
    }, { kubernetesApi: KubernetesApi.at(AT) });
    const { containers, initContainers } = only(manifests, 'Deployment').spec.template.spec;
    const holders = [...containers, ...initContainers].filter(({ volumeMounts }: Manifest) => (
      volumeMounts.some(({ name }: Manifest) => name === TOKEN_VOLUME.name)
    ));

    expect(holders.map(({ name }) => name)).toEqual(['operator']);
  });

  it('is called where nothing else is mounted', () => {
    expect(() => operator((worker) => {
      worker.addWritableFolder('/var/run/secrets/kubernetes.io/serviceaccount');
      worker.callKubernetesApi();
    }, { kubernetesApi: KubernetesApi.at(AT) })).toThrow("[shop/operator] 'callKubernetesApi' must be a folder that "
      + 'nothing is mounted at, got "/var/run/secrets/kubernetes.io/serviceaccount"; choose another one');
  });

  it('is reached there, and nowhere else', () => {
    const network = new Network(calling({ cidrs: ['192.0.2.7/32'], port: 443 }));
    const isReached = (address: string, port: number) => (
      network.isAllowed({ from: 'op/operator', to: { address }, port })
    );

    expect(isReached('192.0.2.7', 443)).toBe(true);
    expect(isReached('192.0.2.7', 6443)).toBe(false);
    expect(isReached('192.0.2.8', 443)).toBe(false);
  });

  it.each([
    [Provider.AKS, 443], [Provider.EKS, 443], [Provider.GKE, 443], [Provider.OPENSHIFT, 6443], [Provider.ANY, 6443],
  ])('listens where those of the provider do: %s on %d', (provider, port) => {
    const opening = (options: KubernetesApiOptions) => egressOf(operator((worker) => worker.callKubernetesApi(), {
      provider, kubernetesApi: KubernetesApi.at(options),
    }));

    expect(opening({ cidrs: ['10.0.0.0/28'] })).toEqual([opened('10.0.0.0/28', port)]);
    expect(opening({ cidrs: ['10.0.0.0/28'], port: 7443 })).toEqual([opened('10.0.0.0/28', 7443)]);
  });

  it('may be judged by its Service too', () => {
    const manifests = calling({ cidrs: ['10.0.0.0/28'], serviceAddress: '10.43.0.1' });

    expect(egressOf(manifests)).toEqual([opened('10.0.0.0/28', 6443), opened('10.43.0.1/32', 443)]);
    expect(egressOf(calling({ cidrs: ['fd00::/64'], serviceAddress: 'fd01::1' }))).toEqual(
      [opened('fd00::/64', 6443), opened('fd01::1/128', 443)],
    );
  });

  it('is not called where nobody says where it is', () => {
    expect(() => operator((worker) => worker.callKubernetesApi())).toThrow(
      "[shop/operator] 'kubernetesApi' must be known, got nothing; call Platform.configure(app, { kubernetesApi: "
        + "KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) }); no selector means the API servers",
    );
  });

  it('is called once, however often that is said', () => {
    const twice = operator((worker) => {
      worker.callKubernetesApi();
      worker.callKubernetesApi();
    }, { kubernetesApi: KubernetesApi.at(AT) });

    expect(twice).toEqual(calling());
  });

  it.each<[KubernetesApiOptions, string]>([
    [{ cidrs: [] }, "'kubernetesApi.cidrs' must name a network, got []"],
    [{ cidrs: ['kubernetes.default'] }, "'kubernetesApi.cidrs' must hold networks, got \"kubernetes.default\""],
    [{ cidrs: ['10.0.0.0/28', '10.0.0.0/28'] },
      "'kubernetesApi' must name each network once, got \"10.0.0.0/28:6443\""],
    [{ cidrs: ['10.43.0.1/32'], port: 443, serviceAddress: '10.43.0.1' },
      "'kubernetesApi' must name each network once"],
    [{ ...AT, port: 0 }, "'kubernetesApi.port' must be"],
    [{ ...AT, serviceAddress: '10.43.0.1/32' }, "'kubernetesApi.serviceAddress' must be an address"],
  ])('refuses what no network is, case %#', (options, message) => {
    expect(() => calling(options)).toThrow(message);
  });

  it.each(['10.96.0.1/32', '10.43.0.1/32', '172.20.0.1/32', '34.118.224.1/32'])('is not the Service at %s', (cidr) => {
    expect(() => operator((worker) => worker.dependsOnHost(cidr, 443))).toThrow(
      "[shop/operator] 'dependsOnHost.cidr' must be an address behind a Service, for most networks do not see that of "
        + `the Service itself, got "${cidr}"; call callKubernetesApi() instead: this is the Service of the API server`,
    );
  });

  it('knows the Service of the platform, and that of AKS on AKS alone', () => {
    const host = (cidr: string, platform: PlatformProps, port = 443) => () => (
      operator((worker) => worker.dependsOnHost(cidr, port), platform)
    );
    const own = { kubernetesApi: KubernetesApi.at({ ...AT, serviceAddress: '10.9.0.1' }) };

    expect(host('10.9.0.1/32', own)).toThrow('callKubernetesApi()');
    expect(host('10.9.0.1/32', {})).not.toThrow();
    expect(host('10.0.0.1/32', { provider: Provider.AKS })).toThrow('callKubernetesApi()');
    expect(host('10.0.0.1/32', {})).not.toThrow();
    expect(host('10.43.0.1/32', { provider: Provider.GKE })).not.toThrow();
    expect(host('10.43.0.1/32', own)).not.toThrow();
    expect(host('10.43.0.1/32', {}, 8443)).not.toThrow();
  });

  it('leaves the question of rights to the checklist', () => {
    const failures = failuresOf(calling().map((content) => new JudgedManifest(content)), {
      kubernetesVersion: '1.30', failOn: Severity.WARNING,
    });

    expect(failures.map(({ check }) => check.id)).toContain('no-service-account-token');
  });
});

describe('the metadata server', () => {
  it.each([
    [Provider.ANY, [opened('169.254.169.254/32', 80)]],
    [Provider.EKS, [opened('169.254.169.254/32', 80)]],
  ])('of %s answers for the node', (provider, rules) => {
    expect(egressOf(operator((worker) => worker.callMetadataServer(), { provider }))).toEqual(rules);
  });

  it('of GKE answers for the pod', () => {
    const manifests = operator((worker) => worker.callMetadataServer(), { provider: Provider.GKE });

    expect(egressOf(manifests)).toHaveLength(2);
    expect(egressOf(manifests)[1]).toEqual({
      to: [{ ipBlock: { cidr: '169.254.169.252/32' } }],
      ports: [{ protocol: 'TCP', port: 987 }, { protocol: 'TCP', port: 988 }],
    });
  });
});
