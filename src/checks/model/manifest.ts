import { isClusterScoped } from './cluster-scoped';
import { PodTemplate } from './manifest-pods';
import { podTemplatesOf } from './pod-carriers';
import { mapOf } from './values/plain-data';
import { textOf } from './values/text-of';
import { checked } from '../../internal/signatures/checked';

/** Kinds that are met with the version of the core group, which has none of them; what is meant is judged. */
const GROUPS = new Map(Object.entries({
  'apps': ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  'batch': ['Job', 'CronJob'],
  'autoscaling': ['HorizontalPodAutoscaler'],
  'policy': ['PodDisruptionBudget'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  'rbac.authorization.k8s.io': ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
  'apps.openshift.io': ['DeploymentConfig'],
}).flatMap(([group, kinds]) => kinds.map((kind) => [kind, group])));

/** Where an object was read. */
export interface ManifestSource {
  /** The file. */
  readonly file: string;

  /** The line on which its document begins, from 1. */
  readonly line: number;

  /** Where it stands in its document, such as `items[2]`, and empty where it is the document. */
  readonly within: string;

  /** The document as it is written. */
  readonly text: string;
}

/** One Kubernetes object as plain data, whatever made it. */
@checked
export class Manifest {
  /** The API version, such as `apps/v1`. */
  public readonly apiVersion: string;
  /** The API group, empty for the core group. */
  public readonly group: string;
  /** The kind. */
  public readonly kind: string;
  /** The kind as checks name it: `Service`, `apps/Deployment`. */
  public readonly groupKind: string;
  /** The name, empty where there is none. */
  public readonly name: string;
  /** The namespace as it is written, empty where none is, and for kinds that stand in none. */
  public readonly namespace: string;
  /** The labels. */
  public readonly labels: { [key: string]: string };
  /** The annotations. */
  public readonly annotations: { [key: string]: string };
  /** The templates of its pods: one for most, several for a set of jobs, none for what makes no pods. */
  public readonly pods: PodTemplate[];

  /**
   * @param content the object
   * @param source where it was read, left out where it was made by a program
   */
  constructor(
    /** The object as it is written. */
    public readonly content: { [key: string]: any },
    /** Where it was read. */
    public readonly source?: ManifestSource,
  ) {
    const { apiVersion, kind, metadata } = content;
    this.apiVersion = textOf(apiVersion);
    this.group = this.apiVersion.includes('/') ? this.apiVersion.split('/')[0] : '';
    this.kind = textOf(kind);
    const group = this.apiVersion === 'v1' ? GROUPS.get(this.kind) ?? '' : this.group;
    this.groupKind = group === '' ? this.kind : `${group}/${this.kind}`;
    this.name = textOf(metadata?.name);
    this.namespace = isClusterScoped(this.groupKind) ? '' : textOf(metadata?.namespace);
    this.labels = mapOf(metadata?.labels);
    this.annotations = mapOf(metadata?.annotations);
    this.pods = podTemplatesOf(this.groupKind, content);
  }

  /** Its `spec`, empty where there is none. */
  public get spec(): { [key: string]: any } {
    return mapOf(this.content.spec);
  }
}
