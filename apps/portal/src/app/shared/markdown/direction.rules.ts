/** Letters of the scripts that are written from the right. */
const FROM_RIGHT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** The direction of a text by its first letter; empty where it has none, so that figures follow what they stand in. */
export function directionOf(text: string): 'ltr' | 'rtl' | '' {
  const [letter] = /\p{L}/u.exec(text) ?? [];
  if (letter === undefined) return '';
  return FROM_RIGHT.test(letter) ? 'rtl' : 'ltr';
}
