import { edited, read, without, written } from './setting-edits.rules.js';

const one = edited(new Map(), 'model.temperature', '0.3', '0.7');

describe('unsaved edits of settings', () => {
  it('remember what stood there when typing began', () => {
    expect([...edited(one, 'model.temperature', '0.4', '0.9')]).toEqual([['model.temperature', { text: '0.4', from: '0.7' }]]);
  });

  it('are none when what is saved was typed again', () => {
    expect(edited(one, 'model.temperature', '0.7', '0.7').size).toBe(0);
  });

  it('come back from a draft as they were, an emptied field too', () => {
    const both = edited(one, 'monitoring.alertWebhookUrl', '', 'https://hook.example');
    expect([...read(written(both))]).toEqual([...both]);
  });

  it.each(['', 'null', '{', '[1]', '[["a"]]', '[["a",null]]', '[["a",{"text":1,"from":""}]]'])(
    'are none in the draft %o',
    (draft) => {
      expect(read(draft).size).toBe(0);
    },
  );

  it('go when they are saved or discarded', () => {
    expect(written(without(one, ['model.temperature']))).toBe('');
  });
});
