import {
  Environment, ForeignService, MetricsFlavor, Platform, ProductionService, Provider, Resources, RouteFlavor, RouteTls,
} from 'cdk8s-preflight';
import { Construct } from 'constructs';

// What a platform team publishes as a package of its own: defaults of every cluster, and a construct made of ours.

/** Who asks for a namespace. */
export interface AcmeTeamProps {
  readonly costCenter: string;
}

/** What a product team says of an API; the rest is Acme's. */
export interface AcmeApiProps {
  readonly image: string;
  readonly port: number;
  readonly host?: string;
}

const VAULT = ForeignService.at({
  name: 'vault',
  namespace: 'vault',
  podLabels: { 'app.kubernetes.io/name': 'vault' },
  containerPort: 8200,
});

/** Acme's defaults, for everything below a scope. */
export function configureAcme(scope: Construct, team: string, { costCenter }: AcmeTeamProps): void {
  Platform.configure(scope, {
    environment: Environment.PRODUCTION,
    kubernetesVersion: '1.33',
    provider: Provider.EKS,
    ownership: { team, costCenter },
    metrics: MetricsFlavor.operator({ monitorLabels: { release: 'acme' } }),
    ingressControllerNamespace: 'acme-ingress',
    routes: RouteFlavor.gateway({ name: 'public', namespace: 'acme-ingress' }),
    tls: RouteTls.atGateway(),
    registries: { 'docker.io': 'mirror.acme.io/docker', 'ghcr.io': 'mirror.acme.io/github' },
    priorityClassName: 'acme-standard',
  });
}

/** An API as Acme runs them: reached by its host at the shared Gateway, with its secrets from Vault. */
export class AcmeApi extends Construct {
  /** The service, open to every change that Acme did not think of. */
  public readonly service: ProductionService;

  constructor(scope: Construct, id: string, props: AcmeApiProps) {
    super(scope, id);
    const { image, port, host } = props;
    this.service = new ProductionService(this, 'Service', { name: id, image, port, resources: Resources.small() });
    if (host !== undefined) this.service.exposeAt(host);
    this.service.dependsOn(VAULT, { addressAs: 'VAULT_ADDR' });
    this.service.waive('image-has-digest', 'the mirror pins digests at admission');
  }
}
