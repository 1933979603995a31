import { waitFor } from './wait';
import { readCrdFile } from '../../scripts/schemas/crd-files';
import { CRD_SOURCES, CrdSource } from '../../scripts/schemas/sources';
import { Connection, send } from '../../src/cli/dry-run/api-server';
import { readDocuments } from '../../src/cli/dry-run/manifest-file';
import { messageOf } from '../../src/cli/dry-run/verdict';
import { readIndex, readSchema } from '../../test/support/schemas';

const COLLECTION = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const ESTABLISH_SECONDS = 300;

interface CustomResourceDefinition {
  readonly status?: { readonly conditions?: { readonly type: string; readonly status: string }[] };
}

/** Kinds whose objects are left out, and why. */
export interface MissingDefinition {
  /** Each as `apiVersion/kind`. */
  readonly kinds: readonly string[];
  readonly reason: string;
}

/** Installs the definitions of what we write, from the projects' own modules; gives what could not be had. */
export async function installCustomResources(connection: Connection, minor: number): Promise<MissingDefinition[]> {
  const leftOut: MissingDefinition[] = [];
  const texts = CRD_SOURCES.filter(({ since = 0 }) => since <= minor).flatMap((source) => {
    const text = definitionText(source);
    if (text === undefined) {leftOut.push({ kinds: kindsOf(source), reason: `${source.module} cannot be downloaded` });}
    return text ?? [];
  });
  await Promise.all(texts.map((text) => install(connection, text)));
  return leftOut;
}

/** What its schemas, which are kept, say that a source defines. */
function kindsOf({ module, file }: CrdSource): string[] {
  const entries = readIndex().filter((entry) => entry.module === module && entry.source === file);
  return entries.flatMap((entry) => Object.keys((readSchema(entry.file) as { kinds: object }).kinds));
}

function definitionText(source: CrdSource): string | undefined {
  try {
    return readCrdFile(source).text;
  } catch {
    return undefined;
  }
}

async function install(connection: Connection, text: string): Promise<void> {
  for (const { text: definition, name } of readDocuments(text)) {
    const answer = await send(connection, { method: 'POST', path: COLLECTION, text: definition });
    if (answer.status !== 201) throw new Error(`${name} is refused: ${messageOf(answer.text)}`);
    await waitFor({ what: `the establishment of ${name}`, seconds: ESTABLISH_SECONDS }, async () => {
      const { text: json } = await send(connection, { method: 'GET', path: `${COLLECTION}/${name}` });
      const { status } = JSON.parse(json) as CustomResourceDefinition;
      const isEstablished = status?.conditions?.some((one) => one.type === 'Established' && one.status === 'True');
      return isEstablished ? true : undefined;
    });
  }
}
