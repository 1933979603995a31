import * as fs from 'fs';
import * as path from 'path';
import { Construct } from 'constructs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { fileProblem } from '../../internal/values/file-problems';
import { isObject, JsonObject } from '../../internal/values/json';
import { Unshown } from '../../internal/values/shown-value';

/** The API server takes no object that is larger. */
const MAX_BYTES = 1024 * 1024;

/** What `kubeseal` wrote: a SealedSecret, whose values the controller of one cluster alone can decrypt. */
@checked
export class KubesealOutput {
  /**
   * A file of its output, YAML or JSON.
   *
   * It is read when the construct is made.
   *
   * @param sealedFile its path, from the folder that the program runs in
   */
  public static file(sealedFile: string): KubesealOutput {
    return new KubesealOutput((scope, prop) => parsed(scope, prop, read(scope, prop, sealedFile)));
  }

  /**
   * The text of its output, YAML or JSON.
   *
   * @param sealedText the text
   */
  public static text(sealedText: string): KubesealOutput {
    return new KubesealOutput((scope, prop) => parsed(scope, prop, sealedText));
  }

  /**
   * Its output, parsed by somebody else.
   *
   * @param sealedManifest the SealedSecret
   */
  public static manifest(sealedManifest: { [key: string]: any }): KubesealOutput {
    return new KubesealOutput(() => sealedManifest);
  }

  private constructor(private readonly produce: (scope: Construct, prop: string) => JsonObject) {}

  /** The object; refuses what is none. Nothing of it is shown, for it may be the Secret itself. @internal */
  public _manifest(scope: Construct, prop: string): JsonObject {
    return this.produce(scope, prop);
  }
}

function read(scope: Construct, prop: string, file: string): string {
  try {
    const { size } = fs.statSync(path.resolve(file));
    if (size <= MAX_BYTES) return fs.readFileSync(path.resolve(file), 'utf8');
  } catch (error) {
    const must = `be a file that can be read, and ${fileProblem(error)}`;
    fail(scope, { prop, must, got: file, remedy: 'write the path from the folder that the program runs in' });
  }
  fail(scope, { prop, must: 'be at most 1 MiB', got: file, remedy: 'name the output of kubeseal' });
}

function parsed(scope: Construct, prop: string, text: string): JsonObject {
  const must = 'be one object in YAML or JSON';
  const remedy = 'give what kubeseal -o yaml wrote';
  let content: unknown;
  try {
    content = text.length > MAX_BYTES ? undefined : load(text, { schema: CORE_SCHEMA });
  } catch {
    // The message of the parser would quote what it met.
    content = undefined;
  }
  if (!isObject(content)) fail(scope, { prop, must, got: new Unshown('a text'), remedy });
  return content;
}
