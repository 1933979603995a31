/**
 * Images of others that constructs run, each pinned by tag and digest, and each replaceable where it is used.
 *
 * A digest names the index of all architectures. Those of Velero go by their tags, for no two sources agree on more.
 */
export const Images = {
  /** Connects to a port and tries again by itself, so that waiting needs no shell. */
  SOCAT: 'docker.io/alpine/socat:1.8.0.3@sha256:beb4a68d9e4fe6b0f21ea774a0fde6c31f580dde6368939ed70100c5385b015e',
  /** Speaks to every object store, and has a shell. */
  RCLONE: 'docker.io/rclone/rclone:1.75.1@sha256:45401ad7410db1d67ffdb58e19059ad20b0d8e0285a60e38bbec55cc1019c7a5',
  /** Reads servers of etcd 3.5 and 3.6; has no shell. */
  ETCD_3_6: 'gcr.io/etcd-development/etcd:v3.6.15'
    + '@sha256:5ed4e32061aa061f970d6500629213e8579ef17571dcf9789074966acb9afad1',
  /** Reads servers of etcd 3.6 and 3.7; has no shell. */
  ETCD_3_7: 'gcr.io/etcd-development/etcd:v3.7.1'
    + '@sha256:a9983dd6d9283138ab926daa307c6c25623636703ecf5645d5df4d666ce9eba2',
  /** Brings alerts to people; its image would be nobody. */
  ALERTMANAGER: 'quay.io/prometheus/alertmanager:v0.33.1'
    + '@sha256:9e082985f56f4c8c9f724f18e2288c6708f472e56a5286b8863d080434ea065d',
  /** Asks addresses for Prometheus; its image would be root. */
  BLACKBOX_EXPORTER: 'quay.io/prometheus/blackbox-exporter:v0.28.0'
    + '@sha256:e753ff9f3fc458d02cca5eddab5a77e1c175eee484a8925ac7d524f04366c2fc',
  /** Says what the API server knows as metrics; has no shell. */
  KUBE_STATE_METRICS: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0'
    + '@sha256:42cfe3723a5f058171c627537fb57a3ea0f26e4380fa18555a95cb1a1b4cfc5b',
  /** Scrapes, keeps what it scraped, and evaluates rules. */
  PROMETHEUS: 'quay.io/prometheus/prometheus:v3.13.2'
    + '@sha256:508729e0e2d18e11fd742a5a5ca70e557b940a93948c3c95fd0123a6fd538b69',
  /** Keeps metrics in an object store. */
  THANOS: 'quay.io/thanos/thanos:v0.42.4'
    + '@sha256:b567818fe608067eb0f1d7c2c4fe361e7ad83c8a256234c97685f1d0bf670cc8',
  /** Says how a node is as metrics; its image would be nobody. */
  NODE_EXPORTER: 'quay.io/prometheus/node-exporter:v1.12.1'
    + '@sha256:1b4e4438faca4dd7e001dd445d161a4a2091b0fededa84093b3a8dfeae1f1be0',
  /** Shows dashboards; its start is a script of its shell. */
  GRAFANA: 'docker.io/grafana/grafana:13.2.3@sha256:b28bae15e219c998fb0e0424ed724930cc61b1f61fb404d47c862f9a23f9e572',
  /** Asks the API server; has a shell. */
  KUBECTL: 'docker.io/alpine/kubectl:1.37.1@sha256:7b4cc9a9ce0d064cedeb85550266c11f2b32f010ca299525518646261e4d955e',
  /** Dumps servers up to its own major. */
  POSTGRES: 'docker.io/library/postgres:18.6@sha256:5a5a84b19854a9ffaa54082c166ff4ec27473a361e496e5ea167f298f2da9722',
  /** Backs up what the API server knows, and volumes; has no shell. */
  VELERO: 'docker.io/velero/velero:v1.18.3'
    + '@sha256:b839e52bc2c69eb3b5a84b010b8b3c7f714f3c5ef50b77ec7770a382a8f2e0ab',
  /** Let it speak to the object stores of the three clouds. */
  VELERO_PLUGIN_AWS: 'docker.io/velero/velero-plugin-for-aws:v1.14.2'
    + '@sha256:0751144c1c8e52d52c48717fbd13ad5a3061e612ae4d7ad744a946cd5b139d1a',
  VELERO_PLUGIN_AZURE: 'docker.io/velero/velero-plugin-for-microsoft-azure:v1.14.3'
    + '@sha256:77aa9463fba56325775264872ec0e7692e7e5fe693be701c219441401b6de973',
  VELERO_PLUGIN_GCP: 'docker.io/velero/velero-plugin-for-gcp:v1.14.2'
    + '@sha256:f4c0b7d1e69f7dbc721e2dc7eca20a9720d06f7c5e021ccc3cd57df6bb505f7b',
} as const;
