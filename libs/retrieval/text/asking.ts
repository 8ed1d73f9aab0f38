import { fold } from './fold.js';
import { ASKING_WORDS, ENGLISH_STOP_WORDS } from './stop-words.js';

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u).map(fold));

/**
 * Words of asking and small words of languages, folded. A question is cleared of those of its own language alone: `die` asks for nothing in
 * German, and is a word in English.
 */
const SMALL: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set([...ASKING_WORDS, ...ENGLISH_STOP_WORDS]),
  de: list(`
    wer wen wem wessen was wann wo woher wohin wie wieso weshalb warum welche welcher welches welchen welchem wieviel viel viele lange lang oft
    ist sind war waren wird werden wurde wurden worden kann kannst können könnte darf dürfen muss müssen soll sollen sollte hat habe haben gibt es
    ich mir mich du man wir uns unser unsere unserer mein meine meinen meiner meinem ihr ihre ihren ihrer sie er der die das den dem des
    ein eine einen einem einer eines und oder nicht kein keine keinen in im an am auf für von vom zu zum zur mit bei beim aus nach über unter
    als auch noch bitte sage sagen zeige zeigen erkläre passiert geschieht geht bekomme bekommt mache machen macht tue tun denn wenn ob dass sich hier da`),
  es: list(`
    quién quiénes qué cuándo dónde adónde cómo cuál cuáles cuánto cuánta cuántos cuántas por para porqué es son está están hay ser estar puedo
    puede pueden podemos debo debe deben tengo tiene tienen hacer hago hace se me mi mis yo nosotros nuestro nuestra su sus el la los las lo un una
    unos unas de del a al en con sin sobre y o que no si sirve pasa`),
  fr: list(`
    qui que quoi quand où comment combien pourquoi quel quelle quels quelles est est-ce sont était être a ont avoir y il elle on je j me moi mon ma
    mes nous notre nos vous votre vos peut puis peux peuvent dois doit doivent faut faire fait fais se ses son sa le la les l un une des du de d à
    au aux en dans par pour sur avec sans et ou ne pas plus ce cet cette ces qu si`),
  it: list(`
    chi che cosa quando dove come quale quali quanto quanta quanti quante perché è sono era essere c'è ci ha ho hanno avere posso può possono
    possiamo devo deve devono si mi mio mia miei mie io noi nostro nostra suo sua loro il lo la i gli le un uno una di del dello della dei degli
    delle a al allo alla ai agli alle da dal dalla in nel nella con su sul sulla per tra fra e o non fare succede dov'è cos'è qual`),
  pt: list(`
    quem que quê quando onde como qual quais quanto quanta quantos quantas porque por é são era ser está estão há tem têm tenho ter posso pode
    podem podemos devo deve devem faço faz fazer se me meu minha meus minhas eu nós nosso nossa seu sua o a os as um uma uns de do da dos das em no
    na nos nas com sem para ao à aos às e ou não`),
  nl: list(`
    wie wat wanneer waar waarom hoe welke welk hoeveel lang vaak is zijn was waren wordt worden werd kan kunnen mag mogen moet moeten heb heeft
    hebben er ik mij mijn je jij jouw u uw we wij ons onze ze zij hij het de een en of niet geen van in op aan te voor met bij uit naar over om als
    dat die dit deze gebeurt doen doe`),
  pl: list(`
    kto kogo komu czyj co czego kiedy gdzie skąd dokąd jak jaki jaka jakie jakich jaką który która które których ile dlaczego czemu czy jest są był
    była było były być będzie można trzeba mogę może mogą muszę musi mam ma mają się mi mnie mój moja moje ja my nas nam wy on ona ono oni jego jej
    ich ten ta to te w we na z ze do od dla o po przy za i lub albo a ale nie też długo często`),
  tr: list(`
    kim kimin kime kimler ne neyi neden niçin niye nasıl nerede nereye nereden hangi hangisi kaç kadar zaman mı mi mu mü mıdır midir mudur müdür var
    yok ve veya ile için bir bu şu o ben bana benim biz bizim siz sizin de da gibi olur olan nedir nelerdir`),
  ru: list(`
    кто кого кому кем что чего чему чем когда где куда откуда как какой какая какое какие каких каким какому какую сколько почему зачем ли есть
    был была было были быть будет можно нужно надо мне меня я мы нас нам вы вам вас он она оно они его её их это этот эта эти этого в во на с со к
    ко по за из от до для о об при у и или а но не ни же бы то так также ещё можем могу может могут должен должна должны делать происходит долго часто`),
  el: list(`
    ποιος ποια ποιο ποιοι ποιες ποιον τι πότε πού πως πώς πόσο πόση πόσοι πόσες πόσα γιατί είναι ήταν έχω έχει έχουν μπορώ μπορεί μπορούν πρέπει ο
    η το οι τα του της των τον την τους τις ένας μια ένα και ή να θα δεν μη με σε στο στη στην στον στα στις στους από για που μου μας σας κάνω`),
  ar: list(`
    من ما ماذا متى أين كيف كم لماذا هل أي أية أيّ التي الذي هو هي هم في على إلى عن مع و أو أن إن كان كانت يكون يمكن يمكنني لي أنا نحن هذا هذه
    ذلك تلك لا لم لن قد بعد قبل يتم يجب ومن وما ومتى وأين وكيف وكم وهل لمن بكم`),
};

const UNSPACED_SMALL = list(`
  什么 怎么 怎样 怎么样 如何 多少 多久 多长 多长时间 谁 哪 哪里 哪儿 哪些 哪个 几 吗 呢 吧 的 了 是 在 有 我 我们 你 您 可以 能 会 要 应该 请问 为什么 和 与 或 被 把 对 从 到 需要
  何 なに いつ どこ 誰 だれ どう どの どれ どのくらい なぜ どうやって いくつ いくら か は が を に で と の も へ や から まで です ます ました でしょう ください する して し い ある いる こと
  อะไร เมื่อไร เมื่อไหร่ เมื่อ ไหน ที่ไหน ใคร อย่างไร อย่าง ไร ยังไง กี่ ทำไม เท่าไร เท่าไหร่ หรือ ไหม ได้ ที่ ของ และ ใน เป็น คือ มี จะ ให้ ว่า การ
`);

/** Which of these folded words are small: those of the language, or the languages, that most of them belong to. */
export function smallWordsAmong(folded: readonly string[]): ReadonlySet<string> {
  const counted = Object.values(SMALL).map((small) => ({ small, count: folded.filter((word) => small.has(word)).length }));
  const most = Math.max(...counted.map(({ count }) => count));
  if (most === 0) return SMALL.en!;
  return new Set(counted.filter(({ count }) => count === most).flatMap(({ small }) => [...small]));
}

/** Whether a word of a script without spaces asks, or joins others. */
export function isSmallUnspaced(folded: string): boolean {
  return UNSPACED_SMALL.has(folded);
}
