import { shortened } from '../../internal/values/visible-text';

/** How a link of a message begins to be one. */
const LINK = '](';
const OF_LINKS = /[[\]\\]/g;

/**
 * A text as a message of SARIF: brackets that would make a link of what a stranger wrote are escaped.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317424
 */
export function plainMessage(text: string, most = Infinity): string {
  const short = shortened(text, most - '...'.length);
  return short.includes(LINK) ? short.replace(OF_LINKS, '\\$&') : short;
}
