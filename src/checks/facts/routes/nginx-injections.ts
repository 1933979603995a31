import type { Finding } from '../../model/check';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const PREFIX = 'nginx.ingress.kubernetes.io/';
/** Values that ingress-nginx copied into its configuration as they are, and what ends them there. */
const COPIED: Readonly<Record<string, RegExp>> = {
  'auth-tls-match-cn': /[;#"']/,
  'auth-url': /[;#{}"'\s]/,
  'mirror-host': /[;#{}"'\s]/,
  'mirror-target': /[;#{}"'\s]/,
};
/** Directives of NGINX that run code or serve files, and files of the controller, as its own inspector refuses them. */
const DIRECTIVE = /_by_lua|\b(?:lua_|alias\s[^;]*;|root\s[^;]*;|proxy_pass\s|load_module\s)/;
const FILE_OF_CONTROLLER = /\/(?:etc\/(?:passwd|shadow|group|nginx|ingress-controller|kubernetes)|var\/run\/secrets)/;
/** What ends the location that NGINX makes of a path. */
const END_OF_LOCATION = /[;{}\r\n]/;

/** Values of annotations that end where NGINX expects them, and go on as its configuration. */
export function annotationInjections(annotations: Readonly<Record<string, unknown>>): Finding[] {
  return Object.keys(annotations).filter((key) => key.startsWith(PREFIX) && !/-snippets?$/.test(key))
    .flatMap((key) => {
      const fault = faultOf(key.slice(PREFIX.length), textOf(annotations[key]).trim());
      return fault === undefined ? []
        : [{ passed: false, message: `${fault} in ${key}`, path: `metadata.annotations[${key}]` }];
    });
}

/** Paths that name files of the controller, or more than a path. */
export function pathInjections(spec: PlainMap): Finding[] {
  return mapsIn(spec.rules).flatMap(({ item, index }) => mapsIn(mapOf(item.http).paths).flatMap((entry) => {
    const path = textOf(entry.item.path);
    // A regular expression may well count.
    const isPlain = entry.item.pathType === 'Exact' || entry.item.pathType === 'Prefix';
    if (!FILE_OF_CONTROLLER.test(path) && !(isPlain && END_OF_LOCATION.test(path))) return [];
    const place = `spec.rules[${index}].http.paths[${entry.index}].path`;
    return [{ passed: false, message: 'has a path that means files or settings of the controller', path: place }];
  }));
}

function faultOf(name: string, value: string): string | undefined {
  if (Object.hasOwn(COPIED, name) && COPIED[name].test(value)) return 'has characters that end a directive';
  if (DIRECTIVE.test(value)) return 'has a directive of NGINX';
  if (FILE_OF_CONTROLLER.test(value)) return 'names files of the controller';
  // A list may have a line for each of its items.
  const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  return lines.slice(0, -1).some((line) => !line.endsWith(',')) ? 'has a line feed' : undefined;
}
