import { describe, expect, it } from 'vitest';
import { placedTerms, terms, umlautSpelling } from './analysis.js';
import { fold } from './fold.js';
import { languageOf, type Language } from './language.js';

const analysed = (text: string, language: Language): string[] => terms(text, language).map((term) => term.text);

describe('terms', () => {
  it.each<[string, Language, string, string[]]>([
    ['stems English and drops its stop words', 'english', 'The backups are encrypted with keys', ['backup', 'encrypt', 'kei']],
    ['takes possessives and contractions apart', 'english', "The doctor's note isn’t here", ['doctor', 'note', 'isnt', 'here']],
    [
      'splits names of settings at underscores and dots',
      'english',
      'OLLAMA_BASE_URL in settings.json',
      ['ollama', 'base', 'url', 'set', 'json'],
    ],
    [
      'takes joined names whole and in parts',
      'english',
      'backupScheduleHours and HTTPServer',
      ['backupschedulehour', 'backup', 'schedul', 'hour', 'httpserver', 'http', 'server'],
    ],
    ['keeps a pointed number in parts, too', 'english', '45 CFR 164.312', ['45', 'cfr', '164', '312', '164312']],
    ['knows a grouped number as one', 'english', '10,000 or 10 000 or 10’000', ['10000', '10000', '10000']],
    [
      'does not join numbers that stand side by side',
      'english',
      'rooms 12 and 345, 2026 100',
      ['room', '12', '345', '2026', '100'],
    ],
    ['knows digits of other scripts', 'other', '٩٠ يوما', ['90', 'يوما', '~يوم']],
    ['drops what French and Italian swallow', 'other', "l'hôpital dell'ospedale", ['hopita', 'ospeda']],
    ['folds accents in English text', 'english', 'A café résumé', ['cafe', 'resum']],
    ['cuts other languages to six characters', 'other', 'Datenschutzerklärung für Krankenhäuser', ['datens', 'fur', 'kranke']],
    ['does not cut numbers', 'other', '20261121 und 20261122', ['20261121', 'und', '20261122']],
    ['folds Greek and Cyrillic', 'other', 'Ασφάλεια Ёлка', ['ασφαλε', 'елка', '~елк']],
    ['pairs Chinese characters', 'english', '数据安全', ['数据', '据安', '安全']],
    ['pairs Thai characters with their marks', 'other', 'ข้อมูล', ['ข้', '้อ', 'อม', 'มู', 'ูล']],
    ['keeps a lone character', 'other', '水', ['水']],
    ['separates scripts that touch', 'english', 'AES加密', ['ae', '加密']],
    ['pairs Korean syllables, composed', 'other', '백업'.normalize('NFD'), ['백업']],
    ['finds nothing in punctuation', 'english', '… — !', []],
  ])('%s', (_, language, text, expected) => {
    expect(analysed(text, language)).toEqual(expected);
  });

  it('returns the position of each word', () => {
    const text = 'Naïve – “Backups”';
    expect(terms(text, 'english').map(({ word }) => text.slice(word.start, word.end))).toEqual(['Naïve', 'Backups']);
  });

  it.each([
    ['17 August 2026', '2026-08-17'],
    ['August 17th, 2026', '2026-08-17'],
    ['17.08.2026', '2026-08-17'],
    ['17 de agosto de 2026', '2026-08-17'],
    ['17 августа 2026', '2026-08-17'],
    ['2026年8月17日', '2026-08-17'],
    ['17 Ağustos 2026', '2026-08-17'],
    ['8/17/2026', '2026-08-17'],
  ])('knows the day of %s beside its words', (text, day) => {
    expect(analysed(`Opened ${text}.`, 'other')).toContain(day);
    expect(analysed('2026-08-17', 'other')).toContain(day);
  });

  it('knows a day by both names where day and month cannot be told from each other', () => {
    expect(analysed('3/4/2026', 'english')).toEqual(expect.arrayContaining(['2026-04-03', '2026-03-04']));
    expect(analysed('3.4.2026', 'english')).not.toContain('2026-03-04');
    expect(analysed('45 Maybe 2026, 31/31/2026', 'english').join(' ')).not.toContain('-');
  });

  it('stands second forms at the place of the first', () => {
    expect(placedTerms('резервные копии', 'other')).toEqual([
      ['резерв', '~резервн'],
      ['копии', '~коп'],
    ]);
  });

  it('cuts a term without end', () => {
    expect(analysed('x'.repeat(10_000), 'english')).toEqual(['x'.repeat(64)]);
  });
});

describe('umlautSpelling', () => {
  it.each([
    ['Schlüssel', 'schluessel'],
    ['Schluessel', 'schlussel'],
    ['Ärzte', 'aerzte'],
    ['backup', null],
  ])('of %s is %s', (word, other) => {
    expect(umlautSpelling(word)).toBe(other);
  });
});

describe('fold', () => {
  it.each([
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Œuvre', 'oeuvre'],
    ['ﬁle', 'file'],
    ['İstanbul', 'istanbul'],
    ['한국', '한국'],
  ])('spells %s as %s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });
});

describe('languageOf', () => {
  it.each<[Language, string]>([
    ['english', 'The record is sealed with a key that belongs to the patient.'],
    ['english', 'npm start --port 3001'],
    ['english', ''],
    ['english', 'When do we get our salary?'],
    ['english', 'How do I get my money?'],
    ['english', 'Which OS runs here, and who may drive our van?'],
    ['english', 'How many hours per week?'],
    ['english', 'We’ve lost both keys'],
    ['other', 'Kiedy i gdzie otrzymujemy wypłatę, jeśli nie jest to w piątek?'],
    ['other', 'Het geld wordt aan het einde van de maand betaald.'],
    ['other', 'Bu para her ayın sonunda çalışanlar için ödenir ve bir rapor yazılır.'],
    ['other', 'Die Daten werden mit einem Schlüssel versiegelt, der nur dem Patienten gehört.'],
    ['other', 'Les données sont chiffrées et la clé est gardée dans le coffre.'],
    ['other', 'Los datos del paciente se guardan cifrados en el servidor.'],
    ['other', 'Данные хранятся в зашифрованном виде.'],
    ['other', '数据在静态时加密保存。'],
    ['other', 'ข้อมูลถูกเข้ารหัส'],
    ['other', 'Os dados são guardados com uma chave do paciente.'],
    ['other', 'I dati del paziente sono cifrati con una chiave che non lascia il server.'],
  ])('takes as %s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
});
