import { Service, inject, inputBinding } from '@angular/core';
import { ApiProblem } from '../../core/api/api-problem.js';
import { Dialogs } from './dialogs.js';
import { StepUpApi } from './step-up-api.js';
import { StepUpDialog } from './step-up-dialog.js';

/** Step-up: some acts ask people to prove again who they are. */
@Service()
export class StepUp {
  private readonly api = inject(StepUpApi);
  private readonly dialogs = inject(Dialogs);

  /** Does it; if the API asks for step-up first, asks the person and tries again. */
  async around<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    try {
      return await act();
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || failure.code !== 'step-up-required') throw failure;
      const proofs = await this.api.proofs();
      if (!(await this.dialogs.ask<boolean>(StepUpDialog, [inputBinding('offered', () => proofs)])))
        throw new ApiProblem(428, 'step-up-left', $localize`Nothing was changed. You need to confirm that it’s you first.`);
      return act();
    }
  }
}
