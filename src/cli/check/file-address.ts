import * as path from 'path';
import { pathToFileURL } from 'url';
import { STDIN } from '../../checks/loading/bounded-text';
import { maskedPath } from '../../internal/secrets/masked-text';

/** Where a file is, as SARIF says it. */
export interface FileAddress {
  readonly uri: string;
  /** Of what it is a part. */
  readonly uriBaseId?: string;
}

/**
 * The address of a file: from where the command runs, which is the root of the repository wherever somebody looks at
 * it, or the whole of it where it is elsewhere. What comes in has none.
 */
export function fileAddress(file: string): FileAddress | undefined {
  if (file === STDIN) return undefined;
  const parts = path.relative(process.cwd(), path.resolve(maskedPath(file))).split(path.sep);
  if (parts[0] === '..' || path.isAbsolute(parts.join(path.sep))) {
    return { uri: pathToFileURL(path.resolve(maskedPath(file))).href };
  }
  return { uri: parts.map(encodedPart).join('/'), uriBaseId: '%SRCROOT%' };
}

/** Half of what is written as two characters has no code. */
function encodedPart(part: string): string {
  return encodeURIComponent(Buffer.from(part).toString());
}
