/** A version of custom resources that their operator has given up, or will. */
export interface CustomApiVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** What to write instead. */
  readonly replacement: string;
  /** The release that has the replacement, or with which the version went. */
  readonly release: string;
  /** Whether no later release serves it. */
  readonly isGone?: boolean;
}

const OF_EXTERNAL_SECRETS = ['ClusterExternalSecret', 'ClusterSecretStore', 'ExternalSecret', 'SecretStore'];

/**
 * Versions that operators serve no longer.
 *
 * @see https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/
 * @see https://github.com/external-secrets/external-secrets/releases/tag/v0.17.0
 * @see https://github.com/kubernetes-sigs/gateway-api/releases/tag/v1.2.0
 * @see https://keda.sh/docs/latest/migration/
 */
const GONE: readonly CustomApiVersion[] = [
  ...['v1alpha2', 'v1alpha3', 'v1beta1'].flatMap((version) => [
    {
      apiVersion: `cert-manager.io/${version}`,
      kinds: ['Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer'],
      replacement: 'cert-manager.io/v1',
      release: 'cert-manager 1.6',
    },
    {
      apiVersion: `acme.cert-manager.io/${version}`,
      kinds: ['Challenge', 'Order'],
      replacement: 'acme.cert-manager.io/v1',
      release: 'cert-manager 1.6',
    },
  ]),
  // Their definitions still have the versions, and say that they are not served.
  ...['v1alpha1', 'v1beta1'].map((version) => ({
    apiVersion: `external-secrets.io/${version}`,
    kinds: OF_EXTERNAL_SECRETS,
    replacement: 'external-secrets.io/v1',
    release: 'External Secrets 0.17',
  })),
  {
    apiVersion: 'gateway.networking.k8s.io/v1alpha2',
    kinds: ['GRPCRoute', 'ReferenceGrant'],
    replacement: 'gateway.networking.k8s.io/v1',
    release: 'Gateway API 1.2',
  },
  {
    apiVersion: 'keda.k8s.io/v1alpha1',
    kinds: ['ScaledObject', 'TriggerAuthentication'],
    replacement: 'keda.sh/v1alpha1',
    release: 'KEDA 2.0',
  },
];

/**
 * Versions that operators may serve, and that have a successor.
 *
 * @see https://fluxcd.io/flux/releases/
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/ and the definitions of its kinds
 * @see https://istio.io/latest/blog/2024/v1-apis/
 * @see https://karpenter.sh/v1.0/upgrading/v1-migration/
 * @see https://github.com/kubernetes-csi/external-snapshotter/pull/493
 * @see https://secrets-store-csi-driver.sigs.k8s.io/concepts.html
 * @see https://doc.traefik.io/traefik/migrate/v2-to-v3-details/
 */
const SUCCEEDED: readonly CustomApiVersion[] = [
  ...['v1beta1', 'v1beta2'].flatMap((version) => [
    {
      apiVersion: `source.toolkit.fluxcd.io/${version}`,
      kinds: ['Bucket', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository'],
      replacement: 'source.toolkit.fluxcd.io/v1',
      release: 'Flux 2.6',
    },
    {
      apiVersion: `kustomize.toolkit.fluxcd.io/${version}`,
      kinds: ['Kustomization'],
      replacement: 'kustomize.toolkit.fluxcd.io/v1',
      release: 'Flux 2.0',
    },
  ]),
  ...['v2beta1', 'v2beta2'].map((version) => ({
    apiVersion: `helm.toolkit.fluxcd.io/${version}`,
    kinds: ['HelmRelease'],
    replacement: 'helm.toolkit.fluxcd.io/v2',
    release: 'Flux 2.3',
  })),
  {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kinds: ['Gateway', 'GatewayClass', 'HTTPRoute'],
    replacement: 'gateway.networking.k8s.io/v1',
    release: 'Gateway API 1.0',
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1alpha3',
    kinds: ['BackendTLSPolicy'],
    replacement: 'gateway.networking.k8s.io/v1',
    release: 'Gateway API 1.4',
  },
  ...['v1alpha3', 'v1beta1'].map((version) => ({
    apiVersion: `networking.istio.io/${version}`,
    kinds: [
      'DestinationRule', 'Gateway', 'ServiceEntry', 'Sidecar', 'VirtualService', 'WorkloadEntry', 'WorkloadGroup',
    ],
    replacement: 'networking.istio.io/v1',
    release: 'Istio 1.22',
  })),
  {
    apiVersion: 'security.istio.io/v1beta1',
    kinds: ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'],
    replacement: 'security.istio.io/v1',
    release: 'Istio 1.22',
  },
  {
    apiVersion: 'telemetry.istio.io/v1alpha1',
    kinds: ['Telemetry'],
    replacement: 'telemetry.istio.io/v1',
    release: 'Istio 1.22',
  },
  {
    apiVersion: 'karpenter.sh/v1beta1',
    kinds: ['NodeClaim', 'NodePool'],
    replacement: 'karpenter.sh/v1',
    release: 'Karpenter 1.0',
  },
  {
    apiVersion: 'karpenter.k8s.aws/v1beta1',
    kinds: ['EC2NodeClass'],
    replacement: 'karpenter.k8s.aws/v1',
    release: 'Karpenter 1.0',
  },
  {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1alpha1',
    kinds: ['SecretProviderClass'],
    replacement: 'secrets-store.csi.x-k8s.io/v1',
    release: 'Secrets Store CSI driver 1.0',
  },
  {
    apiVersion: 'snapshot.storage.k8s.io/v1beta1',
    kinds: ['VolumeSnapshot', 'VolumeSnapshotClass', 'VolumeSnapshotContent'],
    replacement: 'snapshot.storage.k8s.io/v1',
    release: 'external-snapshotter 4.0',
  },
  {
    apiVersion: 'traefik.containo.us/v1alpha1',
    kinds: [
      'IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP', 'Middleware', 'MiddlewareTCP', 'ServersTransport',
      'TLSOption', 'TLSStore', 'TraefikService',
    ],
    replacement: 'traefik.io/v1alpha1',
    release: 'Traefik 2.10',
  },
];

/** Versions of custom resources that are on their way out, or gone. */
export const CUSTOM_API_VERSIONS: readonly CustomApiVersion[] = [
  ...GONE.map((version) => ({ ...version, isGone: true })), ...SUCCEEDED,
];
