/** Label and annotation keys, and the well-known values that manifests of others carry. */
export const NAME_LABEL = 'app.kubernetes.io/name';
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';
export const VERSION_LABEL = 'app.kubernetes.io/version';
export const COMPONENT_LABEL = 'app.kubernetes.io/component';
export const PART_OF_LABEL = 'app.kubernetes.io/part-of';
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const APP_LABEL = 'app';
export const ENVIRONMENT_LABEL = 'environment';
export const TEAM_LABEL = 'team';
export const COST_CENTER_LABEL = 'cost-center';
export const OWNER_LABEL = 'owner';

export const MANAGED_BY = 'cdk8s-preflight';

/** The Pod Security Standard that the API server enforces in a namespace. */
export const POD_SECURITY_LABEL = 'pod-security.kubernetes.io/enforce';
/** The one by which it warns whoever applies something. */
export const POD_SECURITY_WARN_LABEL = 'pod-security.kubernetes.io/warn';
/** Set by the API server on every namespace. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
/** Set by cdk8s-plus on every pod template; depends on the place in the tree. */
export const CDK8S_ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

export const ZONE_TOPOLOGY_KEY = 'topology.kubernetes.io/zone';
export const HOST_TOPOLOGY_KEY = 'kubernetes.io/hostname';
export const POD_TEMPLATE_HASH_LABEL = 'pod-template-hash';
/** The same, of pods of a Rollout. */
export const ROLLOUTS_HASH_LABEL = 'rollouts-pod-template-hash';

export const CONFIG_HASH_ANNOTATION = 'preflight/config-hash';
/** Changes with what is sealed, where pods are to roll with it. */
export const SECRET_HASH_ANNOTATION = 'preflight/secret-hash';
/** Read by Reloader of Stakater, which rolls the pods of an object when these Secrets change. */
export const SECRET_RELOAD_ANNOTATION = 'secret.reloader.stakater.com/reload';
/** Says how near the pods of a canary come to the share that was asked for. */
export const CANARY_SHARE_ANNOTATION = 'preflight/canary-share';
export const QUOTA_BASIS_ANNOTATION = 'preflight/quota-basis';
export const WAIVER_ANNOTATION_PREFIX = 'preflight/waive.';
/** Says what an object names and others make: `Secret/db, PriorityClass/high`. */
export const EXTERNAL_ANNOTATION = 'preflight/external';
/** Says to people what an object is there for. */
export const DESCRIPTION_ANNOTATION = 'kubernetes.io/description';
/** Read by NamespaceReaper and by kube-janitor, which delete what has expired. */
export const EXPIRY_ANNOTATION = 'janitor/expires';
/** On namespaces that NamespaceReaper never deletes, whatever its value. */
export const KEEP_LABEL = 'preflight/keep';
/** On ConfigMaps whose entries are rule files; what loads them into a Prometheus selects by it. */
export const ALERT_RULES_LABEL = 'preflight/alert-rules';
/** On ConfigMaps with the configuration of Alertmanager; what runs one finds it by that. */
export const ALERTMANAGER_CONFIG_LABEL = 'preflight/alertmanager-config';
/** On ConfigMaps whose entries are scrape configurations, which a Prometheus loads by `scrape_config_files`. */
export const SCRAPE_CONFIGS_LABEL = 'preflight/scrape-configs';
/** On ConfigMaps whose entries are files with modules of the blackbox exporter. */
export const PROBE_MODULES_LABEL = 'preflight/probe-modules';
/** On ConfigMaps whose entries are dashboards; the charts of Grafana look for it too. */
export const DASHBOARD_LABEL = 'grafana_dashboard';
/** Says why alerts that belong to an object are not there. */
export const OMITTED_ANNOTATION_PREFIX = 'preflight/omitted.';
/** Says why a CronJob starts no runs. */
export const SUSPENDED_ANNOTATION = 'preflight/suspended';
/** What somebody calls a run of a job, so that another one is made. */
export const RUN_ANNOTATION = 'preflight/run';
export const SCRAPE_ANNOTATION = 'prometheus.io/scrape';
export const SCRAPE_PORT_ANNOTATION = 'prometheus.io/port';
export const SCRAPE_PATH_ANNOTATION = 'prometheus.io/path';
/** Polaris demands `replicas` even where an autoscaler owns the number. */
export const POLARIS_REPLICAS_EXEMPTION = 'polaris.fairwinds.com/deploymentMissingReplicas-exempt';
/** Rules that kube-score leaves out, with commas in between. */
export const KUBE_SCORE_IGNORE = 'kube-score/ignore';
/** What kube-linter leaves out: the rule follows, and the value is the reason. */
export const KUBE_LINTER_IGNORE_PREFIX = 'ignore-check.kube-linter.io/';
/** By which kube-linter leaves out all rules. */
export const KUBE_LINTER_IGNORE_ALL = 'kube-linter.io/ignore-all';
/** What Polaris leaves out: the rule follows, then `-exempt`. */
export const POLARIS_PREFIX = 'polaris.fairwinds.com/';
/** What Checkov leaves out, a rule in each value: `CKV_K8S_20=why`. A number follows, so that there may be several. */
export const CHECKOV_SKIP = 'checkov.io/skip';
/** As Checkov called it before, and still reads it. */
export const BRIDGECREW_SKIP = 'bridgecrew.io/skip';

/** What the labels of a workload are made of. */
export interface WorkloadNames {
  readonly name: string;
  /** What it is a version of, where there are several beside each other. */
  readonly application?: string;
  readonly version?: string;
  readonly component: string;
  readonly partOf: string;
}

/** The labels by which a workload's objects and pods are found and told apart. */
export function workloadLabels(names: WorkloadNames): Record<string, string> {
  const { name, application = name, version, component, partOf } = names;
  return {
    [APP_LABEL]: application,
    [NAME_LABEL]: application,
    [INSTANCE_LABEL]: name,
    ...(version === undefined ? {} : { [VERSION_LABEL]: version }),
    [COMPONENT_LABEL]: component,
    [PART_OF_LABEL]: partOf,
    [MANAGED_BY_LABEL]: MANAGED_BY,
  };
}

/** The one label that selects a workload's pods; it changes with nothing but the name. */
export function selectorLabels(name: string): Record<string, string> {
  return { [INSTANCE_LABEL]: name };
}
