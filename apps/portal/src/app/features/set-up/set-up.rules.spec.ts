import { tidySetUpCode } from './set-up.rules.js';

describe('the set-up code', () => {
  it.each(['AB12-CD34-EF56', 'ab12cd34ef56', ' AB12 CD34 EF56 ', 'AB12–CD34–EF56', 'ＡＢ１２－ＣＤ３４－ＥＦ５６'])(
    'is understood however it is typed: %s',
    (typed) => {
      expect(tidySetUpCode(typed)).toBe('AB12-CD34-EF56');
    },
  );

  it.each(['', 'AB12-CD34', 'AB12-CD34-EF5!', 'AB12-CD34-EF56-7'])('is refused when it cannot be one: %s', (typed) => {
    expect(tidySetUpCode(typed)).toBeNull();
  });
});
