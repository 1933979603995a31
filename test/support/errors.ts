import { App } from 'cdk8s';

/** What nobody sees as what it is, lines apart. */
export const UNSEEN = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** `[path] 'prop' must ..., got ...; do ...` */
export const NAMED_ERROR = /^\[[^\]]+\] '[^']+' must [\s\S]+, got [\s\S]+; [\s\S]+$/;

/** What a ProductionApp says of the constructs that it refuses; any other message as it is. */
export function withoutHeading({ message }: Error): string {
  return message.replace(/^Nothing was written:\n {2}/, '');
}

/** Each complaint of a ProductionApp that refuses what it is to write. */
export function complaintsOf(app: App): string[] {
  return messageOf(() => app.synthYaml()).split('\n  ').slice(1);
}

/** The message that a function throws; fails where it throws none. */
export function messageOf(action: () => unknown): string {
  return errorOf(action).message;
}

/** What a function throws. */
export function errorOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
