import * as path from 'path';
import { JsiiEntity, Language, MarkdownRenderer } from 'jsii-docgen';
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
  const page = renderer.visitApiReference(referenceOf(reference, domain), { title: domain, id: 'top' });
  page.lines(`${DOMAINS[domain]} The index of all domains is [API.md](../../API.md).`, '');
  return `${page.render(1).trimEnd()}\n`;
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
