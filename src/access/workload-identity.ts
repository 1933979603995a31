import { Construct } from 'constructs';
import { ACCOUNT_FORM, GivenForm, ROLE_FORM, UUID_FORM } from './identity-forms';
import { fail } from '../internal/fail';
import { checked } from '../internal/signatures/checked';
import { isCidr } from '../internal/values/addresses/ip-networks';
import {
  AZURE_CLIENT_ANNOTATION, AZURE_POD_LABELS, AZURE_TENANT_ANNOTATION, EKS_POD_IDENTITY_AGENT, EKS_ROLE_ANNOTATION,
  GKE_ACCOUNT_ANNOTATION, GKE_METADATA, IdentityHost,
} from '../platform/identity-hosts';
import { Platform } from '../platform/platform';
import { Provider } from '../platform/provider';

/** Options for `WorkloadIdentity.eksRole`. */
export interface EksRoleOptions {
  /**
   * The networks of the regional STS endpoint, where the token is exchanged: of its interface endpoint in the VPC.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   */
  readonly stsCidrs: string[];
}

/** Options for `WorkloadIdentity.azure`. */
export interface AzureIdentityOptions {
  /**
   * The networks of Microsoft Entra ID, where the token is exchanged: those of the service tag `AzureActiveDirectory`,
   * or of the firewall that lets its names through.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   */
  readonly authorityCidrs: string[];

  /**
   * The tenant, where it is not the cluster's.
   *
   * In the manifest: ServiceAccount annotation `azure.workload.identity/tenant-id`.
   *
   * @default - the tenant of the cluster
   */
  readonly tenantId?: string;
}

/** What a cloud needs to know its pods. */
interface CloudIdentity {
  readonly provider: Provider;
  /** As users write it. */
  readonly verb: string;
  /** What the ServiceAccount is told of the user's. */
  readonly given: readonly GivenAnnotation[];
  /** What it is told in any case. */
  readonly annotations?: Record<string, string>;
  readonly podLabels?: Record<string, string>;
  readonly hosts: readonly IdentityHost[];
  /** The option that names the hosts, where the cloud has no fixed ones. */
  readonly cidrsOption?: string;
}

/** A text of the user's that the cloud gave out, and the annotation that carries it. */
interface GivenAnnotation extends GivenForm {
  readonly prop: string;
  readonly key: string;
  readonly value: string;
}

const HTTPS_PORT = 443;

/**
 * Who the pods of a workload are to the cloud that they run in, without a key that could leak.
 *
 * It is told to the cloud by the ServiceAccount; the one address is opened where pods get their credentials.
 *
 * @example
 *
 * api.useIdentity(WorkloadIdentity.gke('ledger@acme.iam.gserviceaccount.com'));
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
@checked
export class WorkloadIdentity {
  /**
   * By Workload Identity Federation for GKE, from its metadata server.
   *
   * In the manifest: ServiceAccount annotation `iam.gke.io/gcp-service-account`, and NetworkPolicy `spec.egress`.
   *
   * @param serviceAccount e-mail address of the IAM service account that the pods act as; left out where roles are
   * granted to the Kubernetes ServiceAccount itself
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
   */
  public static gke(serviceAccount?: string): WorkloadIdentity {
    const key = GKE_ACCOUNT_ANNOTATION;
    return new WorkloadIdentity({
      provider: Provider.GKE,
      verb: 'gke',
      given: given({ prop: 'serviceAccount', key, value: serviceAccount, ...ACCOUNT_FORM }),
      hosts: GKE_METADATA,
    });
  }

  /**
   * By EKS Pod Identity, from its agent on the node. Which role it is says the association in the API of EKS.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  public static eksPodIdentity(): WorkloadIdentity {
    const hosts = [EKS_POD_IDENTITY_AGENT];
    return new WorkloadIdentity({ provider: Provider.EKS, verb: 'eksPodIdentity', given: [], hosts });
  }

  /**
   * By an IAM role for the ServiceAccount (IRSA), from the regional endpoint of STS.
   *
   * In the manifest: ServiceAccount annotations `eks.amazonaws.com/role-arn` and
   * `eks.amazonaws.com/sts-regional-endpoints`, and NetworkPolicy `spec.egress`.
   *
   * @param roleArn such as `arn:aws:iam::111122223333:role/ledger`
   * @param options where STS is
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  public static eksRole(roleArn: string, options: EksRoleOptions): WorkloadIdentity {
    return new WorkloadIdentity({
      provider: Provider.EKS,
      verb: 'eksRole',
      given: [{ prop: 'roleArn', key: EKS_ROLE_ANNOTATION, value: roleArn, ...ROLE_FORM }],
      annotations: { 'eks.amazonaws.com/sts-regional-endpoints': 'true' },
      hosts: hostsIn(options.stsCidrs),
      cidrsOption: 'stsCidrs',
    });
  }

  /**
   * By Microsoft Entra Workload ID.
   *
   * In the manifest: ServiceAccount annotation `azure.workload.identity/client-id`, pod label
   * `azure.workload.identity/use`, and NetworkPolicy `spec.egress`.
   *
   * @param clientId client id of the managed identity or of the application
   * @param options where the token is exchanged
   * @see https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
   */
  public static azure(clientId: string, options: AzureIdentityOptions): WorkloadIdentity {
    const { tenantId, authorityCidrs } = options;
    const [client, tenant] = [AZURE_CLIENT_ANNOTATION, AZURE_TENANT_ANNOTATION];
    return new WorkloadIdentity({
      provider: Provider.AKS,
      verb: 'azure',
      given: [
        { prop: 'clientId', key: client, value: clientId, ...UUID_FORM },
        ...given({ prop: 'tenantId', key: tenant, value: tenantId, ...UUID_FORM }),
      ],
      podLabels: { ...AZURE_POD_LABELS },
      hosts: hostsIn(authorityCidrs),
      cidrsOption: 'authorityCidrs',
    });
  }

  private constructor(private readonly identity: CloudIdentity) {}

  /** Refuses what the cloud would refuse, and another cloud than the platform's. @internal */
  public _check(scope: Construct): void {
    const { provider, given: texts } = this.identity;
    const own = Platform.of(scope).provider;
    if (own !== Provider.ANY && own !== provider) {
      const must = `be that of the platform's provider, ${own}`;
      const remedy = 'use another of WorkloadIdentity';
      fail(scope, { prop: 'useIdentity', must, got: this._text, remedy });
    }
    for (const { prop, value, pattern, like } of texts) {
      if (pattern.test(value)) continue;
      const must = 'be of the form that the cloud gives out';
      fail(scope, { prop: `useIdentity.${prop}`, must, got: value, remedy: `write it like ${like}` });
    }
    checkHosts(scope, this.identity);
  }

  /** As users write it. @internal */
  public get _text(): string {
    return `WorkloadIdentity.${this.identity.verb}`;
  }

  /** Of the ServiceAccount. @internal */
  public get _accountAnnotations(): Record<string, string> {
    const { given: texts, annotations } = this.identity;
    return { ...Object.fromEntries(texts.map(({ key, value }) => [key, value])), ...annotations };
  }

  /** @internal */
  public get _podLabels(): Record<string, string> {
    return { ...this.identity.podLabels };
  }

  /** Where the pods get their credentials. @internal */
  public get _hosts(): readonly IdentityHost[] {
    return this.identity.hosts;
  }
}

function checkHosts(scope: Construct, { hosts, cidrsOption }: CloudIdentity): void {
  if (cidrsOption === undefined) return;
  const wrong = hosts.find(({ cidr }) => !isCidr(cidr))?.cidr;
  if (hosts.length > 0 && wrong === undefined) return;
  fail(scope, {
    prop: `useIdentity.${cidrsOption}`,
    must: 'hold the networks where tokens are exchanged',
    got: wrong ?? [],
    remedy: 'write them like 10.0.8.0/24: policies see addresses, no names',
  });
}

/** None where the user left it out. */
function given({ value, ...rest }: Partial<GivenAnnotation> & Omit<GivenAnnotation, 'value'>): GivenAnnotation[] {
  return value === undefined ? [] : [{ ...rest, value }];
}

function hostsIn(cidrs: readonly string[]): IdentityHost[] {
  return cidrs.map((cidr) => ({ cidr, ports: [HTTPS_PORT] }));
}
