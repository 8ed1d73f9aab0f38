import { describe, expect, it } from 'vitest';
import { parseEnvFile } from './env-file.rules.js';

const read = (text: string) => parseEnvFile(text);

describe('a .env file', () => {
  it.each([
    ['a # within', 'P=Moon-Rise-2031#Sommer-Regen', 'Moon-Rise-2031#Sommer-Regen'],
    ['a $', 'P=a$b${HOME}$(id)', 'a$b${HOME}$(id)'],
    ['a backslash', 'P=C:\\new\\table', 'C:\\new\\table'],
    ['blanks within', 'P=correct horse battery', 'correct horse battery'],
    ['quotes within', `P=it's "so"`, `it's "so"`],
    ['an equals sign', 'P=a=b==', 'a=b=='],
    ['blanks around', 'P =  a  ', 'a'],
    ['single quotes', `P=' a # b $c "d" '`, ' a # b $c "d" '],
    ['double quotes', `P="a # b 'c' $d"`, `a # b 'c' $d`],
    ['backticks', 'P=`a "b" \'c\'`', `a "b" 'c'`],
    ['a quoted value of two lines', 'P="a\nb"', 'a\nb'],
    ['a note behind quotes', 'P="a" # note', 'a'],
    ['a note behind a value without blanks', 'P=a   # note', 'a'],
    ['a note and no value', 'P=   # note', ''],
    ['export', 'export P=a', 'a'],
    ['a byte order mark', '\ufeffP=a', 'a'],
    ['line ends of Windows', 'P=a\r\nQ=b\r\n', 'a'],
    ['unseen characters around', '\f\u2028P=\va\u001b', 'a'],
    ['a line separator within, which ends no line', 'P=a\u2028b', 'a\u2028b'],
  ])('with %s is read whole', (_, text, value) => {
    expect([read(text).variables['P'], read(text).faults]).toEqual([value, []]);
  });

  it.each([
    ['a note behind a value with blanks', 'P=correct horse # battery', 'P: expected comments'],
    ['a # that touches a word behind a blank', 'P=Moon #Rise', 'P: expected comments'],
    ['a note behind a secret', 'CHAT_MAN_PASSWORD=Moon # Rise', 'CHAT_MAN_PASSWORD: expected comments'],
    ['an open quote', 'P="Moon Rise', 'P: expected a closing "'],
    ['more behind a quote', `P='Moon'Rise`, "P: expected nothing after the closing '"],
    ['a backslash that programs read differently', 'P="Moon\\nRise"', 'use single quotes'],
    ['no name', 'Moon Rise', 'expected NAME=value'],
  ])('with %s is refused, and says nothing of the value', (_, text, fault) => {
    const { variables, faults } = read(`FIRST=1\n${text}\n`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line: 2, text: expect.stringContaining(fault) as string });
    expect(JSON.stringify([variables, faults])).not.toMatch(/Moon|Rise|horse|battery/);
  });

  it('passes over empty lines and notes', () => {
    expect(read('\n# P=a\n   # b\n')).toEqual({ variables: {}, faults: [] });
  });
});
