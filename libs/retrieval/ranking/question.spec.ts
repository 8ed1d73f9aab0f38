import { describe, expect, it } from 'vitest';
import { questionOf } from './question.js';
import { MOST_WANTED } from './wanted-pieces.js';

const forms = (text: string, ...earlierQuestions: string[]): string[] =>
  questionOf(text, ['english'], { earlierQuestions }).wanted.map((wanted) => wanted.forms.join('|'));

describe('questionOf', () => {
  it.each([
    ['drops words of asking', 'How long are backups kept?', ['backup', 'kept']],
    ['drops contractions of asking', "What's the set-up code, and where can't I use it?", ['set', 'up', 'code', 'us']],
    ['keeps words of asking when nothing else is there', 'Who are you?', ['who', 'you']],
    ['keeps a question of stop words empty', 'to the', []],
    ['asks for each word once', 'backup of a backup', ['backup']],
  ])('%s', (_, text, expected) => {
    expect(forms(text)).toEqual(expected);
  });

  it('asks in every language that documents were indexed in', () => {
    expect(questionOf('Sicherungen backups', ['english', 'other']).wanted.map((wanted) => wanted.forms)).toEqual([
      ['sicherungen', 'sicher'],
      ['backup', 'backup'.slice(0, 6)].filter((form, at, all) => all.indexOf(form) === at),
    ]);
  });

  it('pairs words that follow each other, across dropped ones', () => {
    expect(questionOf('rotation of the master key', ['english']).pairs).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('counts a word said twice twice', () => {
    expect(questionOf('key rotation, key wrapping', ['english']).wanted.map((wanted) => wanted.weight)).toEqual([2, 1, 1]);
  });

  it.each([
    ['a short question', 'And monthly?'],
    ['a question that points back', 'Does it also happen automatically every monthly round?'],
  ])('lends the words before at half weight to %s', (_, text) => {
    const { wanted } = questionOf(text, ['english'], { earlierQuestions: ['How are backups made?'] });
    expect(wanted.find((one) => one.word === 'backups')?.weight).toBe(0.5);
    expect(wanted.find((one) => one.word === 'monthly')?.weight).toBe(1);
  });

  it('goes back to the question that named the subject', () => {
    const earlier = ['Who restores a nightly database backup?', 'How large are the rooms for visitors?', 'And in winter?'];
    expect(forms('And in spring?', ...earlier)).toEqual(['spring', 'winter', 'larg', 'room', 'visitor']);
  });

  it('asks for words with umlauts as people type them', () => {
    expect(questionOf('Schluessel', ['other']).wanted[0]?.forms).toEqual(['schlue', 'schlus']);
    expect(questionOf('Schlüssel', ['other']).wanted[0]?.forms).toEqual(['schlus', 'schlue']);
  });

  it('lends nothing to a question that stands alone', () => {
    expect(forms('Which ports must the firewall open?', 'How are backups made?')).not.toContain('backup');
  });

  it(`asks for at most ${MOST_WANTED} words`, () => {
    const text = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ');
    const question = questionOf(text, ['english']);
    expect(question.wanted).toHaveLength(MOST_WANTED);
    expect(question.pairs.flat().every((index) => index < MOST_WANTED)).toBe(true);
  });

  it.each([
    ['Thai', 'ระยะเวลาที่เก็บสำเนาสำรองของฐานข้อมูลไว้ในเครื่องแม่ข่ายของโรงพยาบาลคือกี่วัน', 'วัน'],
    ['Chinese', '医院服务器上数据库备份的保存期限是多少天，谁可以恢复备份，恢复之前需要几个人批准', '批准'],
  ])('counts the words of %s and not their pairs of characters', (_, text, last) => {
    expect(questionOf(text, ['other']).wanted.at(-1)?.word).toContain(last);
  });

  it('cuts a text without spaces after as many words', () => {
    const text = Array.from('天地人你我他山水火木金土日月星云', (one) => `${one}数据`)
      .join('')
      .repeat(6);
    expect(questionOf(text, ['other']).wanted.length).toBeLessThan(MOST_WANTED * 4);
  });
});
