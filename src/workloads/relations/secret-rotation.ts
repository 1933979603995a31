import { createHash } from 'crypto';
import { ApiObject, Lazy } from 'cdk8s';
import { SECRET_HASH_ANNOTATION, SECRET_RELOAD_ANNOTATION } from '../../internal/naming/labels';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { Json, JsonObject } from '../../internal/values/json';

/** What changes pods, by annotations. */
interface RolledPods {
  changePods(template: JsonObject): void;
  changeController(fragment: JsonObject): void;
}

/** What is known of the secrets that pods use: which make them roll, and why some are variables. */
export class SecretRotation {
  /** Why secrets are variables. */
  public readonly reasons: string[] = [];
  /** Whether an agent writes some. */
  public hasAgent = false;
  private readonly hashed: (() => string)[] = [];
  private readonly reloaded: string[] = [];

  /** Of what is sealed: pods change with the manifest. */
  public addSealed(pods: RolledPods, object: ApiObject): void {
    this.addHashed(pods, () => encryptedText(RenderedDocuments.of(object).documentOf(object)));
  }

  /** Of what a driver mounts, which is read when pods begin: those that run have what was named before. */
  public addMounted(pods: RolledPods, object: ApiObject): void {
    this.addHashed(pods, () => mountedText(RenderedDocuments.of(object).documentOf(object)));
  }

  /** Of what changes in the cluster alone: a controller there looks at it. */
  public addReloaded(pods: RolledPods, name: string): void {
    this.reloaded.push(name);
    if (this.reloaded.length > 1) return;
    const value = Lazy.any({ produce: () => [...this.reloaded].sort().join(',') });
    pods.changeController({ metadata: { annotations: { [SECRET_RELOAD_ANNOTATION]: value } } });
  }

  private addHashed(pods: RolledPods, text: () => string): void {
    this.hashed.push(text);
    if (this.hashed.length > 1) return;
    const value = Lazy.any({ produce: () => this.hash });
    pods.changePods({ metadata: { annotations: { [SECRET_HASH_ANNOTATION]: value } } });
  }

  private get hash(): string {
    const texts = this.hashed.map((text) => text()).sort();
    return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
  }
}

function encryptedText({ metadata, spec }: JsonObject): string {
  const entries = Object.entries<Json>(spec.encryptedData).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([metadata.name, entries]);
}

function mountedText({ metadata, spec }: JsonObject): string {
  return JSON.stringify([metadata.name, spec]);
}
