/** Where it answers queries. */
export const WEB_PORT = 9090;
/** Where Alertmanager is told of alerts. */
export const ALERTMANAGER_PORT = 9093;
/** Those of kubelets and of node-exporter, at the addresses of nodes. */
export const NODE_PORTS = [10250, 9100];
