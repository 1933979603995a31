import { createHash } from 'crypto';
import { HTML_SCRIPTS } from './embedded-scripts';
import { html, Markup } from './html-text';

const STYLE = HTML_SCRIPTS['report.css'];
const SCRIPT = HTML_SCRIPTS['report.js'];
/** Nothing is fetched or sent, and nothing runs or is styled but what is written here. */
const POLICY = [
  "default-src 'none'",
  `style-src ${sourceOf(STYLE)}`,
  `script-src ${sourceOf(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What stands before the content of the page. */
export function pageHead(title: string): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
`;
}

/** What stands behind it: the page can be read where no script runs. */
export function pageEnd(): Markup {
  return html`<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
