import type { InventoryTable } from '../../libs/contracts/dsr.js';
import { Role, permissions, permissionsOfRole } from '../../libs/contracts/auth/people/roles.js';
import type { declaredProblems } from '../../libs/platform/http/problem.js';
import type { Command } from 'commander';
import { exitCodes } from '../../libs/platform/exit-codes.js';
import { problemStatuses } from '../../libs/platform/http/problem.js';
import type { Route } from '../../libs/platform/http/reference/routes.js';

/** The pages of `docs/reference/`, each made of what the code declares. */

const generated = 'Generated from the declarations in the code (`npm run docs`).';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What `chatman` can do, as its help says. */
export function commandsPage(commands: readonly Command[]): string {
  const nameOf = (command: Command): string =>
    command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
  const acting = commands.filter((command) => command.commands.length === 0);
  const sections = acting.map((command) => {
    const options = command.options.map(({ flags, description, mandatory, defaultValue }) => [
      `\`${flags}\``,
      `${description}${mandatory ? ' (required)' : ''}${typeof defaultValue === 'string' && !defaultValue.startsWith('http') ? ` (default: \`${defaultValue}\`)` : ''}`,
    ]);
    const usage = [nameOf(command), command.usage().replace('[options] ', '').replace('[options]', '')].join(' ').trim();
    return `## ${nameOf(command)}\n\n\`${usage}\`\n\n${command.description()}.${options.length === 0 ? '' : `\n\n${table(['option', 'meaning'], options)}`}`;
  });
  const codes = Object.values(exitCodes).map(({ code, meaning }) => [`${code}`, meaning]);
  return `# Commands\n\n${generated} \`--help\` says the same.\n\n${table(['exit code', 'meaning'], codes)}\n\n${sections.join('\n\n')}\n`;
}

export function routesPage(routes: readonly Route[]): string {
  const rows = [...routes]
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))
    .map(({ method, path, access, audit }) => [
      `\`${method} ${path}\``,
      access && 'permission' in access ? `\`${access.permission}\`` : `everybody: ${access?.publicBecause ?? ''}`,
      audit && 'action' in audit ? `\`${audit.action}\`` : `not recorded: ${audit?.unauditedBecause ?? ''}`,
    ]);
  return `# Routes\n\n${generated}\n\n${table(['call', 'who', 'audit action'], rows)}\n`;
}

/** What a call takes beside the permission: whether a token will do, and what a person has to prove. */
function proofCells({ access, proof }: Route): string[] {
  if (!access || !('permission' in access)) return ['', '', ''];
  const takes = proof?.proof ?? 'token';
  const freshness = {
    'token-only': '',
    token: '',
    session: '',
    recent: 'or a sign-in, within 5 minutes',
    'step-up': 'within 5 minutes',
  }[takes];
  const second = proof?.secondPerson;
  const acts = second ? ` (${second.acts.map((act) => `\`${act}\``).join(', ')})` : '';
  if (second && takes === 'token') return ['yes, but not there', 'within 5 minutes there', second.when + acts];
  if (takes === 'token-only') return ['only', '', ''];
  return [takes === 'token' ? 'yes' : 'no', freshness, second ? second.when + acts : ''];
}

export function permissionsPage(routes: readonly Route[]): string {
  const calls = [...routes]
    .filter(({ access }) => access && 'permission' in access)
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))
    .map((route) => [
      `\`${route.method} ${route.path}\``,
      route.access && 'permission' in route.access ? `\`${route.access.permission}\`` : '',
      ...proofCells(route),
    ]);
  const rows = permissions.map((permission) => [
    `\`${permission}\``,
    ...Role.options.map((role) => (permissionsOfRole[role].includes(permission) ? 'yes' : '')),
  ]);
  return `# Permissions\n\n${generated} No role can read another person's conversations: there is no permission for it.\n\n${table(
    ['permission', ...Role.options.map((role) => `\`${role}\``)],
    rows,
  )}\n\n## What a call takes\n\nWhat hands out or removes proof of who somebody is, grants or decides takes a person who is signed in and has just said again who they are, never an API token. Where an account decides requests of others, it takes a second person too.\n\n${table(
    ['call', 'permission', 'API token', 'step-up', 'second person'],
    calls,
  )}\n`;
}

export function problemsPage(problems: ReturnType<typeof declaredProblems>): string {
  const rows = [...problems]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, { kind, detail }]) => [`\`${code}\``, String(problemStatuses[kind]), detail]);
  return `# Errors\n\n${generated} Every error is a problem document (RFC 9457); \`code\` is stable. Under \`/v1\` errors have [the shape of OpenAI’s API](../openai-api.md#errors).\n\n${table(['code', 'status', 'text'], rows)}\n`;
}

export function dataInventoryPage(tables: readonly InventoryTable[]): string {
  const sections = tables.map((each) => {
    const columns = Object.entries(each.columns).map(([column, columnClass]) => [`\`${column}\``, columnClass]);
    const facts = `${each.purpose}. About ${each.subject}. Legal basis: ${each.legalBasis}. Retention: ${each.retention}. Erasure: ${each.erasure}. Backup: ${each.backup}.`;
    return `## ${each.table}\n\n${facts}\n\n${table(['column', 'class'], columns)}`;
  });
  return `# Data inventory\n\n${generated}\n\n${sections.join('\n\n')}\n`;
}
