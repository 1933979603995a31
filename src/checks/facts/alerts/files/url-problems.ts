import { isPlaceholder } from '../../../../internal/secrets/placeholders';
import { isUrlOfGo } from '../../../../internal/values/addresses/asked-urls';
import { Finding } from '../../../model/check';
import { PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { problem } from '../../validity/problems';

/** Fields of Alertmanager that it asks by itself; others are links, for people. */
const ASKED = /^(?:url|pagerduty_url|(?:\w+_)?(?:api|app|webhook)_url)$/;
/** Where such a field is text that somebody else reads. */
const OF_OTHERS = ['sns_configs', 'pushover_configs'];

/** What Alertmanager refuses as an address, at a place such as `global` or `slack_configs`. */
export function urlProblems(holder: PlainMap, place: string, path: string): Finding[] {
  if (OF_OTHERS.includes(place)) return [];
  return Object.entries(holder).filter(([field]) => ASKED.test(field)).flatMap(([field, value]) => {
    const text = textOf(value);
    if (text === '' || isPlaceholder(text) || isUrlOfGo(text)) return [];
    // It may be the secret.
    return [problem(`${path}.${field}`, `has ${field} that is no http or https address`)];
  });
}
