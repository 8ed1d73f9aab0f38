import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { textOf } from './row/setting-control.rules.js';
import type { DescribedSetting } from './setting-sections.rules.js';

/** One setting that is about to change; `value` null takes back what the admin panel says. */
export interface Proposed {
  readonly of: DescribedSetting;
  readonly value: unknown;
}

/** Asked before something that protects is changed. */
export function changeQuestion(proposed: readonly Proposed[]): Question {
  const [only, ...others] = proposed;
  const heading =
    only !== undefined && others.length === 0
      ? $localize`Change “${only.of.words.label}”?`
      : $localize`Change ${String(proposed.length)} settings?`;
  return {
    heading,
    consequences: [
      ...proposed.map(changeWords),
      $localize`This setting protects people, data or the audit log, so a second person must approve it within 24 hours, if anyone else can. Until then, nothing changes.`,
    ],
    undo: $localize`You can change it back the same way.`,
    act: $localize`Change`,
    isDangerous: true,
    reasonReadBy: $localize`Approvers and auditors can read it.`,
  };
}

function changeWords({ of: { setting, words }, value }: Proposed): string {
  const say = (each: unknown): string => words.options?.[String(each)] ?? (textOf(each) || $localize`none`);
  const becomes = value === null ? $localize`the value set on the server, or the default` : say(value);
  return `${words.label}: ${say(setting.value)} → ${becomes}.`;
}
