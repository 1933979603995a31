import { createHash } from 'crypto';
import { ApiObject } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { ConfigContent } from './config-rules';
import { Overlay } from '../../internal/manifest/overlay';
import { isResolved } from '../../internal/manifest/tokens';
import { assembledConfigMaps } from '../../internal/tree/labeled-config-maps';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { isObject, Json, JsonObject } from '../../internal/values/json';

const HASH_LENGTH = 16;
/** As many as Kustomize writes. */
const NAME_HASH_LENGTH = 10;

/** A ConfigMap of ours, for those who take their configuration from it: what it holds, whatever changed it. */
export class ConfigSource {
  /**
   * @param configMap the ConfigMap
   * @param mountPath the folder of its files; undefined where the entries are variables
   * @param filesBeside those that stand beside what the image has there; undefined where they take its place
   */
  constructor(
    public readonly configMap: ConfigMap,
    public readonly mountPath: string | undefined,
    public readonly filesBeside: readonly string[] | undefined,
  ) {}

  /** The variables that a process has from it. */
  public get variables(): string[] {
    return this.mountPath === undefined ? Object.keys(mapOf(this.content.data)) : [];
  }

  /** As it is finally written. It need not be rendered where all of that is known. */
  public get content(): ConfigContent {
    const object = ApiObject.of(this.configMap);
    const { data, binaryData } = this.configMap;
    const isPlain = !Overlay.of(object).isChanged && !assembledConfigMaps(object).has(object);
    const isKnown = isPlain && isResolved(data, object) && isResolved(binaryData, object);
    return isKnown ? { data, binaryData } : RenderedDocuments.of(object).documentOf(object);
  }
}

/** Where a container takes its configuration from. */
export class ConfigSources {
  private readonly sources: ConfigSource[] = [];

  public add(source: ConfigSource): void {
    this.sources.push(source);
  }

  /** The variables that the process has from all of them. */
  public get variables(): string[] {
    return this.sources.flatMap(({ variables }) => variables);
  }

  /** Names of the files that are no text. */
  public get binaryFiles(): string[] {
    return this.sources.flatMap(({ content }) => Object.keys(mapOf(content.binaryData)));
  }

  /** The source that is the ConfigMap of this name. */
  public named(name: string): ConfigSource | undefined {
    return this.sources.find(({ configMap }) => configMap.name === name);
  }

  /** Changes with what they hold; the order of sources and entries does not matter. Undefined where there are none. */
  public get hash(): string | undefined {
    if (this.sources.length === 0) return undefined;
    const sorted = [...this.sources].sort((left, right) => (left.configMap.name < right.configMap.name ? -1 : 1));
    const [only, ...others] = sorted.map(entriesOf);
    const text = JSON.stringify(others.length === 0 ? only : [only, ...others]);
    return hashOf(text, HASH_LENGTH);
  }
}

/** What the name of a ConfigMap ends with that never changes: another content has another name. */
export function nameHash(content: ConfigContent): string {
  return hashOf(JSON.stringify(entriesIn(content)), NAME_HASH_LENGTH);
}

function hashOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

function entriesOf({ content }: ConfigSource): Json {
  return entriesIn(content);
}

function entriesIn({ data, binaryData }: ConfigContent): Json {
  const [texts, binaries] = [sortedEntries(data), sortedEntries(binaryData)];
  return binaries.length === 0 ? texts : [texts, binaries];
}

function sortedEntries(map: Json): [string, Json][] {
  return Object.entries(mapOf(map)).sort(([left], [right]) => (left < right ? -1 : 1));
}

function mapOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}
