/** Fewer characters than this that do not follow from those before them are guessed first. */
const FEWEST_SURPRISES = 5;
/** Where fingers and heads go by themselves. */
const SEQUENCES = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "qwertzuiop",
  "azertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "yxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "!@#$%^&*()_+",
  '!"§$%&/()=',
].map((keys) => keys + reversed(keys));
/** The words that lists of stolen passwords begin with, and ours. */
const COMMON = [
  "password passwort passw pass word secret geheim changeme default letmein welcome willkommen login logon signin",
  "administrator admin root user guest master test demo trial temp access iloveyou iloveu lovely love princess",
  "sunshine monkey dragon football baseball basketball soccer hockey liverpool arsenal superman batman spiderman",
  "starwars pokemon trustno whatever computer internet server system hello hallo shadow michael jennifer jessica",
  "charlie jordan thomas ashley daniel george samantha hunter killer flower summer winter spring autumn sommer",
  "january february march april august september october november december monday friday sunday company office",
  "google facebook apple samsung microsoft windows cheese chocolate cookie banana orange freedom forever",
  "qwerty qwertz azerty trig lifecycle onboarding",
].flatMap((line) => line.split(" "));
const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/**
 * Whether a password is among the first that are guessed: common words, what the account is called, runs over the alphabet and the
 * keyboard, and repetitions count for next to nothing, and too little else is left.
 */
export function isGuessable(password: string, about: readonly string[] = []): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  const words = [...COMMON, ...about.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
  return Math.min(surprises(fold(plain, words)), surprises(fold(unleet(plain), words))) < FEWEST_SURPRISES;
}

/** An account's address and name in the pieces that a password may be made of. */
function wordsOf(text: string): string[] {
  const lower = text.normalize("NFKC").toLowerCase();
  return [lower, ...lower.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length >= 3);
}

/** Every known word, also in disguise, and every year or date, as one character that occurs nowhere else. */
function fold(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words)
    for (const read of [(whole: string) => whole, unleet])
      for (let at = read(rest).indexOf(word); at >= 0; at = read(rest).indexOf(word))
        rest = `${rest.slice(0, at)}\u0000${rest.slice(at + word.length)}`;
  return rest.replace(/\d{1,4}([-./])\d{1,2}\1\d{1,4}|(?:19|20)\d\d/g, "\u0001");
}

function unleet(text: string): string {
  return [...text].map((character) => LEET[character] ?? character).join("");
}

/** How many characters do not follow from those before them. */
function surprises(text: string): number {
  const characters = [...text];
  const seen = new Set<string>();
  let count = 0;
  for (const [place, character] of characters.entries()) {
    const before = characters[place - 1] ?? "";
    const pair = before + character;
    const follows = character === before || SEQUENCES.some((keys) => keys.includes(pair)) || seen.has(pair);
    if (!follows) count++;
    if (before) seen.add(pair);
  }
  // Of few characters, much is made only by repeating them.
  return Math.min(count, new Set(characters).size);
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}
