import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { goDuration } from './go-duration';
import { keepSynced } from './kept-synced-secret';
import { ISecretStore } from './secret-store-reference';
import { checkTemplate, templateFields } from './secret-template';
import { KnownSecretStore } from './store-parts';
import { syncedSecretAlerts } from './synced-secret-alerts';
import { DeletionPolicy, RefreshPolicy, SyncedSecretProps } from './synced-secret-props';
import { alertRulesObject, RULE_FILE } from '../../alerts/alert-rules';
import { checkNameOfFiles } from '../../alerts/labeled-files';
import { fail } from '../../internal/fail';
import { Externals } from '../../internal/manifest/external-names';
import { Overlay } from '../../internal/manifest/overlay';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { inSeconds, wholeSeconds } from '../../internal/values/durations';
import { JsonObject } from '../../internal/values/json';
import { isConstruct } from '../../internal/values/shown-value';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { claimSecret, keepSecret } from '../made-secret';
import { IPodSecret } from '../pod-secret';
import { SecretDelivery } from '../secret-delivery';
import { SecretKey } from '../secret-key';

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/secrets.md';
const REFRESH_INTERVAL = Duration.hours(1);
const INTERVAL_RANGE = { min: 10, max: 30 * 86400 };
const PLACES = { names: [['metadata', 'name'], ['spec', 'target', 'name']], namespaces: [['metadata', 'namespace']] };
/** What the API server would add within a list, where Argo CD takes it for a change. */
const AS_IT_IS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
const ALERTS_SUFFIX = '-secret-alerts';

/**
 * A Secret that an operator makes of what a store outside of the cluster holds, and renews.
 *
 * Writes an ExternalSecret of the External Secrets Operator, and alerts for when it is not synced. Workloads of its
 * namespace take it by `useSecret`. Once it was made it stays when its values are gone from the store, for a slip there
 * would otherwise take down every pod that begins; it goes with the ExternalSecret.
 *
 * Fails where something else of the tree makes a Secret of its name, where the store serves other namespaces, and where
 * a template holds what looks like a secret.
 *
 * @example
 *
 * const database = new SyncedSecret(chart, 'database', {
 *   store: ForeignSecretStore.ofCluster('vault'),
 *   keys: { password: RemoteKey.of('shop/database', { property: 'password' }) },
 * });
 * api.useSecret(database);
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
@checked
export class SyncedSecret extends OwnConstruct implements IPodSecret {
  /** The ExternalSecret. */
  public readonly externalSecret: ApiObject;
  /** The alerts: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** Name of the Secret that the operator makes. */
  public readonly secretName: string;
  /** Its namespace. */
  public readonly secretNamespace: string;
  /** How pods get it. @internal */
  public readonly _delivery: SecretDelivery;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props where the values are
   */
  constructor(scope: Construct, id: string, props: SyncedSecretProps) {
    super(scope, id);
    const { name = id, store, template, runbook = RUNBOOK } = props;
    const namespace = namespaceOf(this);
    this.secretName = name;
    this.secretNamespace = namespace;
    checkDnsSubdomain(this, 'name', name);
    checkNameOfFiles(this, `${name}${ALERTS_SUFFIX}`, RULE_FILE);
    checkRunbook(this, 'runbook', runbook);
    this.checkStore(store);
    this.checkKeys(props);
    claimSecret(this, { namespace, name });
    const labels = Platform.of(this)._objectLabels();
    this.externalSecret = this.externalSecretOf(props, labels);
    keepSecret(this, this.externalSecret, { namespace, name, ...PLACES });
    const keys = Object.keys(template?.data ?? props.keys);
    const { refreshPolicy = RefreshPolicy.PERIODIC } = props;
    const interval = inSeconds(props.refreshInterval ?? REFRESH_INTERVAL);
    keepSynced(this, this.externalSecret, { keys, refreshPolicy, storeRef: referenceOf(store), interval });
    this.recordPolicy(refreshPolicy);
    const isFixed = refreshPolicy === RefreshPolicy.CREATED_ONCE;
    this._delivery = { made: { name, keys: () => keys, isFixed } };
    this.alertRules = alertRulesObject(this, 'AlertRules', {
      metadata: { name: `${name}${ALERTS_SUFFIX}`, namespace, labels },
      groups: () => [{
        name: `${namespace}-${name}${ALERTS_SUFFIX}`, rules: syncedSecretAlerts({ namespace, name, runbook }),
      }],
    });
  }

  private externalSecretOf(props: SyncedSecretProps, labels: Record<string, string>): ApiObject {
    const { store, keys, template, deletionPolicy = DeletionPolicy.RETAIN } = props;
    const { secretName: name, secretNamespace: namespace } = this;
    const externals = new Externals(this, namespace);
    if (!isConstruct(store)) externals.add(store.storeKind, store.storeName);
    const object = new ApiObject(this, 'Resource', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace, labels },
      spec: {
        ...this.refreshFields(props),
        secretStoreRef: referenceOf(store),
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy,
          template: template && templateFields(labels, template),
        },
        data: Object.entries(keys).sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([secretKey, key]) => ({ secretKey, remoteRef: { ...key._reference, ...AS_IT_IS } })),
      },
    });
    const annotations = externals.annotations();
    if (Object.keys(annotations).length > 0) Overlay.of(object).merge({ metadata: { annotations } });
    return object;
  }

  private recordPolicy(refreshPolicy: RefreshPolicy): void {
    if (refreshPolicy === RefreshPolicy.PERIODIC) return;
    const reason = `the refresh policy ${refreshPolicy} was chosen for this secret`;
    Waivers.of(this.externalSecret).as(this).add({ checkId: 'external-secrets-are-refreshed', reason });
  }

  private refreshFields({ refreshPolicy = RefreshPolicy.PERIODIC, refreshInterval }: SyncedSecretProps) {
    if (refreshPolicy !== RefreshPolicy.PERIODIC && refreshInterval !== undefined) {
      const remedy = 'leave it out';
      const must = `come with RefreshPolicy.PERIODIC, for ${refreshPolicy} asks at no interval`;
      fail(this, { prop: 'refreshInterval', must, got: refreshInterval.toHumanString(), remedy });
    }
    const value = refreshInterval ?? REFRESH_INTERVAL;
    const seconds = wholeSeconds(this, { prop: 'refreshInterval', value }, INTERVAL_RANGE);
    return { refreshPolicy, refreshInterval: goDuration(seconds) };
  }

  private checkStore({ storeName, storeKind, storeNamespaces }: ISecretStore): void {
    checkDnsSubdomain(this, 'store.storeName', storeName);
    if (storeKind !== 'SecretStore' && storeKind !== 'ClusterSecretStore') {
      const remedy = 'write SecretStore or ClusterSecretStore';
      fail(this, { prop: 'store.storeKind', must: 'be a kind of store', got: storeKind, remedy });
    }
    if (storeNamespaces === undefined || storeNamespaces.includes(this.secretNamespace)) return;
    fail(this, {
      prop: 'store',
      must: `serve the namespace ${this.secretNamespace}`,
      got: `${storeKind} ${storeName}, which serves ${storeNamespaces.join(', ')}`,
      remedy: 'make a SecretStore in this namespace, or name it in the access of a ClusterSecretStore',
    });
  }

  private checkKeys({ store, keys, template }: SyncedSecretProps): void {
    const names = Object.keys(keys);
    if (names.length === 0) {
      const remedy = "name them, like { password: RemoteKey.of('shop/database', { property: 'password' }) }";
      fail(this, { prop: 'keys', must: 'name a key', got: keys, remedy });
    }
    for (const [name, key] of Object.entries(keys)) {
      SecretKey.of(this.secretName, name)._check(this, 'keys');
      key._check(this, `keys.${name}`);
      (store as KnownSecretStore)._provider?._checkKey(this, `keys.${name}`, key);
    }
    if (template !== undefined) checkTemplate(this, { template, names });
  }
}

function referenceOf({ storeName, storeKind }: ISecretStore): JsonObject {
  return { name: storeName, kind: storeKind };
}
