import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';

export interface Said {
  readonly code: number;
  readonly text: string;
}

/** The built command line, in a process of its own; what it wrote to either side. Objects among the words are variables. */
export function chatman(place: string, ...given: readonly (string | Readonly<Record<string, string>>)[]): Promise<Said> {
  const words = given.filter((each) => typeof each === 'string');
  const variables = given.filter((each) => typeof each === 'object');
  return new Promise((settle) => {
    const env = { ...Object.assign({}, ...variables), ...variablesOf(place) } as NodeJS.ProcessEnv;
    const tool = execFile(process.execPath, [commandLine, ...words], { env }, (error, stdout, stderr) =>
      settle({ code: error === null ? 0 : Number(error.code), text: stdout || stderr }),
    );
    tool.stdin?.end();
  });
}

export const commandLine = resolve('dist/apps/cli/src/main.js');

export function variablesOf(place: string): NodeJS.ProcessEnv {
  return {
    CHAT_MAN_DATA_DIR: join(place, 'data'),
    CHAT_MAN_CONFIG_DIR: join(place, 'config'),
    LOG_LEVEL: 'error',
    PATH: process.env['PATH'] ?? '',
  };
}
