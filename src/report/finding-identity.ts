import { namePartsOf } from './object-names';
import type { Manifest } from '../checks/model/manifest';
import { Result } from '../checks/model/result';
import { isMap } from '../checks/model/values/plain-data';
import { maskedText } from '../internal/secrets/masked-text';
import { shownText } from '../internal/values/visible-text';

/** What a finding is known by in the next run, too: neither the line nor what the message says. */
export interface FindingIdentity {
  readonly check: string;
  /** With its group; empty where the finding is about no object. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly container?: string;
  /** With the names of list items instead of their places: `spec.template.spec.containers[web].image`. */
  readonly path?: string;
}

type ObjectIdentity = Pick<FindingIdentity, 'kind' | 'namespace' | 'name'>;

const NO_OBJECT: ObjectIdentity = { kind: '', namespace: '', name: '' };
/** A dozen findings are about the same one. */
const KNOWN = new WeakMap<Manifest, ObjectIdentity>();
const MAX_PATH = 1000;
const STEP = /([^.[\]]+)|\[([^[\]]*)\]/g;
const INDEX = /^\d{1,10}$/;
/** As containers, ports, volumes and variables are called. */
const ITEM_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}$/;

/** The identity of a result; two findings of an object that are alike have the same. */
export function identityOf({ check, manifest, container, path }: Result): FindingIdentity {
  return {
    check: check.id,
    ...objectIdentityOf(manifest),
    ...(container === undefined ? {} : { container: shownText(container) }),
    ...(path === undefined ? {} : { path: shownText(lastingPath(path, manifest?.content), MAX_PATH) }),
  };
}

/** What an object is known by in the next run; all is empty where there is none. */
export function objectIdentityOf(manifest?: Manifest): ObjectIdentity {
  if (manifest === undefined) return NO_OBJECT;
  let identity = KNOWN.get(manifest);
  if (identity === undefined) {
    const { namespace, name } = namePartsOf(manifest);
    KNOWN.set(manifest, identity = { kind: shownText(maskedText(manifest.groupKind)), namespace, name });
  }
  return identity;
}

/** Whoever adds a container before another one moves it, and changes nothing of what is wrong with it. */
function lastingPath(path: string, content: unknown): string {
  let node: unknown = content;
  return path.replace(STEP, (step, plain: string | undefined, bracketed = '') => {
    const key = plain ?? bracketed;
    const isItem = plain === undefined && INDEX.test(key) && !isMap(node);
    node = childOf(node, key);
    return isItem ? `[${nameOf(node)}]` : step;
  });
}

function childOf(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return INDEX.test(key) ? node[Number(key)] : undefined;
  return isMap(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}

/** Empty where it has none, or one that might be a secret. */
function nameOf(item: unknown): string {
  const name = isMap(item) && Object.hasOwn(item, 'name') ? item.name : undefined;
  return typeof name === 'string' && ITEM_NAME.test(name) && maskedText(name) === name ? name : '';
}
