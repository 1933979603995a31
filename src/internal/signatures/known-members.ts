import { messageAt } from '../fail';
import { closestWord } from '../values/closest-word';

/** How constants are named; what else is asked for, such as `then` and `toJSON`, is asked of any object. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;
/** A word of fewer letters is close to too many, such as `node` to `none`. */
const LETTERS_A_SLIP = 5;

/**
 * Lets an enum, or a class with constants or factories, throw where a member is read that it does not have.
 *
 * In JavaScript such a member would be undefined, and a prop that is undefined has its default: `WorkloadProtocol.UPD`
 * would be TCP without a word. A factory that is close to none may be what any object is asked for: it stays undefined.
 * The object itself stays as it is: what is found nowhere comes to the end of its prototypes, where this is asked.
 * `in`, `Object.keys` and `JSON` do not ask.
 *
 * @param named the enum or class by its name, such as `{ WorkloadProtocol }`; a class must extend none
 * @param factories the static functions of the class that others may call
 */
export function knownMembersOnly(
  named: Readonly<Record<string, object>>,
  factories: readonly string[] = [],
): void {
  for (const [name, owner] of Object.entries(named)) {
    const prototype: object = Object.getPrototypeOf(owner);
    // By its constructor, consoles tell that it is an ordinary object.
    const above = Object.create(prototype, { constructor: { value: prototype.constructor } });
    Object.setPrototypeOf(owner, new Proxy(above, {
      get(_, key, receiver) {
        if (typeof key === 'string' && !(key in above)) refuseUnknown(name, key, [...constantsOf(owner), ...factories]);
        return Reflect.get(above, key, receiver);
      },
    }));
  }
}

function constantsOf(owner: object): string[] {
  return Object.keys(owner).filter((key) => CONSTANT.test(key));
}

function refuseUnknown(name: string, key: string, known: readonly string[]): void {
  const same = known.find((one) => lettersOf(one) === lettersOf(key));
  const slips = CONSTANT.test(key) ? undefined : Math.floor(key.length / LETTERS_A_SLIP);
  const meant = same ?? closestWord(key, known, slips);
  if (meant === undefined && !CONSTANT.test(key)) return;
  const remedy = meant === undefined ? `there are ${known.join(', ')}` : `write ${name}.${meant}`;
  throw new Error(messageAt(name, { prop: key, must: `be a member of ${name}`, got: undefined, remedy }));
}

/** The same of `INGRESS_NGINX` and `ingressNginx`. */
function lettersOf(word: string): string {
  return word.replace(/_/g, '').toUpperCase();
}
