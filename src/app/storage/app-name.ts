import * as fs from 'fs';
import * as path from 'path';

/** Python, Java and others run their programs beside this one. */
const RUNTIME_OF_JSII = /[\\/]jsii-runtime\.js$/;
const EXTENSION = /\.[cm]?[jt]sx?$/;

/** The apps that wrote a folder in this process, in their order. */
interface Apps {
  readonly numbers: WeakMap<object, number>;
  count: number;
}

const APPS = new Map<string, Apps>();

/**
 * What tells an app from others that write the same folder: its program, as it is called from there, so that it is the
 * same on every machine; and which of the apps of that program it is. None where nobody knows the program.
 */
export function appName(folder: string, app: object): string | undefined {
  const [, program] = process.argv;
  if (program === undefined) return undefined;
  const place = RUNTIME_OF_JSII.test(program) ? process.cwd() : program.replace(EXTENSION, '');
  const name = path.relative(folder, realPathOf(place)).split(path.sep).join('/');
  const number = numberOf(folder, app);
  return number === 1 ? name : `${name} (app ${number})`;
}

function numberOf(folder: string, app: object): number {
  const apps = APPS.get(folder) ?? { numbers: new WeakMap(), count: 0 };
  APPS.set(folder, apps);
  const number = apps.numbers.get(app) ?? ++apps.count;
  apps.numbers.set(app, number);
  return number;
}

/** The folder of a program may be a link. */
function realPathOf(place: string): string {
  try {
    return path.join(fs.realpathSync.native(path.dirname(place)), path.basename(place));
  } catch {
    return place;
  }
}
