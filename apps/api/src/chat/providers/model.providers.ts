import { ModelCatalogue } from './catalogue/model-catalogue.js';
import { ConfiguredProvider } from './configured-provider.js';
import { ModelRecipient } from './model-recipient.js';

export const modelProviders = [ConfiguredProvider, ModelCatalogue, ModelRecipient];
