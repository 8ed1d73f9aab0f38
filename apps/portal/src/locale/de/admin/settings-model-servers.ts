import type { Texts } from '../../translate.js';

export const adminSettingsModelServersTexts: Texts = {
  'Model servers': 'Modellserver',
  'Where models run. Addresses are set on the server, so that nobody can send conversations elsewhere from here.':
    'Wo Modelle laufen. Adressen werden auf dem Server eingestellt, damit niemand Unterhaltungen von hier aus anderswohin leiten kann.',
  'Server that answers': 'Antwortender Server',
  'Automatic takes the OpenAI-compatible server if its address is set, and Ollama otherwise.':
    'Automatisch nimmt den OpenAI-kompatiblen Server, wenn seine Adresse gesetzt ist, und sonst Ollama.',
  'No model, only quotes from documents': 'Kein Modell, nur Zitate aus Dokumenten',
  'Ollama address': 'Adresse von Ollama',
  'With or without /api.': 'Mit oder ohne /api.',
  'Address of the OpenAI-compatible server': 'Adresse des OpenAI-kompatiblen Servers',
  'With or without /v1.': 'Mit oder ohne /v1.',
  'Where Ollama runs': 'Wo Ollama läuft',
  'Passages of collections that stay here are never sent outside. Without a value, a loopback address counts as this machine and any other as outside.':
    'Textstellen aus Sammlungen, die hierbleiben, werden nie nach außen gesendet. Ohne Wert gilt eine Loopback-Adresse als dieser Rechner und jede andere als außerhalb.',
  'On this machine': 'Auf diesem Rechner',
  Outside: 'Außerhalb',
  'Where the OpenAI-compatible server runs': 'Wo der OpenAI-kompatible Server läuft',
  'Azure OpenAI endpoint': 'Endpunkt von Azure OpenAI',
  'The endpoint of your resource. The model is then the name of a deployment.':
    'Der Endpunkt Ihrer Ressource. Das Modell ist dann der Name eines Deployments.',
  'Where Azure OpenAI counts as running': 'Wo Azure OpenAI als laufend gilt',
  'Passages of collections that stay here are never sent outside. Without a value, it counts as outside.':
    'Textstellen aus Sammlungen, die hierbleiben, werden nie nach außen gesendet. Ohne Wert gilt es als außerhalb.',
  'Azure OpenAI API version': 'API-Version von Azure OpenAI',
  'A date, such as 2024-10-21, with -preview for a preview version.':
    'Ein Datum, etwa 2024-10-21, mit -preview für eine Vorschauversion.',
  'Key file for Azure OpenAI': 'Schlüsseldatei für Azure OpenAI',
  'The file with the key of the resource.': 'Die Datei mit dem Schlüssel der Ressource.',
  'Anthropic address': 'Adresse von Anthropic',
  'The address of Anthropic, or of a proxy with the same API.': 'Die Adresse von Anthropic oder eines Proxys mit derselben API.',
  'Where Anthropic counts as running': 'Wo Anthropic als laufend gilt',
  'Key file for Anthropic': 'Schlüsseldatei für Anthropic',
  'The file with its API key.': 'Die Datei mit dem API-Schlüssel.',
  'Mistral address': 'Adresse von Mistral',
  'The address of Mistral, or of a proxy with the same API.': 'Die Adresse von Mistral oder eines Proxys mit derselben API.',
  'Where Mistral counts as running': 'Wo Mistral als laufend gilt',
  'Key file for Mistral': 'Schlüsseldatei für Mistral',
  'Google Gemini address': 'Adresse von Google Gemini',
  'The address of the Gemini API, or of Vertex AI with your project and location.':
    'Die Adresse der Gemini-API, oder von Vertex AI mit Ihrem Projekt und Standort.',
  'Where Google Gemini counts as running': 'Wo Google Gemini als laufend gilt',
  'Key file for Google Gemini': 'Schlüsseldatei für Google Gemini',
  'Amazon Bedrock address': 'Adresse von Amazon Bedrock',
  'The address of the Bedrock runtime in your region.': 'Die Adresse der Bedrock-Laufzeit in Ihrer Region.',
  'Where Amazon Bedrock counts as running': 'Wo Amazon Bedrock als laufend gilt',
  'Key file for Amazon Bedrock': 'Schlüsseldatei für Amazon Bedrock',
  'Allow remote models': 'Entfernte Modelle erlauben',
  'When on, questions and passages may go to models that the model server passes on to somebody else’s machine.':
    'Ist es eingeschaltet, dürfen Fragen und Textstellen an Modelle gehen, die der Modellserver an fremde Rechner weitergibt.',
  'Keep an idle model loaded for': 'Unbenutztes Modell geladen halten für',
  'A number with ms, s, m or h, such as 10m. A negative number keeps it loaded.':
    'Eine Zahl mit ms, s, m oder h, etwa 10m. Eine negative Zahl hält es geladen.',
  'Token file for Ollama': 'Token-Datei für Ollama',
  'The file with the bearer token of a proxy in front of Ollama.': 'Die Datei mit dem Bearer-Token eines Proxys vor Ollama.',
  'Token file for the OpenAI-compatible server': 'Token-Datei für den OpenAI-kompatiblen Server',
};
