import { Construct } from 'constructs';
import { fail } from '../../../internal/fail';
import { checkDnsLabel, checkDnsSubdomain, checkLabels } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';
import { JsonObject } from '../../../internal/values/json';
import { checkInteger, INT32_MAX } from '../../../internal/values/numbers';
import { checkText } from '../../../internal/values/plain-text';

const WORKLOADS = '{deployments,statefulsets,daemonsets}.apps';
const SERVICE_TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'];
const GROUP_RESOURCE = /^[a-z*][-a-z0-9*]*(\.[a-z0-9*][-a-z0-9.*]*)?$/;

/** Which objects a modifier is about. */
export interface ModifiedObjects {
  /**
   * Their namespaces, as the backup calls them.
   *
   * @default - all
   */
  readonly namespaces?: string[];

  /**
   * Labels that they have.
   *
   * @default - whatever they have
   */
  readonly labels?: { [key: string]: string };

  /**
   * The name of the one object.
   *
   * @default - whatever their name is
   */
  readonly name?: string;
}

/** What a modifier does, and to what. */
interface Modification {
  readonly groupResource: string;
  readonly objects?: ModifiedObjects;
  /** What a field must be. */
  readonly matches?: { readonly path: string; readonly value: string };
  /** What that field becomes. */
  readonly replacement?: string;
  /** What is merged into the object. */
  readonly merged?: JsonObject;
}

/** Refuses what the modification was made of. */
type Check = (scope: Construct, prop: string) => void;

/**
 * What is changed in objects while they are restored, for another cluster has other classes, names and addresses.
 *
 * @see https://velero.io/docs/v1.18/restore-resource-modifiers/
 */
@checked
export class ResourceModifier {
  /**
   * Gives claims another StorageClass.
   *
   * @param before as the backup has it
   * @param after one of the other cluster
   */
  public static storageClass(before: string, after: string): ResourceModifier {
    const matches = { path: '/spec/storageClassName', value: before };
    const modification = { groupResource: 'persistentvolumeclaims', matches, replacement: after };
    return new ResourceModifier(modification, namesCheck({ before, after }));
  }

  /**
   * Gives Services another type, such as `ClusterIP` where nobody may reach what is restored.
   *
   * @param serviceType `ClusterIP`, `NodePort` or `LoadBalancer`
   * @param objects which
   */
  public static serviceType(serviceType: string, objects: ModifiedObjects = {}): ResourceModifier {
    const merged = { spec: { type: serviceType } };
    return new ResourceModifier({ groupResource: 'services', objects, merged }, (scope, prop) => {
      if (SERVICE_TYPES.includes(serviceType)) return;
      const must = `be ${SERVICE_TYPES.join(', ')}`;
      fail(scope, { prop: `${prop}.serviceType`, must, got: serviceType, remedy: 'write ClusterIP' });
    });
  }

  /**
   * Gives Deployments another number of replicas, such as 0 where people look at the data first.
   *
   * @param replicas how many
   * @param objects which
   */
  public static replicas(replicas: number, objects: ModifiedObjects = {}): ResourceModifier {
    const merged = { spec: { replicas } };
    return new ResourceModifier({ groupResource: 'deployments.apps', objects, merged }, (scope, prop) => {
      checkInteger(scope, { prop: `${prop}.replicas`, value: replicas }, { min: 0, max: INT32_MAX });
    });
  }

  /**
   * Gives the first container of workloads another image, such as the same from a registry that can be reached.
   *
   * @param before the whole image, as the backup has it
   * @param after the whole image
   */
  public static image(before: string, after: string): ResourceModifier {
    const matches = { path: '/spec/template/spec/containers/0/image', value: before };
    const modification = { groupResource: WORKLOADS, matches, replacement: after };
    return new ResourceModifier(modification, textCheck({ before, after }));
  }

  /**
   * Gives Ingresses whose first rule is for a host another one. Its certificate is another one too, and follows by
   * itself where cert-manager makes it.
   *
   * @param before as the backup has it
   * @param after that of the other cluster
   */
  public static ingressHost(before: string, after: string): ResourceModifier {
    const matches = { path: '/spec/rules/0/host', value: before };
    const modification = { groupResource: 'ingresses.networking.k8s.io', matches, replacement: after };
    return new ResourceModifier(modification, namesCheck({ before, after }));
  }

  /**
   * Merges a document into objects, by RFC 7386: null removes.
   *
   * @param groupResource their plural and group, such as `deployments.apps`; `*` stands for a part of it
   * @param document what is merged
   * @param objects which
   */
  public static mergePatch(
    groupResource: string, document: { [key: string]: any }, objects: ModifiedObjects = {},
  ): ResourceModifier {
    return new ResourceModifier({ groupResource, objects, merged: document }, (scope, prop) => {
      checkText(scope, `${prop}.document`, JSON.stringify(document));
      if (GROUP_RESOURCE.test(groupResource)) return;
      const must = 'be a plural, with its group where it has one';
      const remedy = 'write it like deployments.apps';
      fail(scope, { prop: `${prop}.groupResource`, must, got: groupResource, remedy });
    });
  }

  private constructor(private readonly modification: Modification, private readonly check: Check) {}

  /** @internal */
  public _check(scope: Construct, prop: string): void {
    this.check(scope, prop);
    const { namespaces = [], labels = {}, name } = this.modification.objects ?? {};
    namespaces.forEach((namespace) => checkDnsLabel(scope, `${prop}.namespaces`, namespace));
    checkLabels(scope, `${prop}.labels`, labels);
    if (name !== undefined) checkDnsSubdomain(scope, `${prop}.name`, name);
  }

  /** One of `resourceModifierRules`. @internal */
  public get _rule(): JsonObject {
    const { groupResource, objects = {}, matches, replacement, merged } = this.modification;
    return {
      conditions: {
        groupResource,
        ...conditionsOf(objects),
        ...(matches === undefined ? {} : { matches: [{ path: matches.path, value: matches.value }] }),
      },
      ...(matches === undefined || replacement === undefined ? {} : {
        patches: [{ operation: 'replace', path: matches.path, value: replacement }],
      }),
      ...(merged === undefined ? {} : { mergePatches: [{ patchData: JSON.stringify(merged) }] }),
    };
  }
}

function conditionsOf({ namespaces = [], labels = {}, name }: ModifiedObjects): JsonObject {
  return {
    ...(name === undefined ? {} : { resourceNameRegex: `^${name.replace(/\./g, '\\.')}$` }),
    ...(namespaces.length === 0 ? {} : { namespaces: [...namespaces] }),
    ...(Object.keys(labels).length === 0 ? {} : { labelSelector: { matchLabels: { ...labels } } }),
  };
}

function namesCheck(names: Record<string, string>): Check {
  return (scope, prop) => {
    Object.entries(names).forEach(([name, value]) => checkDnsSubdomain(scope, `${prop}.${name}`, value));
  };
}

/** Velero puts these texts into JSON as they are. */
const IMAGE = /^[A-Za-z0-9][-A-Za-z0-9._:/@]*$/;

function textCheck(texts: Record<string, string>): Check {
  return (scope, prop) => {
    for (const [name, text] of Object.entries(texts)) {
      checkText(scope, `${prop}.${name}`, text);
      if (IMAGE.test(text)) continue;
      const remedy = 'write it like ghcr.io/acme/api:1.5.0';
      fail(scope, { prop: `${prop}.${name}`, must: 'be an image', got: text, remedy });
    }
  };
}
