import { isObject, Json, JsonObject } from './json';

// A `$` takes the character behind it along, whatever it is, so that `$$(X)` is text.
const TOKEN = /\$(?:\(([^)]*)\)|[\s\S])/g;
/** What the API server takes for the name of a variable. */
const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
/** What people call variables; in a script, other names are those of programs, and some mean fields to awk. */
const IN_SCRIPTS = /^(?!(?:NF|NR|FNR|FS|OFS|RS|ORS)$)[A-Z_][A-Z0-9_]*$/;
const SHELL = /^(.*\/)?((|a|ba|da|fi|k|z)sh|pwsh|powershell)$/;
const INLINE_SCRIPT = /^--?(\w*[ce]|eval|[cC]ommand)$/;
/** What webhooks of clouds and of OpenTelemetry put into pods, behind what is there. */
const INJECTED = /^(AWS|AZURE|OTEL)_/;
/** What the controller of Jobs puts into pods with an index, behind what is there. */
const OF_INDEX = { name: 'JOB_COMPLETION_INDEX' };
/** Every container has these, also where it is told of no other Service. */
const OF_API_SERVER = /^KUBERNETES_(SERVICE_(HOST|PORT|PORT_HTTPS)|PORT(_443_TCP(_(PROTO|PORT|ADDR))?)?)$/;
const OF_SERVICES = /_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/** What a container has beside its `env`. */
export interface GivenVariables {
  /** The names in its `envFrom`; undefined where nobody knows all of them. */
  readonly names?: ReadonlySet<string>;
  /** Whether it is told of every Service of the namespace. */
  readonly hasServiceLinks: boolean;
  /** Whether a Job gives its pods an index. */
  readonly isIndexed?: boolean;
}

/** A reference that reaches the process as text. */
export interface DanglingReference {
  /** Where in the container it stands, such as `env.URI` or `args[0]`, and the same as a path. */
  readonly field: string;
  readonly path: string;
  readonly text: string;
  readonly name: string;
  /** Whether the variable is there, but too late. */
  readonly isLate: boolean;
}

/**
 * The names that Kubernetes looks up in a text, in their order.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go
 */
export function referencesIn(text: Json): string[] {
  if (typeof text !== 'string' || !text.includes('$(')) return [];
  // Behind the last bracket nothing is closed, and each of many openings would be read to the end.
  const closed = text.slice(0, text.lastIndexOf(')') + 1);
  return [...closed.matchAll(TOKEN)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** Whether the `spec` of what makes pods is that of a Job, or of a CronJob, that gives each of them an index. */
export function hasIndex(spec: Json): boolean {
  return [spec, spec?.jobTemplate?.spec].some((job) => job?.completionMode === 'Indexed');
}

/** The items of an `env` so that each stands after those that it refers to, and otherwise as they stood. */
export function inOrderOfUse(env: readonly JsonObject[]): JsonObject[] {
  const byName = new Map(env.map((variable) => [variable.name, variable]));
  const entered = new Set<JsonObject>();
  const ordered: JsonObject[] = [];
  const place = (variable: JsonObject | undefined) => {
    if (variable === undefined || entered.has(variable)) return;
    entered.add(variable);
    referencesIn(variable.value).forEach((name) => place(byName.get(name)));
    ordered.push(variable);
  };
  env.forEach(place);
  return ordered;
}

/** Whether anything in a container may be a reference. */
export function mayRefer({ env, command, args, volumeMounts }: JsonObject): boolean {
  const texts = [
    ...itemsOf(env).map(({ value }) => value),
    ...wordsOf('command', command).map(({ text }) => text),
    ...wordsOf('args', args).map(({ text }) => text),
    ...itemsOf(volumeMounts).map(({ subPathExpr }) => subPathExpr),
  ];
  return texts.some((text) => referencesIn(text).some((name) => NAME.test(name)));
}

/** The references of a container that nothing resolves: Kubernetes leaves them as they are, and says nothing. */
export function danglingReferences(container: JsonObject, given: GivenVariables): DanglingReference[] {
  if (given.names === undefined) return [];
  const env = itemsOf(container.env);
  const reader = new Reader(given.isIndexed ? [...env, OF_INDEX] : env, given);
  return [...reader.variables(), ...reader.commandLine(container), ...reader.folders(container)];
}

/** The variables that refer to one another by way of a dangling reference of one of them; undefined where none do. */
export function circleThrough(env: Json, { path, name }: DanglingReference): string[] | undefined {
  const variables = itemsOf(env);
  const start = variables.find((_, place) => path === `env[${place}].value`);
  const byName = new Map<string, JsonObject>(variables.map((variable) => [variable.name, variable]));
  const seen = new Set<string>();
  const back = (from: string): string[] | undefined => {
    if (from === start?.name) return [from];
    if (seen.has(from)) return undefined;
    seen.add(from);
    const rest = firstOf(referencesIn(byName.get(from)?.value), back);
    return rest && [from, ...rest];
  };
  const rest = back(name);
  return rest && start && [start.name, ...rest];
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

class Reader {
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly env: readonly JsonObject[], private readonly given: GivenVariables) {
    this.places = new Map(env.map(({ name }, place) => [name, place]));
  }

  /** Each sees those before it. */
  public variables(): DanglingReference[] {
    const before = new Set<string>();
    return this.env.flatMap(({ name: own, value: text }, place) => {
      const dangling = referencesIn(text).filter((name) => !before.has(name) && this.isMissing(name, NAME));
      before.add(own);
      return dangling.map((name) => ({
        field: `env.${typeof own === 'string' ? own : place}`,
        path: `env[${place}].value`,
        text,
        name,
        isLate: this.places.has(name),
      }));
    });
  }

  /** Sees all of them. */
  public commandLine({ command, args }: JsonObject): DanglingReference[] {
    const words = [...wordsOf('command', command), ...wordsOf('args', args)];
    return words.flatMap(({ field, text }, index) => {
      const isScript = words.slice(0, index).some((word) => SHELL.test(word.text))
        || (index > 0 && INLINE_SCRIPT.test(words[index - 1].text));
      return this.missing({ field, path: field, text }, isScript ? IN_SCRIPTS : NAME);
    });
  }

  /** A folder of a volume sees all of them too. */
  public folders({ volumeMounts }: JsonObject): DanglingReference[] {
    return itemsOf(volumeMounts).flatMap(({ subPathExpr: text }, index) => {
      const field = `volumeMounts[${index}].subPathExpr`;
      return this.missing({ field, path: field, text }, NAME);
    });
  }

  private missing(place: Pick<DanglingReference, 'field' | 'path' | 'text'>, names: RegExp): DanglingReference[] {
    const missing = referencesIn(place.text).filter((name) => (
      !this.places.has(name) && !INJECTED.test(name) && this.isMissing(name, names)
    ));
    return missing.map((name) => ({ ...place, name, isLate: false }));
  }

  private isMissing(name: string, names: RegExp): boolean {
    const { given } = this;
    const isFromService = OF_API_SERVER.test(name) || (given.hasServiceLinks && OF_SERVICES.test(name));
    return !given.names!.has(name) && !isFromService && (names.test(name) || this.places.has(name));
  }
}

/** What is no map stays in its place. */
function itemsOf(list: Json): JsonObject[] {
  return Array.isArray(list) ? list.map((item) => (isObject(item) ? item : {})) : [];
}

function wordsOf(list: string, words: Json): { field: string; text: string }[] {
  if (!Array.isArray(words)) return [];
  return words.map((text, index) => ({ field: `${list}[${index}]`, text: typeof text === 'string' ? text : '' }));
}
