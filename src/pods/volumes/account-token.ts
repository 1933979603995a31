import { Container, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { mountFiles } from './mounted-files';
import { JsonObject } from '../../internal/values/json';

/** Where clients of the API server look for their token, its certificate authority and their namespace. */
const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
const VOLUME = 'kube-api-access';
/**
 * How long a token is valid, which the kubelet replaces long before.
 *
 * Those that Kubernetes mounts by itself ask for 3607 seconds, by which API servers know that a client may read its
 * token only once, and make it valid for a year.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/serviceaccount/claims.go
 */
const EXPIRATION_SECONDS = 3600;
/** Of what is no secret; the kubelet gives the token itself to the user of the pod alone. */
const FILE_MODE = 0o444;

/** Mounts a token for the API server; returns what cdk8s-plus, which mounts an empty folder, cannot say. */
export function mountAccountToken(scope: Construct, container: Container): JsonObject {
  const volume = () => Volume.fromEmptyDir(scope, `Volume-${VOLUME}`, VOLUME);
  mountFiles(scope, container, { prop: 'callKubernetesApi', path: FOLDER, volume });
  return { spec: { volumes: [{ name: VOLUME, emptyDir: null, projected: tokenFiles() }] } };
}

function tokenFiles(): JsonObject {
  const namespace = { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } };
  return {
    defaultMode: FILE_MODE,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: EXPIRATION_SECONDS } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [namespace] } },
    ],
  };
}
