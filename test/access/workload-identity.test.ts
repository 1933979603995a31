import { App, Chart } from 'cdk8s';
import {
  PlatformProps, ProductionService, ProductionWorker, Provider, StatefulService, WorkloadIdentity,
} from '../../src';
import { IMAGE, only, render, yamlOf } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const ACCOUNT = 'ledger@acme.iam.gserviceaccount.com';
const ROLE = 'arn:aws:iam::111122223333:role/ledger';
const CLIENT = '11111111-2222-3333-4444-555555555555';
const STS = { stsCidrs: ['10.0.8.0/24'] };
const ENTRA = { authorityCidrs: ['20.190.128.0/18', '40.126.0.0/18'] };

function known(identity: WorkloadIdentity, platform?: PlatformProps): Manifest[] {
  return render((chart) => new ProductionService(chart, 'api', { image: IMAGE }).useIdentity(identity), platform);
}

function egressOf(manifests: Manifest[]): unknown[] {
  return only(manifests, 'NetworkPolicy').spec.egress.slice(1);
}

function opened(cidr: string, ports: readonly number[]): object {
  return { to: [{ ipBlock: { cidr } }], ports: ports.map((port) => ({ protocol: 'TCP', port })) };
}

describe('WorkloadIdentity', () => {
  it('is known to GKE, which the metadata server is opened for', () => {
    const manifests = known(WorkloadIdentity.gke(ACCOUNT));

    expect(only(manifests, 'ServiceAccount').metadata.annotations)
      .toEqual({ 'iam.gke.io/gcp-service-account': ACCOUNT });
    expect(egressOf(manifests)).toEqual([
      opened('169.254.169.254/32', [80, 8080]), opened('169.254.169.252/32', [987, 988]),
    ]);
    expect(only(manifests, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(false);
  });

  it('needs no annotation where roles are granted to the ServiceAccount itself', () => {
    expect(only(known(WorkloadIdentity.gke()), 'ServiceAccount').metadata).not.toHaveProperty('annotations');
    const manifests = known(WorkloadIdentity.eksPodIdentity());

    expect(only(manifests, 'ServiceAccount').metadata).not.toHaveProperty('annotations');
    expect(egressOf(manifests)).toEqual([opened('169.254.170.23/32', [80])]);
  });

  it('is a role of IAM', () => {
    const manifests = known(WorkloadIdentity.eksRole(ROLE, STS));

    expect(only(manifests, 'ServiceAccount').metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': ROLE,
      'eks.amazonaws.com/sts-regional-endpoints': 'true',
    });
    expect(egressOf(manifests)).toEqual([opened('10.0.8.0/24', [443])]);
  });

  it('is a client of Entra, whose pods say so', () => {
    const manifests = known(WorkloadIdentity.azure(CLIENT, { ...ENTRA, tenantId: CLIENT }));
    const { metadata } = only(manifests, 'Deployment').spec.template;

    expect(only(manifests, 'ServiceAccount').metadata.annotations).toEqual({
      'azure.workload.identity/client-id': CLIENT,
      'azure.workload.identity/tenant-id': CLIENT,
    });
    expect(metadata.labels).toMatchObject({ 'azure.workload.identity/use': 'true', 'app': 'api' });
    expect(egressOf(manifests)).toEqual([opened('20.190.128.0/18', [443]), opened('40.126.0.0/18', [443])]);
  });

  it('is there for every workload', () => {
    const manifests = render((chart) => {
      new ProductionWorker(chart, 'worker', { image: IMAGE }).useIdentity(WorkloadIdentity.eksPodIdentity());
      const ports = [{ name: 'http', containerPort: 8080 }];
      new StatefulService(chart, 'store', { image: IMAGE, ports, claims: [] })
        .useIdentity(WorkloadIdentity.eksPodIdentity());
    });
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');

    expect(policies.map(({ spec }) => spec.egress[1])).toEqual(policies.map(() => opened('169.254.170.23/32', [80])));
    expect(policies).toHaveLength(2);
  });

  it.each([
    [WorkloadIdentity.gke('ledger'), 'useIdentity.serviceAccount'],
    [WorkloadIdentity.gke('ledger@acme.iam.gserviceaccount.com\nx'), 'useIdentity.serviceAccount'],
    [WorkloadIdentity.eksRole('ledger', STS), 'useIdentity.roleArn'],
    [WorkloadIdentity.eksRole(ROLE, { stsCidrs: [] }), 'useIdentity.stsCidrs'],
    [WorkloadIdentity.eksRole(ROLE, { stsCidrs: ['sts.eu-west-1.amazonaws.com'] }), 'useIdentity.stsCidrs'],
    [WorkloadIdentity.azure('ledger', ENTRA), 'useIdentity.clientId'],
    [WorkloadIdentity.azure(CLIENT, { ...ENTRA, tenantId: 'acme' }), 'useIdentity.tenantId'],
    [WorkloadIdentity.azure(CLIENT, { authorityCidrs: ['20.190.128.1/18'] }), 'useIdentity.authorityCidrs'],
  ])('refuses what the cloud does not give out, case %#', (identity, prop) => {
    expect(() => known(identity)).toThrow(`[shop/api] '${prop}' must `);
  });

  it('refuses another cloud than the platform has, and a second identity', () => {
    expect(() => known(WorkloadIdentity.gke(), { provider: Provider.EKS })).toThrow(
      "[shop/api] 'useIdentity' must be that of the platform's provider, eks, got \"WorkloadIdentity.gke\"; "
        + 'use another of WorkloadIdentity',
    );
    expect(known(WorkloadIdentity.gke(), { provider: Provider.GKE })).not.toEqual([]);
    expect(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      api.useIdentity(WorkloadIdentity.eksPodIdentity());
      api.useIdentity(WorkloadIdentity.eksRole(ROLE, STS));
    })).toThrow(
      "[shop/api] 'useIdentity' must be the only identity of the workload, got \"WorkloadIdentity.eksRole\"; call it "
        + 'once',
    );
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = known(WorkloadIdentity.azure(CLIENT, ENTRA), { kubernetesVersion });

    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('is written alike in the app of cdk8s, twice', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    new ProductionService(chart, 'api', { image: IMAGE }).useIdentity(WorkloadIdentity.azure(CLIENT, ENTRA));

    expect(yamlOf(chart)).toBe(yamlOf(chart));
  });
});
