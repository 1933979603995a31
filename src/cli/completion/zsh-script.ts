import { CompletedCommand, CompletedOption, Completion } from './completed-commands';

const HEAD = '# Completion of preflight in zsh: source it after compinit, or keep it as _preflight in $fpath.\n';

/** The script for zsh. */
export function zshScript(commands: readonly CompletedCommand[], ids: readonly string[]): string {
  return [
    '#compdef preflight',
    HEAD,
    `_preflight_ids() {\n  local -a ids=(${ids.join(' ')})\n  compadd "$@" -a ids\n}\n`,
    '# A word and a file behind \'=\'.',
    '_preflight_word_and_file() {',
    '  if compset -P \'*=\'; then _files; else compadd -q -S = -- "$@"; fi',
    '}\n',
    ...mainFunctionLines(commands),
    '# Read by compinit, it is the first call; sourced, it is none.',
    'if [[ $funcstack[1] == _preflight ]]; then _preflight "$@"; else compdef _preflight preflight; fi\n',
  ].join('\n');
}

function mainFunctionLines(commands: readonly CompletedCommand[]): string[] {
  return [
    '_preflight() {',
    '  local context state state_descr line',
    '  typeset -A opt_args',
    '  if (( CURRENT == 2 )); then',
    `    compadd -- ${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}`,
    '    return',
    '  fi',
    '  local command=$words[2]',
    '  shift words',
    '  (( CURRENT -= 1 ))',
    '  case $command in',
    ...commands.flatMap(commandLines),
    '  esac',
    '}\n',
  ];
}

function commandLines({ name, options, operands }: CompletedCommand): string[] {
  const specs = [...options.map(optionSpec), quoted('--help[what there is]'), ...operandSpecs(name, operands)];
  return [`  ${name})`, '    _arguments \\', ...specs.map((spec, index) => (
    `      ${spec}${index < specs.length - 1 ? ' \\' : ''}`
  )), '    ;;'];
}

function optionSpec({ name, help, value, isRepeated, completion }: CompletedOption): string {
  const explained = `${isRepeated ? '*' : ''}${name}${value === undefined ? '' : '='}[${escaped(help)}]`;
  return quoted(value === undefined ? explained : `${explained}:${escaped(value)}:${actionOf(completion)}`);
}

function operandSpecs(command: string, completion: Completion): string[] {
  if (completion.kind === 'none') return [];
  const place = completion.kind === 'files' ? '*' : '1';
  return [quoted(`${place}:${command}:${actionOf(completion)}`)];
}

function actionOf(completion: Completion): string {
  switch (completion.kind) {
    case 'words': return `(${completion.words.join(' ')})`;
    case 'words=file': return `{_preflight_word_and_file ${completion.words.join(' ')}}`;
    case 'id': return '_preflight_ids';
    case 'ids': return '_sequence -s , _preflight_ids';
    case 'files': return '_files';
    // A message alone.
    case 'none': return ' ';
  }
}

/** Marks of _arguments. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
