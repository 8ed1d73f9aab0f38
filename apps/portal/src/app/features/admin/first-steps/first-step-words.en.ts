import type { FirstStepName } from '#contracts/auth/first-steps.js';

export interface FirstStepWords {
  readonly heading: string;
  readonly why: string;
  /** Where it is done, where that is a page of the portal. */
  readonly link?: { readonly path: string; readonly words: string };
  /** The button of whoever has done it, for a step that nobody else can know of. */
  readonly confirm?: string;
}

export const firstStepWords: Readonly<Record<FirstStepName, FirstStepWords>> = {
  'master-password-saved': {
    heading: $localize`Save the master password`,
    why: $localize`It is in the file .master_password in the configuration directory of the server, or in CHAT_MAN_PASSWORD if that is set. Everything is encrypted with it: if it is lost, all data is lost, and no backup helps. Keep a copy away from this machine.`,
    confirm: $localize`I have saved it`,
  },
  'model-connected': {
    heading: $localize`Connect a language model`,
    why: $localize`Without one, answers are passages quoted from your documents. Start Ollama on this machine, or set the address of a model server.`,
    link: { path: '/admin/settings/model', words: $localize`Model settings` },
  },
  'backup-elsewhere': {
    heading: $localize`Keep a backup off this machine`,
    why: $localize`Chat Man makes backups on this machine, and can’t see whether they are copied to another one. Verify a backup, copy the backup directory to another place, and have that done regularly.`,
    link: { path: '/admin/backups', words: $localize`Backups` },
    confirm: $localize`Copies are kept elsewhere`,
  },
  'second-administrator': {
    heading: $localize`Add a second administrator`,
    why: $localize`Restoring, deleting backups and giving roles take two people. With one administrator, nobody can help when that one is locked out.`,
    link: { path: '/admin/users', words: $localize`People` },
  },
  'second-factor': {
    heading: $localize`Set up your second factor`,
    why: $localize`Signing in then takes a passkey or a code beside your password. Each administrator needs their own.`,
    link: { path: '/account/security', words: $localize`Signing in` },
  },
};
