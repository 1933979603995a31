/** Values that are secrets by their form. Each has a bounded length, so that no text takes long to search. */
const FORMS = [
  /-{3,5}BEGIN [A-Z ]{0,30}PRIVATE KEY( BLOCK)?-{3,5}/,
  /^[ \t]{0,10}bearer[ \t]{1,10}[\w.~+/=-]{8}/i,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bAIza[\w-]{35}/,
  /\bgh[pousr]_[A-Za-z0-9]{36}/,
  /\bgithub_pat_\w{22}/,
  /\bglpat-[\w-]{20}/,
  /\bnpm_[A-Za-z0-9]{36}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  /\bhooks\.slack\.com\/services\/T\w{3,20}\/B\w{3,20}\/\w{16}/,
  /\bsk_live_[A-Za-z0-9]{16}/,
  /\bSG\.[\w-]{22}\.[\w-]{43}/,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{10}/,
  /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,2000}\.[\w-]{10}/,
  /\bIDENTIFIED[ \t]{1,10}BY[ \t]{1,10}'[^'$<{%]{1,200}'/i,
  /\bPASSWORD[ \t]{1,10}'[^'$<{%]{1,200}'/i,
];
const ADDRESS = /:\/\/[^\s:/@]{0,100}:[^\s:/@$<{%*][^\s:/@]{0,200}@/;
const COMMENT = /^[ \t]{0,100}(#|\/\/|;|--[ \t])/;

/** Whether a value holds a secret that is known by its form. */
export function hasSecretForm(value: string): boolean {
  return FORMS.some((form) => form.test(value)) || ADDRESS.test(value);
}

/** Whether a text with many lines does; what a comment shows of an address is an example. */
export function linesHaveSecretForm(text: string): boolean {
  return FORMS.some((form) => form.test(text))
    || (ADDRESS.test(text) && text.split(/\r?\n/).some((line) => !COMMENT.test(line) && ADDRESS.test(line)));
}
