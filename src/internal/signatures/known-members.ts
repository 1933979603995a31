import { messageAt } from '../fail';
import { closestWord } from '../values/closest-word';

/** How members are named; what else is asked for, such as `then` and `toJSON`, is asked of any object. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

/**
 * Lets an enum, or a class with constants, throw where a member is read that it does not have.
 *
 * In JavaScript such a member would be undefined, and a prop that is undefined has its default: `WorkloadProtocol.UPD`
 * would be TCP without a word. The object itself stays as it is: what is found nowhere comes to the end of its
 * prototypes, where this is asked. `in`, `Object.keys` and `JSON` do not ask.
 *
 * @param named the enum or class by its name, such as `{ WorkloadProtocol }`; a class must extend none
 */
export function knownMembersOnly(named: Readonly<Record<string, object>>): void {
  for (const [name, owner] of Object.entries(named)) {
    const prototype: object = Object.getPrototypeOf(owner);
    // By its constructor, consoles tell that it is an ordinary object.
    const above = Object.create(prototype, { constructor: { value: prototype.constructor } });
    Object.setPrototypeOf(owner, new Proxy(above, {
      get(_, key, receiver) {
        if (typeof key === 'string' && !(key in above)) refuseUnknown(name, key, constantsOf(owner));
        return Reflect.get(above, key, receiver);
      },
    }));
  }
}

function constantsOf(owner: object): string[] {
  return Object.keys(owner).filter((key) => CONSTANT.test(key));
}

function refuseUnknown(name: string, key: string, known: readonly string[]): void {
  if (!CONSTANT.test(key) && !known.some((one) => lettersOf(one) === lettersOf(key))) return;
  const meant = closestWord(key, known) ?? known.find((one) => lettersOf(one) === lettersOf(key));
  const remedy = meant === undefined ? `there are ${known.join(', ')}` : `write ${name}.${meant}`;
  throw new Error(messageAt(name, { prop: key, must: `be a member of ${name}`, got: undefined, remedy }));
}

/** The same of `INGRESS_NGINX` and `ingressNginx`. */
function lettersOf(word: string): string {
  return word.replace(/_/g, '').toUpperCase();
}
