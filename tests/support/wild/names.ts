import fc from "fast-check";

/* Names of traits as senders write them: words of many scripts in every case, put together in every way; now and then two that nearly meet. */
const words = `
  plan Plan PLAN name Name organisation organization behaviour behavior id ID 2 2fa x x2 X 名前 имя Имя Телефон адрес größe GRÖSSE
  große grose straße prénom pre\u0301nom prenom PRÉNOM नाम नामा ชื่อ اسم אבג が か か\u3099 m² m2 ﬁnal final İstanbul istanbul ıstanbul ΟΔΟΣ οδος
  οδοσ 𐐔𐐯𐑅 𝐚 Ǆ ǆ ǅ ① ١ é e\u0301`
  .trim()
  .split(/\s+/);
const separators = ["_", "__", " ", "-", ".", "", "", "/", "\u200D", "\u00A0", " 📞 ", "$", "'"];

const named = (from: readonly string[], between: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...between), fc.constantFrom(...from)), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.flat().join(""));

export const traitName: fc.Arbitrary<string> = named(words, separators);

/** Two names of the same few words, so that they often mean one attribute and often nearly do. */
export const twoNames: fc.Arbitrary<[string, string]> = fc.nat({ max: words.length - 3 }).chain((at) => {
  const few = named(words.slice(at, at + 3), separators);
  return fc.tuple(few, few);
});
