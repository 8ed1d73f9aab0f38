import { ModelCatalogue } from './catalogue/model-catalogue.js';
import { ConfiguredProvider } from './configured-provider.js';

export const modelProviders = [ConfiguredProvider, ModelCatalogue];
