import type { IconName } from '../../../shared/icon.js';
import type { CheckedProof } from './check-proof.js';

export interface Finding {
  readonly icon: IconName;
  readonly state: 'holds' | 'fails' | 'open';
  readonly words: string;
}

/** Whether everything that this browser can check holds; `signature-open`: all but the signature, which it does not know. */
export function verdictOf({ isEvent, leadsToRoot, signature }: CheckedProof): 'holds' | 'signature-open' | 'fails' {
  if (!isEvent || !leadsToRoot || signature === 'not-signed') return 'fails';
  return signature === 'signed' ? 'holds' : 'signature-open';
}

/** The three steps of a proof, each with what came of it. */
export function findings({ isEvent, leadsToRoot, signature }: CheckedProof): Finding[] {
  return [
    isEvent
      ? holds($localize`The event shown here has the hash at the bottom of the path.`)
      : fails($localize`The event shown here doesn’t have the hash that the log committed to.`),
    leadsToRoot
      ? holds($localize`The path leads from that hash to the root.`)
      : fails($localize`The path doesn’t lead to the root.`),
    signature === 'signed'
      ? holds($localize`The root and size are signed with the log’s key (Ed25519).`)
      : signature === 'not-signed'
        ? fails($localize`The root and size are not signed with the log’s key.`)
        : {
            icon: 'info',
            state: 'open',
            words: $localize`This browser can’t check Ed25519 signatures. Use a newer one, or “chatman audit verify”.`,
          },
  ];
}

/** The name of a verifier key with its id, to compare with `audit.pub`; the key itself is in the saved proof. */
export function keyWords(key: string): string {
  const [name = '', id = ''] = key.split('+');
  return `${name}+${id}`;
}

function holds(words: string): Finding {
  return { icon: 'check', state: 'holds', words };
}

function fails(words: string): Finding {
  return { icon: 'close', state: 'fails', words };
}
