import { Injectable } from '@nestjs/common';
import { KnowsFirstStep, type FirstStepFact } from '#platform/first-steps/first-step.js';
import { ModelsService } from './asking/models.service.js';

/** A language model can be asked at this moment. */
@Injectable()
@KnowsFirstStep('model-connected')
export class ModelFirstStep implements FirstStepFact {
  constructor(private readonly models: ModelsService) {}

  async holds(): Promise<boolean> {
    const { items } = await this.models.list();
    return items.some(({ provider, available }) => provider !== 'extractive' && available);
  }
}
