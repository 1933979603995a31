import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubesealOutput } from './kubeseal-output';
import { SealedContent, sealedContent } from './sealed-manifest';
import { fail } from '../../internal/fail';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { JsonObject } from '../../internal/values/json';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { claimSecret, keepSecret } from '../made-secret';
import { IPodSecret } from '../pod-secret';
import { SecretDelivery } from '../secret-delivery';

const PLACES = { names: [['metadata', 'name']], namespaces: [['metadata', 'namespace']] };
/** Properties for `SealedSecret`. */
export interface SealedSecretProps {
  /** What kubeseal wrote for the cluster that it is to be decrypted in. */
  readonly sealed: KubesealOutput;

  /**
   * Name of the SealedSecret and of the Secret that is made of it, for what is sealed for a whole namespace or cluster.
   *
   * @default - the one that it was sealed for
   */
  readonly name?: string;

  /**
   * Why it may be decrypted in every namespace of the cluster, where it was sealed so.
   *
   * It is recorded as a waiver.
   *
   * @default - what was sealed cluster-wide is refused
   */
  readonly clusterWideReason?: string;
}

/**
 * A Secret that is encrypted for the controller of one cluster, which alone can decrypt it.
 *
 * Writes a SealedSecret of what kubeseal wrote. It is bound to its namespace and, at the default scope, to its name:
 * one that was sealed for another place is refused here, for the controller could not decrypt it there. Workloads of
 * its namespace take it by `useSecret`.
 *
 * Keep a copy of the controller's keys outside of the cluster: without them nothing can be decrypted again.
 *
 * @example
 *
 * const database = new SealedSecret(chart, 'database', { sealed: KubesealOutput.text(sealedText) });
 * api.useSecret(database, { rollsPods: true });
 *
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
@checked
export class SealedSecret extends OwnConstruct implements IPodSecret {
  /** The SealedSecret. */
  public readonly resource: ApiObject;
  /** Name of the Secret that the controller makes. */
  public readonly secretName: string;
  /** Its namespace. */
  public readonly secretNamespace: string;
  /** How pods get it. @internal */
  public readonly _delivery: SecretDelivery;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope
   * @param props what kubeseal wrote
   */
  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    super(scope, id);
    const content = sealedContent(this, props.sealed._manifest(this, 'sealed'));
    const namespace = namespaceOf(this);
    const { name = content.name } = props;
    this.secretName = name;
    this.secretNamespace = namespace;
    checkDnsSubdomain(this, 'name', name);
    this.checkPlace(content);
    this.checkReach(content, props.clusterWideReason);
    claimSecret(this, { namespace, name });
    this.resource = this.objectOf(content);
    keepSecret(this, this.resource, { namespace, name, ...PLACES });
    const waivers = Waivers.of(this.resource);
    this._recordAt(this.resource, waivers);
    const { clusterWideReason: reason } = props;
    if (reason !== undefined) waivers.as(this).addOptOut('clusterWideReason', 'sealed-secrets-are-bound', { reason });
    const keys = Object.keys({ ...content.encryptedData, ...content.template.data }).sort();
    this._delivery = { made: { name, keys: () => keys, sealed: this.resource } };
  }

  private objectOf({ annotations, labels, encryptedData, template }: SealedContent): ApiObject {
    const { secretName: name, secretNamespace: namespace } = this;
    const own = Platform.of(this)._objectLabels();
    const { metadata, ...fields } = template;
    return new ApiObject(this, 'Resource', {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: {
        name, namespace, labels: { ...labels, ...own }, ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
      spec: {
        encryptedData: sorted(encryptedData),
        template: { ...fields, metadata: templateMetadata({ name, namespace, own }, metadata) },
      },
    });
  }

  /** The controller decrypts nothing that was encrypted for another place. */
  private checkPlace({ scope, name, namespace }: SealedContent): void {
    const remedy = 'seal it again for this place, with kubeseal and the certificate of the cluster';
    if (scope !== 'cluster-wide' && namespace !== this.secretNamespace) {
      const must = `be sealed for the namespace that it is put into, ${this.secretNamespace}`;
      fail(this, { prop: 'sealed.metadata.namespace', must, got: namespace, remedy });
    }
    if (scope !== 'strict' || name === this.secretName) return;
    const must = `stay ${name}, for which it was sealed`;
    const bound = 'leave it out, or seal it with --scope namespace-wide';
    fail(this, { prop: 'name', must, got: this.secretName, remedy: bound });
  }

  private checkReach({ scope }: SealedContent, reason: string | undefined): void {
    if (scope === 'cluster-wide' && reason === undefined) {
      const remedy = 'seal it for its namespace, or say why in clusterWideReason';
      const must = 'bind it to a namespace, or whoever has the text can have it decrypted anywhere in the cluster';
      fail(this, { prop: 'sealed.metadata.annotations', must, got: scope, remedy });
    }
    if (scope === 'cluster-wide' || reason === undefined) return;
    const must = 'come with what is sealed cluster-wide';
    fail(this, { prop: 'clusterWideReason', must, got: reason, remedy: 'leave it out: this one is bound' });
  }
}

interface OwnMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly own: Record<string, string>;
}

/** Of the Secret, which gets no labels but these. */
function templateMetadata({ name, namespace, own }: OwnMetadata, given: JsonObject): JsonObject {
  const { annotations, labels, finalizers } = given;
  return {
    name, namespace, labels: { ...labels, ...own }, ...(annotations ? { annotations } : {}), finalizers,
  };
}

function sorted(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1)));
}
