/** Whether a block of code has its closing fence, so that no more of it will come. */
export function isClosed(raw: string): boolean {
  const [, fence = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(raw) ?? [];
  const last = raw.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return (
    fence !== '' && raw.trimEnd().includes('\n') && last.length >= fence.length && last === fence.charAt(0).repeat(last.length)
  );
}

const endings: Readonly<Record<string, string>> = {
  bash: 'sh', c: 'c', cpp: 'cpp', csharp: 'cs', css: 'css', csv: 'csv', diff: 'diff', dockerfile: 'dockerfile', go: 'go', html: 'html',
  ini: 'ini', java: 'java', javascript: 'js', js: 'js', json: 'json', kotlin: 'kt', markdown: 'md', mermaid: 'mmd', php: 'php',
  powershell: 'ps1', python: 'py', r: 'r', ruby: 'rb', rust: 'rs', scss: 'scss', sh: 'sh', shell: 'sh', sql: 'sql', swift: 'swift',
  toml: 'toml', ts: 'ts', typescript: 'ts', xml: 'xml', yaml: 'yaml', yml: 'yml',
}; // prettier-ignore

/** The name under which a block of code is saved. A language that is not known may be anything, and is saved as text. */
export function fileNameFor(language: string): string {
  return `code.${endings[language.toLowerCase()] ?? 'txt'}`;
}
