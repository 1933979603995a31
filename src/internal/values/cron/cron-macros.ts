/** What stands for five fields. */
const MACROS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** The five fields that a macro stands for; undefined of what is none. */
export function fieldsOfMacro(text: string): string | undefined {
  return Object.hasOwn(MACROS, text) ? MACROS[text] : undefined;
}
