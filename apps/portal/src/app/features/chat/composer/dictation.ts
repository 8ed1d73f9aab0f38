import { Service, inject, signal } from '@angular/core';
import { Notices } from '../../../core/notices.js';

interface SpeechResult {
  readonly isFinal: boolean;
  readonly 0: { readonly transcript: string };
}

interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  start(): void;
  stop(): void;
  onresult: ((event: { readonly resultIndex: number; readonly results: ArrayLike<SpeechResult> }) => void) | null;
  onend: (() => void) | null;
}

interface RecognitionKind {
  new (): Recognition;
  available?(options: { readonly langs: readonly string[]; readonly processLocally: boolean }): Promise<string>;
}

/**
 * Dictation where the browser recognises speech on the device itself. Most browsers send what they hear to their maker, which nobody here
 * agreed to: with those there is no dictation.
 */
@Service()
export class Dictation {
  private readonly notices = inject(Notices);
  private readonly kind = (globalThis as { SpeechRecognition?: RecognitionKind }).SpeechRecognition;
  private readonly language = document.documentElement.lang || navigator.language;
  private running: Recognition | null = null;

  /** Whether the browser can say if it recognises speech by itself. It is asked once somebody wants to dictate. */
  readonly offered = this.kind?.available !== undefined;
  readonly listening = signal(false);

  /** Gives each finished stretch of speech to `take`, until it is stopped or the person falls silent. */
  async start(take: (words: string) => void): Promise<void> {
    if (this.kind === undefined || this.running !== null) return;
    const options = { langs: [this.language], processLocally: true };
    const state = await this.kind.available?.(options).catch(() => 'unavailable');
    if (state !== 'available') {
      this.notices.say(
        $localize`This browser can’t recognise speech on your device, and Chat Man doesn’t let it be sent elsewhere.`,
      );
      return;
    }
    const recognition = new this.kind();
    Object.assign(recognition, { lang: this.language, continuous: true, interimResults: false, processLocally: true });
    recognition.onresult = ({ resultIndex, results }) => {
      for (const result of Array.from(results).slice(resultIndex)) {
        if (result.isFinal) take(result[0].transcript.trim());
      }
    };
    recognition.onend = () => {
      this.running = null;
      this.listening.set(false);
    };
    this.running = recognition;
    this.listening.set(true);
    recognition.start();
  }

  stop(): void {
    this.running?.stop();
  }
}
