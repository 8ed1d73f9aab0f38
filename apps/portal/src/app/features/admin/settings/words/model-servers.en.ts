import type { SectionWords } from './setting-words.js';

/** Where models run. */
export const modelServerSections: readonly SectionWords[] = [
  {
    id: 'model-servers',
    label: $localize`Model servers`,
    help: $localize`Where models run. Addresses are set on the server, so that nobody can send conversations elsewhere from here.`,
    settings: {
      'provider.kind': {
        label: $localize`Server that answers`,
        help: $localize`Automatic takes the OpenAI-compatible server if its address is set, and Ollama otherwise.`,
        options: {
          auto: $localize`Automatic`,
          ollama: 'Ollama',
          openai: $localize`OpenAI-compatible server`,
          azure: 'Azure OpenAI',
          anthropic: 'Anthropic',
          mistral: 'Mistral',
          google: 'Google Gemini',
          bedrock: 'Amazon Bedrock',
          extractive: $localize`No model, only quotes from documents`,
        },
      },
      'provider.ollama.baseUrl': { label: $localize`Ollama address`, help: $localize`With or without /api.` },
      'provider.openai.baseUrl': {
        label: $localize`Address of the OpenAI-compatible server`,
        help: $localize`With or without /v1.`,
      },
      'provider.ollama.place': {
        label: $localize`Where Ollama runs`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, a loopback address counts as this machine and any other as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.openai.place': {
        label: $localize`Where the OpenAI-compatible server runs`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, a loopback address counts as this machine and any other as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.azure.baseUrl': {
        label: $localize`Azure OpenAI endpoint`,
        help: $localize`The endpoint of your resource. The model is then the name of a deployment.`,
      },
      'provider.azure.place': {
        label: $localize`Where Azure OpenAI counts as running`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, it counts as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.azure.apiVersion': {
        label: $localize`Azure OpenAI API version`,
        help: $localize`A date, such as 2024-10-21, with -preview for a preview version.`,
        advanced: true,
      },
      'provider.azure.keyFile': {
        label: $localize`Key file for Azure OpenAI`,
        help: $localize`The file with the key of the resource.`,
        advanced: true,
      },
      'provider.anthropic.baseUrl': {
        label: $localize`Anthropic address`,
        help: $localize`The address of Anthropic, or of a proxy with the same API.`,
        advanced: true,
      },
      'provider.anthropic.place': {
        label: $localize`Where Anthropic counts as running`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, it counts as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.anthropic.keyFile': {
        label: $localize`Key file for Anthropic`,
        help: $localize`The file with its API key.`,
        advanced: true,
      },
      'provider.mistral.baseUrl': {
        label: $localize`Mistral address`,
        help: $localize`The address of Mistral, or of a proxy with the same API.`,
        advanced: true,
      },
      'provider.mistral.place': {
        label: $localize`Where Mistral counts as running`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, it counts as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.mistral.keyFile': {
        label: $localize`Key file for Mistral`,
        help: $localize`The file with its API key.`,
        advanced: true,
      },
      'provider.google.baseUrl': {
        label: $localize`Google Gemini address`,
        help: $localize`The address of the Gemini API, or of Vertex AI with your project and location.`,
      },
      'provider.google.place': {
        label: $localize`Where Google Gemini counts as running`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, it counts as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.google.keyFile': {
        label: $localize`Key file for Google Gemini`,
        help: $localize`The file with its API key.`,
        advanced: true,
      },
      'provider.bedrock.baseUrl': {
        label: $localize`Amazon Bedrock address`,
        help: $localize`The address of the Bedrock runtime in your region.`,
      },
      'provider.bedrock.place': {
        label: $localize`Where Amazon Bedrock counts as running`,
        help: $localize`Passages of collections that stay here are never sent outside. Without a value, it counts as outside.`,
        options: {
          'this-host': $localize`On this machine`,
          organisation: $localize`In your organisation`,
          outside: $localize`Outside`,
        },
      },
      'provider.bedrock.keyFile': {
        label: $localize`Key file for Amazon Bedrock`,
        help: $localize`The file with its API key.`,
        advanced: true,
      },
      'provider.allowRemoteModels': {
        label: $localize`Allow remote models`,
        help: $localize`When on, questions and passages may go to models that the model server passes on to somebody else’s machine.`,
      },
      'provider.ollama.keepAlive': {
        label: $localize`Keep an idle model loaded for`,
        help: $localize`A number with ms, s, m or h, such as 10m. A negative number keeps it loaded.`,
        advanced: true,
      },
      'provider.ollama.tokenFile': {
        label: $localize`Token file for Ollama`,
        help: $localize`The file with the bearer token of a proxy in front of Ollama.`,
        advanced: true,
      },
      'provider.openai.tokenFile': {
        label: $localize`Token file for the OpenAI-compatible server`,
        help: $localize`The file with its API key.`,
        advanced: true,
      },
    },
  },
];
