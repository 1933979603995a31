import * as path from 'path';
import { ApiReferenceSchema, JsiiEntity, Language, MarkdownRenderer } from 'jsii-docgen';
import { DOMAINS, pageOf } from './domains';
import { Reference, referenceOf } from './reference';

/** The reference of a domain: each type with its members, as jsii-docgen writes them. */
export function pageText(reference: Reference, domain: string): string {
  const renderer = new MarkdownRenderer({
    ...reference.metadata,
    language: Language.TYPESCRIPT,
    anchorFormatter,
    linkFormatter: (entity) => link(entity, domain, reference),
  });
  const page = renderer.visitApiReference(withMinuses(referenceOf(reference, domain)), { title: domain, id: 'top' });
  page.lines(`${DOMAINS[domain]} The index of all domains is [API.md](../../API.md).`, '');
  return `${page.render(1).trimEnd()}\n`;
}

/** jsii-docgen takes the minus of a default for the dash before a sentence, and leaves it out. */
function withMinuses(part: ApiReferenceSchema): ApiReferenceSchema {
  return JSON.parse(JSON.stringify(part, (key, value: unknown) => (
    key === 'default' && typeof value === 'string' && /^-\d/.test(value) ? `- ${value}` : value
  ))) as ApiReferenceSchema;
}

/** The name of a type or a member, without that of the package. */
function anchorFormatter({ id }: JsiiEntity): string {
  return id.slice(id.indexOf('.') + 1);
}

function link(entity: JsiiEntity, domain: string, { metadata, domains }: Reference): string {
  if (entity.packageName !== metadata.packageName) return entity.fqn;
  const anchor = anchorFormatter(entity);
  const home = domains.get(anchor.split('.')[0]);
  if (home === undefined) throw new Error(`${entity.fqn} is of no domain`);
  const page = home === domain ? '' : path.basename(pageOf(home));
  return `<a href="${page}#${anchor}">${entity.displayName}</a>`;
}
