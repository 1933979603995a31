import { listOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** What a container is started with, word by word. */
export function commandWords({ command, args }: PlainMap): string[] {
  return [...listOf(command), ...listOf(args)].map(textOf);
}
