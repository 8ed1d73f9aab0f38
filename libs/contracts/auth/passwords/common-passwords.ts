/**
 * The passwords that an attacker tries first: those of a list from leaks, and words of a vocabulary, both also in the variations made to
 * satisfy a policy ("P@ssw0rd2026!", "Qwertz12345#"). Each entry therefore covers many thousands of passwords. NIST SP 800-63B, section
 * 3.1.1.2. The vocabulary holds the words of this product and its trades, which no list from leaks has.
 */
const vocabulary = new Set(
  `password passwort passphrase passcode pass secret secrets geheim letmein login logon signin welcome willkommen bienvenue hello hallo
  admin administrator root superuser sysadmin system user username guest test tester testing demo sample example temp temporary default
  change changeme changeit master owner manager boss server service support helpdesk office company intern internal private public
  account access security secure computer internet network website database backup monitor printer router wireless wifi
  chat chatman clinic hospital doctor patient nurse medical health bank banking money finance client customer law lawyer legal
  spring summer autumn fall winter january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow fruehling sommer herbst montag freitag
  love iloveyou loveyou forever family mother father mama papa baby babygirl babyboy honey sweetheart sweetie darling princess prince
  angel heaven jesus christ god bible church faith blessed grace lucky happy smile sunshine rainbow butterfly flower rose lily
  monkey dragon tiger lion eagle falcon panther wolf bear shark dolphin horse donkey kitty kitten puppy doggy buster bailey shadow
  football soccer baseball basketball hockey tennis golf cricket rugby racing yankees lakers chelsea arsenal liverpool barcelona
  batman superman spiderman ironman pokemon pikachu starwars matrix wizard merlin gandalf harrypotter hogwarts minecraft fortnite
  michael michelle jennifer jessica ashley amanda daniel andrew anthony joshua matthew thomas robert charlie george william nicole
  hannah sarah laura maria anna andrea stefan peter martin alexander sebastian christian patrick kevin justin brandon jordan taylor
  london berlin paris newyork california texas florida germany england france canada america europe australia
  cookie chocolate cheese banana apple orange cherry pepper ginger coffee pizza sugar candy summertime whatever nothing something
  trustno one trustnoone blink access mustang ferrari porsche mercedes corvette harley yamaha google facebook amazon microsoft apple
  samsung windows linux ubuntu android iphone abcdef abcabc asdf asdfgh zxcvbn qwerty qwertz azerty qazwsx
  the my your our new old big strong super mega best first very good please open enter go now it is me you we i am for ever
  correcthorsebatterystaple correct battery staple thisisapassword nopassword mypassword yourpassword`
    .split(/\s+/)
    .filter(Boolean),
);

/** Runs that fingers or counting give: rows of keyboards, the alphabet, digits. */
const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '!@#$%^&*()',
  '!"§$%&/()=',
];
const steps = new Set(
  runs.flatMap((run) => [...run].slice(1).flatMap((key, before) => [run[before]! + key, key + run[before]!])),
);

const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
};

/** Shorter ones say nothing about the rest of the password. */
const shortestLeaked = 4;

/** Whether a password is among those that are tried first, however it is dressed up. `leaked` is in lower case. */
export function isCommonPassword(password: string, leaked: ReadonlySet<string>): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (isTrivial(plain)) return true;
  const undressed = withoutEnds(plain);
  return [plain, undressed, withoutYear(plain), undisguised(plain), undisguised(undressed), withoutEnds(undisguised(plain))].some(
    (form) =>
      form.length > 0 && (isTrivial(form) || isOfCommonWords(form) || (form.length >= shortestLeaked && leaked.has(form))),
  );
}

/** Whether a password is one block repeated, or a walk along the keyboard, of any length. */
export function isPatternOnly(password: string): boolean {
  return isTrivial(password.normalize('NFKC').toLowerCase());
}

/** Digits and signs around a word add little, unless they are many and follow no pattern. */
function withoutEnds(text: string): string {
  const [, before, core, behind] = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su.exec(text)!;
  return (isAddition(before!) ? '' : before!) + core! + (isAddition(behind!) ? '' : behind!);
}

/** "jordan232026!" is "jordan23", which everybody tries, and this year. */
function withoutYear(text: string): string {
  return text.replace(/(?:19|20)\d\d[^\p{L}\d]*$/u, '');
}

function isAddition(text: string): boolean {
  return text.length <= 6 || isTrivial(text.replace(/[^\d]/g, ''));
}

function undisguised(text: string): string {
  return [...text].map((sign) => disguises[sign] ?? sign).join('');
}

/** One block repeated, or a walk along keys that are neighbours. */
function isTrivial(text: string): boolean {
  return text.length > 0 && (isRepetition(text) || isWalk(text));
}

function isRepetition(text: string): boolean {
  const longest = Math.min(6, Math.floor(text.length / 2));
  for (let length = 1; length <= longest; length += 1) {
    const block = text.slice(0, length);
    if (block.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

/** Three of four steps lead to a neighbour or stay. */
function isWalk(text: string): boolean {
  if (text.length < 4) return false;
  const near = [...text].slice(1).filter((key, before) => key === text[before] || steps.has(text[before]! + key));
  return near.length >= (text.length - 1) * 0.75;
}

/** Whether the letters are words of the vocabulary one after the other, with anything between them; a passphrase of many words is not common. */
function isOfCommonWords(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (letters.length === 0 || text.length - letters.length > 6) return false;
  const fewest: number[] = [0];
  for (let end = 1; end <= letters.length; end += 1) {
    let best = Infinity;
    for (let start = Math.max(0, end - 26); start < end; start += 1) {
      if (fewest[start]! < best && vocabulary.has(letters.slice(start, end))) best = fewest[start]! + 1;
    }
    fewest.push(best);
  }
  return fewest[letters.length]! <= 3;
}
