import { ApiObject } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Config } from './config';
import { ConfigSource } from './config-source';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { MANAGED_BY, MANAGED_BY_LABEL, NAME_LABEL, PART_OF_LABEL } from '../../internal/naming/labels';
import { checkDnsSubdomain, shortenedLabel } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { JsonObject } from '../../internal/values/json';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';

/** Properties for `SharedConfig`. */
export interface SharedConfigProps {
  /**
   * The files or the environment variables.
   *
   * In the manifest: ConfigMap `data`.
   */
  readonly config: Config;

  /**
   * Name of the ConfigMap, a DNS-1123 subdomain.
   *
   * Where the configuration is immutable, a hash follows it.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/** Options for `useConfig`. */
export interface UseConfigOptions {
  /**
   * Folder in which the files appear.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts[].mountPath`.
   *
   * @default - the one of the configuration
   */
  readonly mountPath?: string;
}

/**
 * Configuration that several workloads of a namespace have in common, beside what each has of its own.
 *
 * Writes a ConfigMap. A changed value rolls the pods of each workload that uses it, however it was changed. Fails where
 * the entries cannot be files or variables.
 *
 * @example
 *
 * const shared = new SharedConfig(chart, 'environment', { config: Config.environment({ REGION: 'eu-west-1' }) });
 * api.useConfig(shared);
 * mailer.useConfig(shared);
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
@checked
export class SharedConfig extends OwnConstruct {
  /** The ConfigMap. */
  public readonly configMap: ConfigMap;
  /** What workloads take from it. @internal */
  public readonly _source: ConfigSource;
  /** Whose workloads can use it. @internal */
  public readonly _namespace: string;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param props the configuration
   */
  constructor(scope: Construct, id: string, props: SharedConfigProps) {
    super(scope, id);
    const { name = id, config } = props;
    const namespace = this._namespace = namespaceOf(this);
    checkDnsSubdomain(this, 'name', name);
    const labels = { [NAME_LABEL]: shortenedLabel(name), [PART_OF_LABEL]: namespace, [MANAGED_BY_LABEL]: MANAGED_BY };
    this._source = config._source(this, 'Resource', {
      name,
      namespace,
      labels: { ...labels, ...Platform.of(this)._labels() },
    });
    this.configMap = this._source.configMap;
    // With the hash of what is immutable.
    checkDnsSubdomain(this, 'name', this.configMap.name);
    Overlay.of(ApiObject.of(this.configMap)).require((document) => this.checkPlace(document), () => false);
  }

  private checkPlace(document: JsonObject): void {
    const { configMap: { name }, _namespace: namespace } = this;
    const reason = 'workloads of the namespace take it by that';
    const other = 'make it in the other namespace instead';
    const rename = 'give it the prop name instead';
    checkField(this, document, { path: ['metadata', 'name'], value: name, reason, remedy: rename });
    checkField(this, document, { path: ['metadata', 'namespace'], value: namespace, reason, remedy: other });
  }
}
