import {
  ApplicationRef,
  EnvironmentInjector,
  Service,
  createComponent,
  inject,
  outputBinding,
  type Binding,
  type Type,
} from '@angular/core';

/** Shows a dialog from anywhere and settles when it has been answered. */
@Service()
export class Dialogs {
  private readonly application = inject(ApplicationRef);
  private readonly environmentInjector = inject(EnvironmentInjector);

  /** The component closes itself and then says `answered`, with the answer. */
  ask<Answer>(dialog: Type<{ readonly answered: unknown }>, bindings: readonly Binding[]): Promise<Answer> {
    return new Promise((resolve) => {
      const shown = createComponent(dialog, {
        environmentInjector: this.environmentInjector,
        bindings: [
          ...bindings,
          outputBinding<Answer>('answered', (answer) => {
            this.application.detachView(shown.hostView);
            shown.destroy();
            resolve(answer);
          }),
        ],
      });
      this.application.attachView(shown.hostView);
      document.body.append(shown.location.nativeElement as HTMLElement);
    });
  }
}
