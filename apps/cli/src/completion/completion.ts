import type { Command } from 'commander';

/** Shells whose completion can be printed. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

interface Level {
  /** Words that lead here, such as `backup restore`; empty for the first level. */
  readonly path: string;
  /** What may follow: commands and options. */
  readonly words: readonly { readonly name: string; readonly description: string }[];
}

/** Text that a shell runs to complete the words of `chatman`; made from the commands themselves, so that it knows all of them. */
export function completionFor(shell: Shell, program: Command): string {
  const levels = levelsOf(program, '');
  return shell === 'fish' ? inFish(levels) : inBash(levels, shell);
}

function levelsOf(command: Command, path: string): Level[] {
  const words = [
    ...command.commands.map((each) => ({ name: each.name(), description: each.description() })),
    ...command.options.map((each) => ({ name: each.long ?? each.short!, description: each.description })),
  ];
  const below = command.commands.flatMap((each) => levelsOf(each, `${path} ${each.name()}`.trim()));
  return [{ path, words }, ...below];
}

/** zsh understands it through its `bashcompinit`. */
function inBash(levels: readonly Level[], shell: 'bash' | 'zsh'): string {
  const cases = levels
    .map(({ path, words }) => `    '${path}') words='${words.map(({ name }) => name).join(' ')}' ;;`)
    .join('\n');
  return `${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_chatman() {
  local path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || path="\${path:+$path }$word"
  done
  case "$path" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _chatman chatman
`;
}

function inFish(levels: readonly Level[]): string {
  const lines = levels.flatMap(({ path, words }) => {
    const condition =
      path === ''
        ? '__fish_use_subcommand'
        : path
            .split(' ')
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join('; and ');
    return words.map(({ name, description }) => {
      const what = name.startsWith('--') ? `-l ${name.slice(2)}` : `-f -a ${name}`;
      return `complete -c chatman -n '${condition}' ${what} -d '${description.replaceAll("'", '’')}'`;
    });
  });
  return `${lines.join('\n')}\n`;
}
