import * as fs from 'fs';
import * as path from 'path';
import { readDocument } from './markdown';

const ROOT = path.resolve(__dirname, '../../..');
const LINK = /\]\(([^)\s]+)\)|href="([^"]+)"/g;
const FENCE = /^```[\s\S]*?^```$/gm;

/** The links of a document that lead to no file, or to no heading or anchor of one; those to the web are not asked. */
export function deadLinks(document: string): string[] {
  const targets = [...proseOf(document).matchAll(LINK)].map(([, markdown, html]) => markdown ?? html);
  return [...new Set(targets)].filter((target) => !/^https?:/.test(target) && isDead(document, target));
}

function isDead(document: string, target: string): boolean {
  const [file, anchor] = target.split('#');
  const linked = file === '' ? document : path.join(path.dirname(document), file);
  if (!fs.existsSync(path.join(ROOT, linked))) return true;
  return anchor !== undefined && !anchorsOf(linked).has(anchor);
}

const anchors = new Map<string, Set<string>>();

function anchorsOf(document: string): Set<string> {
  const known = anchors.get(document);
  if (known !== undefined) return known;
  const text = proseOf(document);
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading));
  const found = new Set([...ids, ...headings]);
  anchors.set(document, found);
  return found;
}

/** What forges call a heading: its text in small letters, without punctuation, with dashes for spaces. */
function slugOf(heading: string): string {
  const text = heading.replace(/<[^>]+>/g, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').trim();
  return text.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
}

function proseOf(document: string): string {
  return readDocument(document).replace(FENCE, '');
}
