import { describe, expect, it } from 'vitest';
import { placeOfProvider } from './provider-place.rules.js';

describe('the place of a provider', () => {
  it.each([
    'http://localhost:11434',
    'http://LOCALHOST',
    'http://127.0.0.1:1',
    'http://127.9.9.9',
    'http://[::1]:8080/v1',
    'http://2130706433',
  ])('is this host at %s, if nobody says otherwise', (address) => expect(placeOfProvider(address, null)).toBe('this-host'));

  it.each([
    'http://10.0.0.7:11434',
    'http://192.168.1.2',
    'http://host.docker.internal:11434',
    'http://ollama:11434',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'https://models.example.com/v1',
  ])('counts as outside at %s', (address) => expect(placeOfProvider(address, null)).toBe('outside'));

  it('is what the settings say, also for a loopback address that is the end of a tunnel', () => {
    expect(placeOfProvider('http://10.0.0.7', 'organisation')).toBe('organisation');
    expect(placeOfProvider('http://127.0.0.1', 'outside')).toBe('outside');
  });
});
