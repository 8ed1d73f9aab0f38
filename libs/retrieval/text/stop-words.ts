const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** English words too common to be worth an index entry: the 33 of Lucene's default English set, for comparable figures. */
export const ENGLISH_STOP_WORDS = list(`
  a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with
`);

/**
 * Words of asking, not of the content. Dropped from questions only: in documents they may matter,
 * and a question made of nothing else keeps them.
 */
export const ASKING_WORDS = list(`
  what which who whom whose when where why how
  do does did done doing is are am was were been being be has have had having
  can could may might must shall should will would
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
  anybody anyone anything somebody someone something everything any some
  tell show give explain describe list find name say know want wish need like looking interested please
  about concerning regarding dealing deals deal there here also just really now then than so too very
  get gets getting got happen happens happened before after while during since until
  many much often long
  don doesn didn isn aren wasn weren hasn haven hadn couldn wouldn shouldn ain ll ve re
`);

/** Words that refer to what was said before, so that the previous question has to be included. */
export const POINTING_WORDS = list(`
  it its that this those these they them their he him his she her there then so one ones same such former latter else
`);

/**
 * Small words by which a Latin-script text shows that it is not English. Words that English has too (do, I, per, van, OS, we've) are left
 * out: a short question holds little other evidence.
 */
export const FOREIGN_SMALL_WORDS = list(`
  der das und ist nicht ein eine einer eines den dem des mit sich auf für von zu im werden wird sind auch oder als bei aus nach über
  le la les une est et du dans pour que qui pas sur avec ce cette sont par au aux vous nous ne se il elle
  el los las un una es y por con para del como más pero su sus lo al
  il gli che di non è sono della delle nel nella questo anche
  o um uma não em da na ao são pelo pela
  het een en niet dat zijn voor met aan ook maar
  och att det som är på av för inte med till
  og ikke til af på er
  w nie się na że jest z
  bir bu için ile
  a az és hogy nem egy
`);
