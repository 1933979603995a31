import { CompletedCommand, CompletedOption, Completion } from './completed-commands';

/** Bash from 3.2 on, as macOS has it: neither mapfile nor compopt is sure to be there. */
const HEAD = `# Completion of preflight in bash: source it, or keep it where bash-completion finds it.

# Without files, where none is meant.
_preflight_reply() {
  local word
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(compgen "$@")
  compopt +o default 2>/dev/null
  return 0
}

# Of a list, what stands before the last comma is there already.
_preflight_list() {
  local before=''
  case $2 in *,*) before=\${2%,*}, ;; esac
  _preflight_reply -P "$before" -W "$1" -- "\${2##*,}"
}
`;

const START = `_preflight() {
  local current=$2 previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  # A value behind '=' is a word of its own, and so is '='.
  if [ "\${COMP_WORDS[COMP_CWORD]}" = '=' ]; then
    current=''
  elif [ "$previous" = '=' ]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi`;

/** Where the reply is empty, readline completes files. */
const END = `}

complete -o default -F _preflight preflight
`;

/** The script for bash. */
export function bashScript(commands: readonly CompletedCommand[], ids: readonly string[]): string {
  const names = commands.map(({ name }) => name);
  return [
    HEAD,
    `_preflight_ids='${ids.join(' ')}'`,
    '',
    START,
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    ${words([...names, '--help', '--version'])}`,
    '    return 0',
    '  fi',
    '  case ${COMP_WORDS[1]} in',
    ...commands.flatMap(commandLines),
    '  esac',
    END,
  ].join('\n');
}

function commandLines({ name, options, operands }: CompletedCommand): string[] {
  return [
    `  ${name})`,
    ...valueLines(options.filter(({ value }) => value !== undefined)),
    '    case $current in',
    `    -*) ${words([...options.map((option) => option.name), '--help'])} ;;`,
    `    *) ${replyOf(operands)} ;;`,
    '    esac',
    '    ;;',
  ];
}

function valueLines(options: readonly CompletedOption[]): string[] {
  if (options.length === 0) return [];
  const lines = options.map(({ name, completion }) => `    ${name}) ${replyOf(completion)}; return 0 ;;`);
  return ['    case $previous in', ...lines, '    esac'];
}

function replyOf(completion: Completion): string {
  switch (completion.kind) {
    case 'words': return words(completion.words);
    case 'words=file': return `compopt -o nospace 2>/dev/null; ${words(completion.words.map((word) => `${word}=`))}`;
    case 'id': return '_preflight_reply -W "$_preflight_ids" -- "$current"';
    case 'ids': return '_preflight_list "$_preflight_ids" "$current"';
    case 'files': return ':';
    case 'none': return words([]);
  }
}

function words(list: readonly string[]): string {
  return `_preflight_reply -W '${list.join(' ')}' -- "$current"`;
}
