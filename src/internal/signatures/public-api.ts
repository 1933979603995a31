/* eslint-disable */
// Written by `npm run docgen`: what can be called of the public API, and with what.
import { PublicApi } from './signature';

export const PUBLIC_API: PublicApi = {
  classes: {
    'AccessScope': { 'statics': { 'cluster': 'reason: string', 'namespace': 'name: string', 'ownNamespace': '' } },
    'Address': {
      'statics': {
        'host': 'variable: string',
        'hostAndPort': 'variable: string',
        'jdbc': 'variable: string, subprotocol: string, database: string',
        'port': 'variable: string',
        'template': 'variable: string, template: string',
        'url': 'variable: string, scheme: string, path?: string',
      },
    },
    'AlertReceiver': {
      'statics': {
        'all': 'receivers: AlertReceiver[]',
        'email': 'to: string, options: EmailOptions',
        'microsoftTeams': 'url: SecretKey',
        'opsgenie': 'apiKey: SecretKey, options?: OpsgenieOptions',
        'pagerDuty': 'routingKey: SecretKey, options?: PagerDutyOptions',
        'slack': 'url: SecretKey, options?: SlackOptions',
        'webhook': 'url: SecretKey',
      },
    },
    'AlertRouting': {
      'new': 'scope: constructs.Construct, id: string, props: AlertRoutingProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Alertmanager': {
      'new': 'scope: constructs.Construct, id: string, props?: AlertmanagerProps',
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'notify': 'receiver: IReachable, port?: number',
        'notifyHost': 'cidr: string, port: number',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'AllowTraffic': {
      'new': 'scope: constructs.Construct, id: string, props: AllowTrafficProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Audit': { 'statics': { 'enforced': 'options?: AuditOptions', 'reported': 'file: string' } },
    'Autoscaling': {
      'statics': { 'none': 'reason: string, replicas?: number', 'onCpu': 'options?: CpuAutoscalingOptions' },
    },
    'BackupDestination': {
      'statics': {
        'azureBlob': 'container: string, options: AzureBlobOptions',
        'gcs': 'bucket: string, options?: GcsOptions',
        's3': 'bucket: string, options: S3Options',
      },
    },
    'BackupHook': {
      'statics': {
        'command': 'command: string[], options: CommandHookOptions',
        'dump': 'command: string[], options: BackupHookOptions',
        'freeze': 'mountPath: string, options: BackupHookOptions',
      },
    },
    'BatchJob': {
      'new': 'scope: constructs.Construct, id: string, props: BatchJobProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'BlackboxExporter': {
      'new': 'scope: constructs.Construct, id: string, props?: BlackboxExporterProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'BlueGreenService': {
      'new': 'scope: constructs.Construct, id: string, props: BlueGreenServiceProps',
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'alertOn': 'alerts: ServiceAlerts',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'exposeAt': 'host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'previewAt': 'host: string, options?: ExposeOptions',
        'promise': 'objective: ServiceLevelObjective',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'BreakGlassAccess': {
      'new': 'scope: constructs.Construct, id: string, props: BreakGlassAccessProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'CanaryService': {
      'new': 'scope: constructs.Construct, id: string, props: CanaryServiceProps',
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'alertOn': 'alerts: ServiceAlerts',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'exposeAt': 'host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'promise': 'objective: ServiceLevelObjective',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'CertificateProbe': {
      'new': 'scope: constructs.Construct, id: string, props: CertificateProbeProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'ClaimRetention': { 'statics': { 'discarded': 'reason: string, options?: DiscardedClaimsOptions', 'retained': '' } },
    'ClaimSelector': { 'statics': { 'ofService': 'service: StatefulService', 'withLabels': 'labels: map<string>' } },
    'Cluster': {
      'new': 'manifests: Manifest[], minor: number, trustedRegistries?: string[]',
      'methods': {
        'autoscalersOf': 'target: Manifest',
        'budgetsSelecting': 'namespace: string, labels: map<any>',
        'effectiveNamespace': 'namespace: string',
        'named': 'groupKind: string, namespace: string, name: string',
        'ofKind': 'groupKind: string',
        'podsSelectedBy': 'namespace: string, selector: map<any>',
        'policiesSelecting': 'namespace: string, labels: map<any>',
        'servicesSelecting': 'namespace: string, labels: map<any>',
        'versionsOf': 'manifest: Manifest',
      },
    },
    'ClusterDns': {
      'statics': { 'at': 'options: ClusterDnsOptions', 'kubeDns': '', 'nodeLocalCache': '', 'openShift': '' },
    },
    'ClusterSecretStore': {
      'new': 'scope: constructs.Construct, id: string, props: ClusterSecretStoreProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Config': {
      'statics': {
        'environment': 'variables: map<string>, options?: ConfigOptions',
        'files': 'files: map<string>, options?: ConfigFilesOptions',
        'fromFiles': 'files: string[], options?: ConfigFilesOptions',
        'fromFolder': 'folder: string, options?: ConfigFolderOptions',
      },
    },
    'Dashboard': {
      'new': 'scope: constructs.Construct, id: string, props: DashboardProps',
      'statics': {
        'backups': 'scope: constructs.Construct, id: string, options?: DashboardOptions',
        'monitoring': 'scope: constructs.Construct, id: string, options?: DashboardOptions',
        'nodes': 'scope: constructs.Construct, id: string, options?: DashboardOptions',
        'objectives': 'scope: constructs.Construct, id: string, options?: DashboardOptions',
        'services': 'scope: constructs.Construct, id: string, options: ServicesDashboardOptions',
      },
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'DefaultDenyPolicy': {
      'new': 'scope: constructs.Construct, id: string, props?: DefaultDenyPolicyProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'DeliveryAbort': { 'statics': { 'after': 'failures: number, options?: DeliveryAbortOptions' } },
    'DeliveryAnalysis': {
      'statics': { 'byObjectives': 'objectives: ServiceLevelObjective[], options: DeliveryAnalysisOptions' },
    },
    'DisruptionBudget': { 'statics': { 'maxUnavailable': 'count: number', 'none': 'reason: string' } },
    'EndpointProbe': {
      'new': 'scope: constructs.Construct, id: string, props: EndpointProbeProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Environment': {
      'statics': { 'of': 'name: string, options?: EnvironmentOptions' },
      'constants': ['DEVELOPMENT', 'PRODUCTION', 'STAGING'],
    },
    'EssentialAlerts': {
      'new': 'scope: constructs.Construct, id: string, props?: EssentialAlertsProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'EtcdBackup': {
      'new': 'scope: constructs.Construct, id: string, props: EtcdBackupProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'rehearse': 'options?: EtcdRehearsalOptions',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'ExecAccess': { 'statics': { 'groups': 'reason: string, groups: string[]', 'none': '' } },
    'FlaggerCanary': {
      'new': 'scope: constructs.Construct, id: string, props: FlaggerCanaryProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'alertOn': 'alerts: ServiceAlerts',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'exposeAt': 'host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'promise': 'objective: ServiceLevelObjective',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'FlaggerWebhook': {
      'statics': {
        'acceptanceTest': 'url: string, command: string[]',
        'loadTest': 'url: string, command: string[]',
      },
    },
    'ForeignSecretStore': { 'statics': { 'ofCluster': 'name: string', 'ofNamespace': 'name: string' } },
    'ForeignService': {
      'statics': { 'at': 'options: ForeignServiceOptions' },
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
      },
    },
    'Grafana': {
      'new': 'scope: constructs.Construct, id: string, props: GrafanaProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'HeaderMatch': { 'statics': { 'exactly': 'name: string, value: string' } },
    'IdleSide': { 'statics': { 'full': '', 'reduced': 'replicas: number', 'zero': '' } },
    'JobAlerts': { 'statics': { 'none': 'reason: string', 'standard': 'options?: JobAlertsOptions' } },
    'JobConcurrency': { 'statics': { 'allow': 'reason: string', 'forbid': '', 'replace': '' } },
    'KubeStateMetrics': {
      'new': 'scope: constructs.Construct, id: string, props?: KubeStateMetricsProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'KubernetesApi': { 'statics': { 'at': 'options: KubernetesApiOptions' } },
    'KubesealOutput': {
      'statics': {
        'file': 'sealedFile: string',
        'manifest': 'sealedManifest: map<any>',
        'text': 'sealedText: string',
      },
    },
    'Manifest': { 'new': 'content: map<any>, source?: ManifestSource' },
    'Metrics': { 'statics': { 'at': 'options?: MetricsOptions', 'none': 'reason: string' } },
    'MetricsFlavor': {
      'statics': {
        'annotations': 'options?: AnnotationMetricsOptions',
        'operator': 'options?: OperatorMetricsOptions',
      },
    },
    'MonitoringStack': {
      'new': 'scope: constructs.Construct, id: string, props: MonitoringStackProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'MountProvider': {
      'statics': {
        'awsParameterStore': 'options: AwsMountOptions',
        'awsSecretsManager': 'options: AwsMountOptions',
        'azure': 'options: AzureMountOptions',
        'gcp': 'options: GcpMountOptions',
        'gkeAddOn': 'options: GcpMountOptions',
        'vault': 'options: VaultMountOptions',
      },
    },
    'MountedSecrets': {
      'new': 'scope: constructs.Construct, id: string, props: MountedSecretsProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'NamespaceQuota': {
      'statics': {
        'computed': 'foreign?: ForeignWorkloads',
        'given': 'hard: map<string>',
        'none': 'reason: string',
      },
    },
    'NamespaceReaper': {
      'new': 'scope: constructs.Construct, id: string, props?: NamespaceReaperProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'NodeAccess': { 'statics': { 'none': '', 'of': 'reason: string, options: NodeAccessOptions' } },
    'NodeAgent': {
      'new': 'scope: constructs.Construct, id: string, props: NodeAgentProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'NodeExporter': {
      'new': 'scope: constructs.Construct, id: string, props?: NodeExporterProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'OperatorAlertmanager': {
      'new': 'scope: constructs.Construct, id: string, props?: OperatorAlertmanagerProps',
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'notify': 'receiver: IReachable, port?: number',
        'notifyHost': 'cidr: string, port: number',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'OperatorPrometheus': {
      'new': 'scope: constructs.Construct, id: string, props: OperatorPrometheusProps',
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'scrape': 'peer: TrafficPeer, port: number',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Platform': {
      'statics': {
        'configure': 'scope: constructs.Construct, props: PlatformProps',
        'of': 'scope: constructs.IConstruct',
      },
      'methods': { 'resolveImage': 'image: string' },
    },
    'PodSecurity': { 'statics': { 'baseline': 'reason: string', 'privileged': 'reason: string', 'restricted': '' } },
    'PostgresBackup': {
      'new': 'scope: constructs.Construct, id: string, props: PostgresBackupProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'rehearse': 'options?: PostgresRehearsalOptions',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'PostgresServer': {
      'statics': {
        'at': 'host: string, options: PostgresHostOptions',
        'of': 'target: IReachable, options: PostgresTargetOptions',
      },
    },
    'PriorityTiers': {
      'new': 'scope: constructs.Construct, id: string, props?: PriorityTiersProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Probes': {
      'statics': {
        'exec': 'options: ExecProbesOptions',
        'grpc': 'options?: GrpcProbesOptions',
        'http': 'options?: HttpProbesOptions',
        'none': 'reason: string',
        'tcp': 'options?: TcpProbesOptions',
      },
    },
    'ProductionApp': { 'new': 'props?: ProductionAppProps' },
    'ProductionNamespace': {
      'new': 'scope: constructs.Construct, id: string, props?: ProductionNamespaceProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'ProductionService': {
      'new': 'scope: constructs.Construct, id: string, props: ProductionServiceProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'alertOn': 'alerts: ServiceAlerts',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'exposeAt': 'host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'promise': 'objective: ServiceLevelObjective',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'ProductionWorker': {
      'new': 'scope: constructs.Construct, id: string, props: ProductionWorkerProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'Prometheus': {
      'new': 'scope: constructs.Construct, id: string, props: PrometheusProps',
      'methods': {
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'scrape': 'peer: TrafficPeer, port: number',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'PublicRoute': {
      'new': 'scope: constructs.Construct, id: string, props?: PublicRouteProps',
      'methods': {
        'expose': 'target: IReachable, host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'RecoveryObjective': { 'statics': { 'cold': '', 'hot': '', 'of': 'options: RecoveryObjectiveOptions', 'warm': '' } },
    'RecoveryPlan': {
      'new': 'scope: constructs.Construct, id: string, props?: RecoveryPlanProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'ReleaseJob': {
      'new': 'scope: constructs.Construct, id: string, props: ReleaseJobProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'RemoteKey': { 'statics': { 'of': 'key: string, options?: RemoteKeyOptions' } },
    'RequestMetrics': {
      'statics': {
        'httpRequestsTotal': 'options?: HttpRequestsTotalOptions',
        'istio': 'options?: IstioOptions',
        'linkerd': 'options?: RequestMetricsOptions',
        'openTelemetryGrpc': 'options?: OpenTelemetryGrpcOptions',
        'openTelemetryHttp': 'options?: RequestMetricsOptions',
      },
    },
    'ResourceModifier': {
      'statics': {
        'image': 'before: string, after: string',
        'ingressHost': 'before: string, after: string',
        'mergePatch': 'groupResource: string, document: map<any>, objects?: ModifiedObjects',
        'replicas': 'replicas: number, objects?: ModifiedObjects',
        'serviceType': 'serviceType: string, objects?: ModifiedObjects',
        'storageClass': 'before: string, after: string',
      },
    },
    'ResourceRule': {
      'statics': {
        'leaderElection': 'lease: string',
        'of': 'options: ResourceRuleOptions',
        'read': 'resource: string, options?: ReadRuleOptions',
      },
    },
    'ResourceScope': {
      'statics': { 'byName': 'options: ResourceNamesOptions', 'scoped': 'options: ScopedResourcesOptions' },
    },
    'Resources': {
      'statics': {
        'extraLarge': '',
        'extraSmall': '',
        'guaranteed': 'cpu: cdk8s-plus-28.Cpu, memory: cdk8s.Size',
        'large': '',
        'medium': '',
        'of': 'options: ResourcesOptions',
        'small': '',
        'withoutCpuLimit': 'reason: string, options: UnlimitedCpuOptions',
      },
    },
    'RestoreDrill': {
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'RestoredClaim': {
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Rollout': {
      'statics': { 'fast': '', 'of': 'options: RolloutOptions', 'recreate': 'reason: string', 'safe': '' },
    },
    'RolloutService': {
      'new': 'scope: constructs.Construct, id: string, props: RolloutServiceProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'alertOn': 'alerts: ServiceAlerts',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'exposeAt': 'host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'previewAt': 'host: string, options?: ExposeOptions',
        'promise': 'objective: ServiceLevelObjective',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'RolloutStrategy': { 'statics': { 'blueGreen': 'options?: BlueGreenRolloutOptions', 'canary': '' } },
    'RouteFlavor': {
      'statics': { 'gateway': 'options: GatewayRouteOptions', 'ingress': 'options?: IngressRouteOptions' },
    },
    'RouteTls': {
      'statics': {
        'atGateway': '',
        'clusterIssuer': 'name: string, options?: IssuerOptions',
        'issuer': 'name: string, options?: IssuerOptions',
        'none': 'reason: string',
        'secret': 'secretName: string',
      },
    },
    'ScheduledJob': {
      'new': 'scope: constructs.Construct, id: string, props: ScheduledJobProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'SealedSecret': {
      'new': 'scope: constructs.Construct, id: string, props: SealedSecretProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'SecretKey': { 'statics': { 'of': 'secretName: string, key: string' } },
    'SecretProvider': {
      'statics': {
        'awsParameterStore': 'options: AwsSecretsOptions',
        'awsSecretsManager': 'options: AwsSecretsOptions',
        'azure': 'options: AzureSecretsOptions',
        'gcp': 'options: GcpSecretsOptions',
        'vault': 'options: VaultSecretsOptions',
      },
    },
    'SecretStore': {
      'new': 'scope: constructs.Construct, id: string, props: SecretStoreProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'SecretUse': {
      'statics': {
        'environment': 'reason: string, options?: SecretEnvironmentOptions',
        'files': 'options?: SecretFilesOptions',
      },
    },
    'ServiceAlerts': { 'statics': { 'goldenSignals': 'options?: ServiceAlertsOptions' } },
    'ServiceLevelObjective': {
      'statics': {
        'availability': 'percent: number, options?: ServiceLevelObjectiveOptions',
        'latency': 'percent: number, below: cdk8s.Duration, options?: ServiceLevelObjectiveOptions',
      },
    },
    'ServiceVersion': {
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'Shard': { 'statics': { 'of': 'number: number, count: number' } },
    'SharedConfig': {
      'new': 'scope: constructs.Construct, id: string, props: SharedConfigProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Shutdown': {
      'statics': {
        'command': 'command: string[], options?: ShutdownOptions',
        'graceful': 'options?: ShutdownOptions',
      },
    },
    'SnapshotClass': {
      'new': 'scope: constructs.Construct, id: string, props: SnapshotClassProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'SpotNodes': { 'statics': { 'karpenter': '', 'labeled': 'key: string, value: string', 'preferred': '' } },
    'Spread': { 'statics': { 'evenly': '', 'none': 'reason: string', 'strictlyOverZones': '' } },
    'StatefulService': {
      'new': 'scope: constructs.Construct, id: string, props: StatefulServiceProps',
      'methods': {
        'addInitContainer': 'name: string, options: InitContainerOptions',
        'addReadinessGate': 'conditionType: string',
        'addSecretVariable': 'name: string, source: SecretKey',
        'addSidecar': 'name: string, options: SidecarOptions',
        'addWritableFolder': 'path: string, options?: WritableFolderOptions',
        'admit': 'callers: PodGroup, port: ReachablePort',
        'admitNamespace': 'namespace: string, port: ReachablePort',
        'alertOn': 'alerts: ServiceAlerts',
        'allowFrom': 'peer: TrafficPeer, options?: AllowFromOptions',
        'allowPeers': 'options?: AllowFromOptions',
        'dependsOn': 'target: IReachable, options?: DependsOnOptions',
        'dependsOnHost': 'cidr: string, port: number, options?: DependsOnHostOptions',
        'exposeAt': 'host: string, options?: ExposeOptions',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'mountSecret': 'secretName: string, path: string, options?: MountSecretOptions',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'promise': 'objective: ServiceLevelObjective',
        'useConfig': 'shared: SharedConfig, options?: UseConfigOptions',
        'useIdentity': 'identity: WorkloadIdentity',
        'useSecret': 'secret: IPodSecret, options?: UseSecretOptions',
        'waive': 'checkId: string, reason: string, options?: WorkloadWaiverOptions',
      },
    },
    'StepPauses': {
      'statics': { 'each': 'duration: cdk8s.Duration', 'of': 'durations: cdk8s.Duration[]', 'untilPromoted': '' },
    },
    'StoreAccess': {
      'statics': {
        'everyNamespace': 'reason: string',
        'labeled': 'labels: map<string>',
        'namespaces': 'names: string[]',
      },
    },
    'SyncedSecret': {
      'new': 'scope: constructs.Construct, id: string, props: SyncedSecretProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'TeamAccess': {
      'new': 'scope: constructs.Construct, id: string, props?: TeamAccessProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'Thanos': {
      'new': 'scope: constructs.Construct, id: string, props: ThanosProps',
      'methods': {
        'addEndpoint': 'target: IReachable',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'ThanosRetention': { 'statics': { 'of': 'options?: ThanosRetentionOptions' } },
    'Tolerations': { 'statics': { 'everyTaint': '', 'none': '', 'of': 'taints: ToleratedTaint[]' } },
    'TrafficPeer': {
      'statics': {
        'cidr': 'cidr: string',
        'ingressController': '',
        'namespace': 'name: string',
        'pods': 'options: PodPeerOptions',
      },
    },
    'TrafficRouting': { 'statics': { 'byReplicas': '', 'gatewayApi': '', 'istio': 'options?: IstioRoutingOptions' } },
    'TrafficSplit': {
      'new': 'scope: constructs.Construct, id: string, props: TrafficSplitProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'VaultFile': {
      'statics': {
        'field': 'secretPath: string, field: string',
        'template': 'secretPath: string, template: string',
      },
    },
    'VaultSecrets': { 'new': 'scope: constructs.Construct, name: string, props: VaultSecretsProps' },
    'VaultServer': {
      'statics': { 'inCluster': 'target: IReachable', 'outside': 'vaultAddress: string, cidrs: string[]' },
    },
    'VeleroBackup': {
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'rehearse': 'options?: VeleroRehearsalOptions',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'VeleroLocation': {
      'statics': {
        'azureBlob': 'container: string, options: VeleroAzureOptions',
        'gcs': 'bucket: string, options?: VeleroGcsOptions',
        's3': 'bucket: string, options: VeleroS3Options',
      },
    },
    'VeleroPlan': {
      'new': 'scope: constructs.Construct, id: string, props: VeleroPlanProps',
      'methods': {
        'backUp': 'id: string, props: VeleroBackupProps',
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'recoverInto': 'id: string, backup: VeleroBackup, props?: VeleroRestoreProps',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'VeleroRestore': {  },
    'VeleroServer': { 'statics': { 'installed': 'namespace: string', 'own': 'options?: VeleroServerOptions' } },
    'VolumeBackup': {
      'statics': { 'csiDataMovement': '', 'csiSnapshots': '', 'fileSystem': '', 'none': 'reason: string' },
    },
    'VolumePolicy': {
      'statics': {
        'fileSystem': 'conditions: VolumeConditions',
        'skip': 'conditions: VolumeConditions',
        'snapshot': 'conditions: VolumeConditions',
      },
    },
    'VolumeSnapshots': {
      'new': 'scope: constructs.Construct, id: string, props: VolumeSnapshotsProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'rehearse': 'options?: SnapshotRehearsalOptions',
        'restoreClaim': 'name: string, options: RestoredClaimOptions',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'WorkloadAccess': {
      'new': 'scope: constructs.Construct, id: string, props: WorkloadAccessProps',
      'methods': {
        'mergePatch': 'target: constructs.IConstruct, document: map<any>',
        'patch': 'target: constructs.IConstruct, ...operations: cdk8s.JsonPatch',
        'waive': 'checkId: string, reason: string, options?: WaiverOptions',
      },
    },
    'WorkloadIdentity': {
      'statics': {
        'azure': 'clientId: string, options: AzureIdentityOptions',
        'eksPodIdentity': '',
        'eksRole': 'roleArn: string, options: EksRoleOptions',
        'gke': 'serviceAccount?: string',
      },
    },
  },
  structs: {
    'AdditionalContainerOptions': {
      'members': 'image: string, args?: string[], command?: string[], env?: map<string>, folders?: string[], resources?: Resources',
    },
    'AlertInhibition': { 'members': 'source: map<string>, target: map<string>, equal?: string[]' },
    'AlertRoute': { 'extends': ['SeverityReceivers'], 'members': 'labels: map<string>, name: string' },
    'AlertRoutingProps': {
      'members': 'critical: AlertReceiver, warning: AlertReceiver, watchdog: AlertReceiver, groupBy?: string[], groupInterval?: cdk8s.Duration, groupWait?: cdk8s.Duration, info?: AlertReceiver, inhibitions?: AlertInhibition[], muteTimes?: map<MuteTime>, name?: string, repeatInterval?: cdk8s.Duration, routes?: AlertRoute[], runbook?: string, secretsFolder?: string, watchdogInterval?: cdk8s.Duration',
    },
    'AlertThresholds': {
      'members': 'certificateDays?: number, containerMemoryPercent?: number, diskFreePercent?: number, nodeCpuPercent?: number, nodeMemoryPercent?: number, quotaPercent?: number, restartsPerHour?: number, targetsDownPercent?: number, throttledPercent?: number, volumeFreePercent?: number',
    },
    'AlertmanagerProps': {
      'members': 'externalUrl?: string, image?: string, name?: string, replicas?: number, resources?: Resources, storageClassName?: string, storageSize?: cdk8s.Size',
    },
    'AllowFromOptions': { 'members': 'port?: number' },
    'AllowTrafficProps': {
      'members': 'callers: PodGroup, port: number, target: PodGroup, name?: string, protocol?: string, side?: TrafficSide',
    },
    'AnnotationMetricsOptions': { 'members': 'namespace?: string' },
    'ApiAccount': { 'members': 'name: string, namespace: string' },
    'AuditOptions': {
      'members': 'asOf?: string, checks?: ICheck[], failOn?: Severity, report?: string, skip?: string[]',
    },
    'AwsMountOptions': { 'members': 'region: string, podIdentity?: boolean' },
    'AwsSecretsOptions': { 'members': 'region: string, roleArn: string' },
    'AzureBlobOptions': { 'extends': ['DestinationOptions'], 'members': 'account: string, clientId?: string' },
    'AzureIdentityOptions': { 'members': 'authorityCidrs: string[], tenantId?: string' },
    'AzureMountOptions': { 'members': 'clientId: string, keyVault: string, tenantId: string' },
    'AzureSecretsOptions': { 'members': 'clientId: string, tenantId: string, vaultUrl: string' },
    'BackupHookOptions': {
      'members': 'podLabels: map<string>, container?: string, namespaces?: string[], timeout?: cdk8s.Duration',
    },
    'BackupProps': {
      'extends': ['BackupScheduleProps'],
      'members': 'destination: BackupDestination, encryptionKey?: SecretKey, name?: string, resources?: Resources, size?: cdk8s.Size, transferImage?: string',
    },
    'BackupScheduleProps': {
      'members': 'deadline?: cdk8s.Duration, every?: cdk8s.Duration, objective?: RecoveryObjective, recoveryPointObjective?: cdk8s.Duration, retention?: cdk8s.Duration, runbook?: string, startingAt?: string',
    },
    'BatchJobProps': {
      'extends': ['JobWorkloadProps'],
      'members': 'backoffLimitPerIndex?: number, completions?: number, deadline?: cdk8s.Duration, indexed?: boolean, maxFailedIndexes?: number, parallelism?: number, run?: string, ttlAfterFinished?: cdk8s.Duration',
    },
    'BlackboxExporterProps': { 'members': 'image?: string, name?: string, ports?: number[], resources?: Resources' },
    'BlueGreenRolloutOptions': { 'members': 'autoPromotion?: boolean, previewReplicas?: number, scaleDownDelay?: cdk8s.Duration' },
    'BlueGreenServiceProps': {
      'extends': ['ProductionServiceProps'],
      'members': 'active: BlueGreenSide, blueImage?: string, greenImage?: string, idle?: IdleSide',
    },
    'BreakGlassAccessProps': {
      'members': 'groups: string[], name?: string, reason?: string, runbook?: string, scope?: AccessScope, until?: string',
    },
    'CanaryServiceProps': {
      'extends': ['ProductionServiceProps', 'GradualDeliveryProps'],
      'members': 'canaryImage?: string, step?: number',
    },
    'CertificateProbeProps': {
      'extends': ['ProbeOptions'],
      'members': 'hosts: string[], wakeBefore?: cdk8s.Duration, warnBefore?: cdk8s.Duration',
    },
    'ClusterDnsOptions': { 'members': 'cidrs?: string[], namespace?: string, podLabels?: map<string>, port?: number' },
    'ClusterRehearsalOptions': {
      'extends': ['RehearsalOptions'],
      'members': 'image?: string, podSecurity?: PodSecurity, quota?: NamespaceQuota, scratchNamespace?: string, storageClassName?: string',
    },
    'ClusterSecretStoreProps': { 'members': 'provider: SecretProvider, access?: StoreAccess, name?: string' },
    'CommandHookOptions': { 'extends': ['BackupHookOptions'], 'members': 'afterwards?: boolean, mayFail?: boolean' },
    'CommonPrometheusProps': {
      'members': 'storage: cdk8s.Size, alertmanager?: IReachable, clusterName?: string, expectedSeries?: number, externalUrl?: string, image?: string, interval?: cdk8s.Duration, name?: string, nodeCidrs?: string[], resources?: Resources, retention?: cdk8s.Duration, scrapeApiServers?: boolean, storageClassName?: string, thanos?: Thanos',
    },
    'ConfigFilesOptions': { 'extends': ['ConfigOptions'], 'members': 'keepFolder?: boolean, mountPath?: string' },
    'ConfigFolderOptions': { 'extends': ['ConfigFilesOptions'], 'members': 'flatten?: boolean' },
    'ConfigOptions': { 'members': 'immutable?: boolean' },
    'CpuAutoscalingOptions': { 'members': 'max?: number, min?: number, targetPercent?: number' },
    'DashboardOptions': { 'members': 'name?: string, tags?: string[], timeRange?: cdk8s.Duration, uid?: string' },
    'DashboardPanel': {
      'members': 'queries: PanelQuery[], title: string, unit: string, description?: string, kind?: PanelKind, thresholds?: PanelThresholds, width?: number',
    },
    'DashboardProps': {
      'extends': ['DashboardOptions'],
      'members': 'rows: DashboardRow[], title: string, description?: string, variables?: DashboardVariable[]',
    },
    'DashboardRow': { 'members': 'panels: DashboardPanel[], title: string' },
    'DashboardVariable': { 'members': 'label: string, name: string, series: string, several?: boolean' },
    'DefaultDenyPolicyProps': { 'members': 'allowDns?: boolean, name?: string, namespace?: string' },
    'DeliveryAbortOptions': { 'members': 'deadline?: cdk8s.Duration, keepFor?: cdk8s.Duration' },
    'DeliveryAnalysisOptions': {
      'members': 'prometheus: IReachable, controllerNamespace?: string, interval?: cdk8s.Duration, port?: number',
    },
    'DependsOnHostOptions': { 'members': 'protocol?: WorkloadProtocol' },
    'DependsOnOptions': {
      'members': 'addressAs?: string, addresses?: Address[], port?: number, wait?: boolean, waitImage?: string',
    },
    'DestinationOptions': { 'members': 'certificateAuthority?: SecretKey, credentials?: SecretKey, prefix?: string' },
    'DiscardedClaimsOptions': { 'members': 'whenDeleted?: boolean, whenScaled?: boolean' },
    'EksRoleOptions': { 'members': 'stsCidrs: string[]' },
    'EmailOptions': { 'members': 'sender: string, server: string, password?: SecretKey, user?: string' },
    'EndpointProbeProps': { 'extends': ['ProbeOptions'], 'members': 'urls: string[], slowerThan?: cdk8s.Duration' },
    'EnvironmentOptions': { 'members': 'minReplicas?: number' },
    'EssentialAlertsProps': {
      'members': 'controlPlane?: ControlPlane, dashboards?: map<string>, jobNames?: ScrapeJobNames, name?: string, omit?: map<string>, runbooks?: string, thresholds?: AlertThresholds',
    },
    'EtcdBackupProps': {
      'extends': ['BackupProps'],
      'members': 'endpoint?: string, image?: string, pkiFolder?: string, serverVersion?: string',
    },
    'EtcdRehearsalOptions': { 'extends': ['RehearsalOptions'], 'members': 'keys?: string[]' },
    'ExecProbesOptions': { 'extends': ['ProbesOptions'], 'members': 'liveness: string[], readiness: string[]' },
    'ExposeOptions': { 'members': 'path?: string, pathType?: RoutePathType, port?: number, tls?: RouteTls' },
    'FlaggerCanaryProps': {
      'extends': ['ProductionServiceProps', 'GradualDeliveryProps'],
      'members': 'webhooks?: FlaggerWebhook[]',
    },
    'ForeignServiceOptions': {
      'members': 'containerPort: number, name: string, namespace: string, podLabels: map<string>, protocol?: string, servicePort?: number',
    },
    'ForeignWorkloads': { 'members': 'cpu?: string, ephemeralStorage?: string, memory?: string, pods?: number' },
    'GatewayRouteOptions': { 'members': 'name: string, namespace: string, httpListener?: string, httpsListener?: string' },
    'GcpMountOptions': { 'members': 'projectId: string' },
    'GcpSecretsOptions': { 'members': 'projectId: string, cluster?: GkeCluster, serviceAccount?: string' },
    'GcsOptions': { 'extends': ['DestinationOptions'], 'members': 'serviceAccount?: string' },
    'GkeCluster': { 'members': 'location: string, name: string, projectId?: string' },
    'GradualDeliveryProps': {
      'members': 'abort?: DeliveryAbort, analysis?: DeliveryAnalysis, pauses?: StepPauses, routing?: TrafficRouting, steps?: number[], testers?: HeaderMatch',
    },
    'GrafanaDatabase': { 'members': 'encryptionKey: SecretKey, server: PostgresServer, name?: string' },
    'GrafanaProps': {
      'members': 'adminPassword: SecretKey, prometheus: IReachable, alertmanager?: IReachable, dashboardParts?: number, database?: GrafanaDatabase, host?: string, image?: string, loki?: IReachable, name?: string, resources?: Resources, scrapeInterval?: cdk8s.Duration, tempo?: IReachable, thanos?: IReachable',
    },
    'GrpcProbesOptions': { 'extends': ['PortProbesOptions'], 'members': 'service?: string' },
    'HttpProbesOptions': {
      'extends': ['PortProbesOptions'],
      'members': 'headers?: map<string>, liveness?: string, readiness?: string, startup?: string',
    },
    'HttpRequestsTotalOptions': {
      'extends': ['RequestMetricsOptions'],
      'members': 'counter?: string, histogram?: string, statusLabel?: string',
    },
    'IngressRouteOptions': { 'members': 'className?: string, controller?: IngressController' },
    'InitContainerOptions': { 'extends': ['AdditionalContainerOptions'], 'members': '' },
    'IssuerOptions': { 'members': 'challenge?: AcmeChallenge' },
    'IstioOptions': { 'extends': ['RequestMetricsOptions'], 'members': 'grpc?: boolean' },
    'IstioRoutingOptions': { 'members': 'gateways?: string[], outliers?: OutlierEjectionOptions, tls?: MeshTls' },
    'JobAlertsOptions': { 'members': 'omit?: map<string>, pages?: boolean, runbook?: string' },
    'JobWorkloadProps': {
      'extends': ['ProcessProps'],
      'members': 'alerts?: JobAlerts, backoffLimit?: number, failOnExitCodes?: number[], priorityClassName?: string, resources?: Resources, spotNodes?: SpotNodes, terminationGracePeriod?: cdk8s.Duration',
    },
    'KubeStateMetricsProps': {
      'members': 'image?: string, labels?: map<string[]>, name?: string, resources?: Resources, watched?: string[]',
    },
    'KubernetesApiOptions': { 'members': 'cidrs: string[], port?: number, serviceAddress?: string' },
    'LeftOut': { 'members': 'construct: constructs.IConstruct, reason: string' },
    'ManifestSource': { 'members': 'file: string, line: number, text: string, within: string' },
    'MetricsOptions': {
      'members': 'honorLabels?: boolean, interval?: cdk8s.Duration, path?: string, perNode?: boolean, port?: number, requests?: RequestMetrics',
    },
    'ModifiedObjects': { 'members': 'labels?: map<string>, name?: string, namespaces?: string[]' },
    'MonitoringStackProps': {
      'members': 'alerts: AlertRoutingProps, storage: cdk8s.Size, clusterName?: string, essentialAlerts?: EssentialAlertsProps, expectedSeries?: number, grafanaHost?: string, grafanaPassword?: SecretKey, interval?: cdk8s.Duration, nodeCidrs?: string[], probedPorts?: number[], retention?: cdk8s.Duration, services?: RequestMetrics, storageClassName?: string, thanos?: ThanosProps',
    },
    'MountSecretOptions': { 'members': 'keepFolder?: boolean, keys?: map<string>, mode?: number' },
    'MountedSecretsProps': { 'members': 'files: map<RemoteKey>, provider: MountProvider, name?: string' },
    'MuteTime': { 'members': 'end?: string, start?: string, timeZone?: string, weekdays?: Weekday[]' },
    'NamespaceReaperProps': {
      'members': 'every?: cdk8s.Duration, image?: string, keptNamespaces?: string[], name?: string, resources?: Resources, runbook?: string, warnBefore?: cdk8s.Duration',
    },
    'NodeAccessOptions': { 'members': 'folders?: map<string>, network?: boolean, processes?: boolean, root?: boolean' },
    'NodeAgentProps': {
      'extends': ['PodWorkloadProps'],
      'members': 'maxNodes?: number, maxUnavailable?: cdk8s-plus-28.PercentOrAbsolute, nodeAccess?: NodeAccess, nodeSelector?: map<string>, port?: number, priorityClassName?: string, resources?: Resources, tolerations?: Tolerations',
    },
    'NodeExporterProps': {
      'members': 'image?: string, maxNodes?: number, name?: string, port?: number, resources?: Resources',
    },
    'NodeSize': { 'members': 'cpu?: cdk8s-plus-28.Cpu, ephemeralStorage?: cdk8s.Size, memory?: cdk8s.Size' },
    'OpenTelemetryGrpcOptions': { 'extends': ['RequestMetricsOptions'], 'members': 'legacy?: boolean' },
    'OperatorAlertmanagerProps': { 'extends': ['AlertmanagerProps'], 'members': 'version?: string' },
    'OperatorMetricsOptions': { 'extends': ['AnnotationMetricsOptions'], 'members': 'monitorLabels?: map<string>' },
    'OperatorPrometheusProps': { 'extends': ['CommonPrometheusProps'], 'members': 'version?: string' },
    'OpsgenieOptions': { 'members': 'url?: string' },
    'OutlierEjectionOptions': {
      'members': 'consecutiveErrors?: number, ejection?: cdk8s.Duration, interval?: cdk8s.Duration, maxPercent?: number',
    },
    'Ownership': { 'members': 'costCenter?: string, owner?: string, team?: string' },
    'PagerDutyOptions': { 'members': 'url?: string' },
    'PanelQuery': { 'members': 'expr: string, legend?: string' },
    'PanelThresholds': { 'members': 'critical?: number, warning?: number' },
    'PlatformProps': {
      'members': 'clusterDns?: ClusterDns, dashboards?: string, environment?: Environment, ingressControllerNamespace?: string, kubernetesApi?: KubernetesApi, kubernetesVersion?: string, largestNode?: NodeSize, metrics?: MetricsFlavor, ownership?: Ownership, priorityClassName?: string, provider?: Provider, recoveryObjective?: RecoveryObjective, registries?: map<string>, routes?: RouteFlavor, tls?: RouteTls, trustedRegistries?: string[]',
    },
    'PodGroup': { 'members': 'labels: map<string>, namespace: string' },
    'PodPeerOptions': { 'members': 'labels: map<string>, namespace?: string' },
    'PodWorkloadProps': {
      'extends': ['ProcessProps'],
      'members': 'metrics?: Metrics, probes?: Probes, shutdown?: Shutdown',
    },
    'PortProbesOptions': { 'extends': ['ProbesOptions'], 'members': 'port?: number' },
    'PostgresBackupProps': {
      'extends': ['BackupProps'],
      'members': 'databases: string[], server: PostgresServer, image?: string, restoresEachRun?: boolean',
    },
    'PostgresCheck': { 'members': 'database: string, query: string' },
    'PostgresHostOptions': { 'extends': ['PostgresServerOptions'], 'members': 'cidr?: string, port?: number' },
    'PostgresRehearsalOptions': { 'extends': ['RehearsalOptions'], 'members': 'checks?: PostgresCheck[]' },
    'PostgresServerOptions': { 'members': 'certificateAuthority: SecretKey, password: SecretKey, user: string, major?: number' },
    'PostgresTargetOptions': { 'extends': ['PostgresServerOptions'], 'members': 'port?: number' },
    'PriorityTierValues': { 'members': 'batch?: number, critical?: number, platform?: number, standard?: number' },
    'PriorityTiersProps': { 'members': 'namePrefix?: string, standardIsDefault?: boolean, values?: PriorityTierValues' },
    'ProbeOptions': {
      'members': 'dashboard?: string, every?: cdk8s.Duration, module?: string, name?: string, prober?: string, runbook?: string',
    },
    'ProbesOptions': { 'members': 'slowStart?: cdk8s.Duration, timeout?: cdk8s.Duration' },
    'ProcessProps': {
      'members': 'image: string, args?: string[], command?: string[], config?: Config, env?: map<string>, name?: string',
    },
    'ProductionAppProps': {
      'isOpen': true,
      'members': 'audit?: Audit, layout?: FileLayout, name?: string, ownCheckIds?: string[], shard?: Shard, waiveFor?: Scanner[], outdir?: string, outputFileExtension?: string, recordConstructMetadata?: boolean, resolvers?: cdk8s.IResolver[], yamlOutputType?: cdk8s.YamlOutputType',
    },
    'ProductionNamespaceProps': {
      'members': 'expiresOn?: string, name?: string, podSecurity?: PodSecurity, quota?: NamespaceQuota',
    },
    'ProductionServiceProps': { 'extends': ['ScalableWorkloadProps'], 'members': 'port?: number, ports?: WorkloadPort[]' },
    'ProductionWorkerProps': { 'extends': ['ScalableWorkloadProps'], 'members': 'port?: number' },
    'PrometheusProps': { 'extends': ['CommonPrometheusProps'], 'members': 'fileParts?: number' },
    'PublicRouteProps': { 'members': 'name?: string' },
    'ReachablePort': { 'members': 'containerPort: number, protocol: string, servicePort: number' },
    'ReadRuleOptions': { 'members': 'apiGroup?: string, names?: string[], reason?: string' },
    'RecoveryObjectiveOptions': {
      'members': 'pointObjective: cdk8s.Duration, timeObjective: cdk8s.Duration, rehearseEvery?: cdk8s.Duration, retention?: cdk8s.Duration',
    },
    'RecoveryPlanProps': {
      'members': 'covers?: constructs.IConstruct[], leftOut?: LeftOut[], name?: string, savedElsewhere?: SavedElsewhere[], standby?: StandbyCluster',
    },
    'RehearsalOptions': { 'members': 'every?: cdk8s.Duration, startingAt?: string, within?: cdk8s.Duration' },
    'ReleaseJobProps': {
      'extends': ['JobWorkloadProps'],
      'members': 'deadline?: cdk8s.Duration, order?: number, phase?: ReleasePhase, ttlAfterFinished?: cdk8s.Duration',
    },
    'Remedy': { 'members': 'manifest: string, construct?: string' },
    'RemoteKeyOptions': { 'members': 'property?: string, version?: string' },
    'RequestMetricsOptions': { 'members': 'boundaries?: cdk8s.Duration[], labels?: map<string>' },
    'ResourceNamesOptions': { 'members': 'clusterResources?: boolean, excluded?: string[], included?: string[]' },
    'ResourceRuleOptions': { 'extends': ['ReadRuleOptions'], 'members': 'resources: string[], verbs: string[]' },
    'ResourcesOptions': { 'extends': ['UnlimitedCpuOptions'], 'members': 'cpuLimit: cdk8s-plus-28.Cpu' },
    'RestoredClaimOptions': {
      'members': 'size: cdk8s.Size, snapshot: string, accessMode?: ClaimAccessMode, storageClassName?: string',
    },
    'RolloutOptions': {
      'members': 'maxSurge?: cdk8s-plus-28.PercentOrAbsolute, maxUnavailable?: cdk8s-plus-28.PercentOrAbsolute, minReady?: cdk8s.Duration, progressDeadline?: cdk8s.Duration',
    },
    'RolloutServiceProps': {
      'extends': ['ProductionServiceProps', 'GradualDeliveryProps'],
      'members': 'strategy?: RolloutStrategy',
    },
    'S3Options': {
      'extends': ['DestinationOptions'],
      'members': 'region: string, endpoint?: string, roleArn?: string',
    },
    'SavedElsewhere': {
      'members': 'by: string, construct: constructs.IConstruct, page: string, pointObjective: cdk8s.Duration, timeObjective: cdk8s.Duration',
    },
    'ScalableWorkloadProps': {
      'extends': ['WorkloadProps'],
      'members': 'resources?: Resources, rollout?: Rollout, scaling?: Autoscaling',
    },
    'ScheduledJobProps': {
      'extends': ['JobWorkloadProps'],
      'members': 'schedule: string, concurrency?: JobConcurrency, deadline?: cdk8s.Duration, failedJobsHistoryLimit?: number, runsIn?: Environment[], startingDeadline?: cdk8s.Duration, successfulJobsHistoryLimit?: number, suspend?: string, timeZone?: string',
    },
    'ScopedResourcesOptions': {
      'members': 'excludedOfCluster?: string[], excludedOfNamespaces?: string[], includedOfCluster?: string[], includedOfNamespaces?: string[]',
    },
    'ScrapeJobNames': {
      'members': 'apiServer?: string, cadvisor?: string, controllerManager?: string, etcd?: string, kubelet?: string, kubeStateMetrics?: string, nodeExporter?: string, scheduler?: string',
    },
    'SealedSecretProps': { 'members': 'sealed: KubesealOutput, clusterWideReason?: string, name?: string' },
    'SecretEnvironmentOptions': { 'members': 'variables?: map<string>' },
    'SecretFilesOptions': { 'extends': ['MountSecretOptions'], 'members': 'path?: string' },
    'SecretStoreProps': { 'members': 'provider: SecretProvider, name?: string' },
    'ServiceAlertsOptions': {
      'members': 'dashboard?: string, errorPercent?: number, latency?: cdk8s.Duration, memoryPercent?: number, metrics?: RequestMetrics, minimumRequestsPerMinute?: number, omit?: map<string>, runbook?: string, throttledPercent?: number',
    },
    'ServiceLevelObjectiveOptions': {
      'members': 'dashboard?: string, days?: number, metrics?: RequestMetrics, minimumFailures?: number, name?: string, omit?: map<string>, runbook?: string',
    },
    'ServicesDashboardOptions': { 'extends': ['DashboardOptions'], 'members': 'metrics: RequestMetrics' },
    'SeverityReceivers': { 'members': 'critical?: AlertReceiver, info?: AlertReceiver, warning?: AlertReceiver' },
    'SharedConfigProps': { 'members': 'config: Config, name?: string' },
    'ShutdownOptions': { 'members': 'drain?: cdk8s.Duration, stop?: cdk8s.Duration' },
    'SidecarOptions': {
      'extends': ['AdditionalContainerOptions'],
      'members': 'morePorts?: number[], port?: number, probes?: Probes',
    },
    'SlackOptions': { 'members': 'channel?: string' },
    'SnapshotClassProps': {
      'members': 'driver: string, deletionPolicy?: SnapshotDeletionPolicy, isDefault?: boolean, name?: string, parameters?: map<string>, usedByVelero?: boolean',
    },
    'SnapshotRehearsalOptions': {
      'extends': ['ClusterRehearsalOptions'],
      'members': 'checkCommand?: string[], checkImage?: string',
    },
    'StandbyCluster': { 'members': 'activeContext: string, context: string, traffic: string, manifests?: string' },
    'StatefulServiceProps': {
      'extends': ['WorkloadProps'],
      'members': 'claims: VolumeClaim[], ports: WorkloadPort[], claimRetention?: ClaimRetention, minReady?: cdk8s.Duration, podManagementPolicy?: cdk8s-plus-28.PodManagementPolicy, publishNotReadyAddresses?: boolean, replicas?: number, resources?: Resources',
    },
    'StorageResourcesOptions': { 'members': 'ephemeralStorageLimit?: cdk8s.Size, ephemeralStorageRequest?: cdk8s.Size' },
    'SyncedSecretProps': {
      'members': 'keys: map<RemoteKey>, store: ISecretStore, deletionPolicy?: DeletionPolicy, name?: string, refreshInterval?: cdk8s.Duration, refreshPolicy?: RefreshPolicy, runbook?: string, template?: SyncedSecretTemplate',
    },
    'SyncedSecretTemplate': { 'members': 'data?: map<string>, type?: string' },
    'TcpProbesOptions': { 'extends': ['PortProbesOptions'], 'members': 'livenessCommand?: string[]' },
    'TeamAccessProps': {
      'members': 'administrate?: string[], deploy?: string[], exec?: ExecAccess, name?: string, operate?: string[], view?: string[]',
    },
    'ThanosProps': {
      'members': 'objectStore: SecretKey, compactorStorage?: cdk8s.Size, identity?: WorkloadIdentity, image?: string, name?: string, objectStoreCidrs?: string[], objectStorePort?: number, replicaLabels?: string[], retention?: ThanosRetention, runbook?: string, storeStorage?: cdk8s.Size',
    },
    'ThanosRetentionOptions': { 'members': 'fiveMinutes?: cdk8s.Duration, oneHour?: cdk8s.Duration, raw?: cdk8s.Duration' },
    'ToleratedTaint': { 'members': 'key: string, effect?: cdk8s-plus-28.TaintEffect, value?: string' },
    'TrafficBackend': { 'members': 'target: IReachable, weight: number, port?: number, subset?: TrafficSubset' },
    'TrafficSplitProps': {
      'members': 'backends: TrafficBackend[], host: string, name?: string, routing?: TrafficRouting, testers?: HeaderMatch, tls?: RouteTls',
    },
    'TrafficSubset': { 'members': 'labels: map<string>, name: string' },
    'UnlimitedCpuOptions': {
      'extends': ['StorageResourcesOptions'],
      'members': 'cpuRequest: cdk8s-plus-28.Cpu, memory: cdk8s.Size, memoryLimit?: cdk8s.Size',
    },
    'UseConfigOptions': { 'members': 'mountPath?: string' },
    'UseSecretOptions': { 'members': 'rollsPods?: boolean, use?: SecretUse' },
    'VaultMountOptions': { 'members': 'role: string, server: string, audience?: string, mountPath?: string, path?: string' },
    'VaultSecretsOptions': {
      'members': 'role: string, server: string, audience?: string, certificateAuthority?: SecretKey, mountPath?: string, path?: string, vaultNamespace?: string',
    },
    'VaultSecretsProps': {
      'members': 'files: map<VaultFile>, role: string, server: VaultServer, audience?: string, certificateAuthority?: SecretKey, mountPath?: string, prePopulateOnly?: boolean, resources?: Resources, vaultNamespace?: string',
    },
    'VeleroAzureOptions': { 'extends': ['VeleroLocationOptions'], 'members': 'account: string, resourceGroup: string' },
    'VeleroBackupProps': {
      'extends': ['BackupScheduleProps'],
      'members': 'volumes: VolumeBackup, excludedNamespaces?: string[], hooks?: BackupHook[], labels?: map<string>, location?: string, moveTimeout?: cdk8s.Duration, name?: string, namespaces?: string[], policies?: VolumePolicy[], resources?: ResourceScope, snapshotTimeout?: cdk8s.Duration',
    },
    'VeleroGcsOptions': { 'extends': ['VeleroLocationOptions'], 'members': 'kmsKeyName?: string' },
    'VeleroLocationOptions': {
      'members': 'certificateAuthority?: SecretKey, cidrs?: string[], credentials?: SecretKey, prefix?: string',
    },
    'VeleroPlanProps': {
      'members': 'location: VeleroLocation, locations?: map<VeleroLocation>, runbook?: string, server?: VeleroServer',
    },
    'VeleroRehearsalOptions': {
      'extends': ['ClusterRehearsalOptions'],
      'members': 'deletesRetainedVolumes?: boolean, namespace?: string, workloads?: string[]',
    },
    'VeleroRestoreProps': {
      'members': 'backupName?: string, excludedResources?: string[], modifiers?: ResourceModifier[], namespaceMapping?: map<string>, namespaces?: string[], overwrites?: boolean, volumes?: boolean',
    },
    'VeleroS3Options': {
      'extends': ['VeleroLocationOptions'],
      'members': 'region: string, endpoint?: string, kmsKeyId?: string',
    },
    'VeleroServerOptions': {
      'members': 'identity?: WorkloadIdentity, image?: string, maxNodes?: number, moverMemory?: cdk8s.Size, plugins?: map<string>, resources?: Resources, scratch?: cdk8s.Size',
    },
    'VolumeClaim': {
      'members': 'mountPath: string, size: cdk8s.Size, accessMode?: ClaimAccessMode, name?: string, storageClassName?: string',
    },
    'VolumeConditions': {
      'members': 'atLeast?: cdk8s.Size, atMost?: cdk8s.Size, claimLabels?: map<string>, csiDriver?: string, nfs?: boolean, storageClasses?: string[], volumeTypes?: string[]',
    },
    'VolumeSnapshotsProps': {
      'extends': ['BackupScheduleProps'],
      'members': 'claims: ClaimSelector, image?: string, keepAtLeast?: number, keepAtMost?: number, name?: string, resources?: Resources, snapshotClassName?: string',
    },
    'WaiverOptions': { 'members': 'owner?: string, target?: constructs.IConstruct, ticket?: string, until?: string' },
    'WorkloadAccessProps': { 'members': 'rules: ResourceRule[], workload: IApiClient, name?: string, scope?: AccessScope' },
    'WorkloadPort': {
      'members': 'containerPort: number, name: string, appProtocol?: string, protocol?: WorkloadProtocol, servicePort?: number',
    },
    'WorkloadProps': {
      'extends': ['PodWorkloadProps'],
      'members': 'disruptionBudget?: DisruptionBudget, priorityClassName?: string, spread?: Spread',
    },
    'WorkloadWaiverOptions': { 'extends': ['WaiverOptions'], 'members': 'container?: string' },
    'WritableFolderOptions': { 'members': 'sizeLimit?: cdk8s.Size' },
  },
  interfaces: {
    'IApiClient': { 'members': 'apiAccount: ApiAccount', 'methods': ['callKubernetesApi'] },
    'ICheck': {
      'members': 'appliesTo: string[], box: string, id: string, references: string[], remedy: Remedy, severity: Severity, title: string, why: string',
      'methods': ['evaluate'],
    },
    'IPodSecret': { 'members': 'secretName: string, secretNamespace: string', 'methods': [] },
    'IReachable': {
      'members': 'reachableName: string, reachablePods: PodGroup, reachablePorts: ReachablePort[]',
      'methods': ['admit', 'admitNamespace'],
    },
    'ISecretStore': { 'members': 'storeKind: string, storeName: string, storeNamespaces?: string[]', 'methods': [] },
  },
  enums: {
    'cdk8s-plus-28.PodManagementPolicy': { 'ORDERED_READY': 'OrderedReady', 'PARALLEL': 'Parallel' },
    'cdk8s-plus-28.TaintEffect': {
      'NO_SCHEDULE': 'NoSchedule',
      'PREFER_NO_SCHEDULE': 'PreferNoSchedule',
      'NO_EXECUTE': 'NoExecute',
    },
    'AcmeChallenge': { 'HTTP_01': 'http-01', 'DNS_01': 'dns-01', 'NONE': 'none' },
    'BlueGreenSide': { 'BLUE': 'blue', 'GREEN': 'green' },
    'ClaimAccessMode': {
      'READ_WRITE_ONCE': 'ReadWriteOnce',
      'READ_WRITE_ONCE_POD': 'ReadWriteOncePod',
      'READ_WRITE_MANY': 'ReadWriteMany',
    },
    'ControlPlane': { 'MANAGED': 'managed', 'SELF_MANAGED': 'self-managed' },
    'DeletionPolicy': { 'RETAIN': 'Retain', 'DELETE': 'Delete' },
    'FileLayout': { 'CDK8S': 'cdk8s', 'CLUSTERS': 'clusters' },
    'IngressController': {
      'CONTOUR': 'contour',
      'HAPROXY': 'haproxy',
      'INGRESS_NGINX': 'ingress-nginx',
      'NGINX': 'nginx',
      'TRAEFIK': 'traefik',
    },
    'MeshTls': { 'ISTIO_MUTUAL': 'ISTIO_MUTUAL', 'DISABLE': 'DISABLE' },
    'PanelKind': { 'TIME_SERIES': 'timeseries', 'STAT': 'stat', 'TABLE': 'table' },
    'Provider': { 'ANY': 'any', 'EKS': 'eks', 'GKE': 'gke', 'AKS': 'aks', 'OPENSHIFT': 'openshift' },
    'RefreshPolicy': { 'PERIODIC': 'Periodic', 'ON_CHANGE': 'OnChange', 'CREATED_ONCE': 'CreatedOnce' },
    'ReleasePhase': { 'BEFORE': 'before', 'AFTER': 'after' },
    'RoutePathType': { 'PREFIX': 'Prefix', 'EXACT': 'Exact' },
    'Scanner': {
      'CHECKOV': 'checkov',
      'KUBE_LINTER': 'kube-linter',
      'KUBE_SCORE': 'kube-score',
      'POLARIS': 'polaris',
    },
    'Severity': { 'CRITICAL': 'critical', 'WARNING': 'warning', 'ADVICE': 'advice' },
    'SnapshotDeletionPolicy': { 'DELETE': 'Delete', 'RETAIN': 'Retain' },
    'TrafficSide': { 'BOTH': 'both', 'CALLERS': 'callers', 'TARGET': 'target' },
    'Weekday': {
      'MONDAY': 'monday',
      'TUESDAY': 'tuesday',
      'WEDNESDAY': 'wednesday',
      'THURSDAY': 'thursday',
      'FRIDAY': 'friday',
      'SATURDAY': 'saturday',
      'SUNDAY': 'sunday',
    },
    'WorkloadProtocol': { 'TCP': 'TCP', 'UDP': 'UDP', 'SCTP': 'SCTP' },
    'cdk8s.YamlOutputType': {
      'FILE_PER_APP': 0,
      'FILE_PER_CHART': 1,
      'FILE_PER_RESOURCE': 2,
      'FOLDER_PER_CHART_FILE_PER_RESOURCE': 3,
    },
  },
};
