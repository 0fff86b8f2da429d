// What the scripted visitors say: spam.txt with every trick of its kind, and honest.txt with what people are like.
import { readFileSync } from "node:fs";

const greetings = ["hey", "hi", "hello", "heyy", "hiya", "hey there", "hello dear", "hi babe", "hola", "good evening"];
const names = ["jessica", "anna", "mia", "lena", "sofia", "kate", "emma", "nina", "elif", "laura", "clara", "ivy"];
const hosts = ["bit.ly", "my-page.xyz", "live-girls.club", "free-films.site", "t.me", "join-now.link", "cashgroup.io"];
const fillers = ["darling", "ok?", "really", "now", "please", "lol", "x", "trust me", "😘", "🔥🔥", "💋", "!!!"];

/** Letters of other alphabets and styles that look like these. */
const alike = {
  a: "аạàα𝗮", c: "сϲ𝗰", e: "еéėҽ𝗲", i: "іíı𝗶", j: "јϳ", o: "оοóọ𝗼0", p: "рρ", s: "ѕś𝘀", x: "хх", y: "уý", u: "υú", h: "һ", n: "ո𝗻", g: "ɡ",
};

const hobbies = ["climbing", "old films", "baking bread", "chess", "my two dogs", "bad puns", "football", "the sea", "jazz", "painting"];
const places = ["Leeds", "Izmir", "Porto", "Graz", "Lyon", "Cork", "Turin", "Malmö", "Gdańsk", "Quito"];
const jobs = ["nurse", "student", "teacher", "cook", "driver", "programmer", "gardener", "clerk"];
const words = "Axolotl Comet Basalt Cello Tundra Fresco Quince Lagoon Sextant Walrus Ginkgo Yurt Mosaic Falcon Nougat Zither".split(" ");
const talk = [
  "yes i think so too", "haha really?", "no idea to be honest", "that sounds nice", "i have never been there", "me too!", "why do you ask?",
  "tell me more about it", "i watched it yesterday with my sister", "sorry, my english is not so good", "what about you?", "same here, long day",
  "i like the first one better", "we had snow this morning", "did you grow up there?", "my cat just jumped on the keyboard", "brb, tea", "ok cool",
  "it was 10.30 when i left", "do you know the song Clocks?", "that is a good question",
];

/** Random numbers that are the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function composer(folder, seed) {
  const random = randomFrom(seed);
  const between = (least, most) => least + random() * (most - least);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const lines = (name) => readFileSync(new URL(name, folder), "utf8").split("\n").filter((line) => line !== "");
  const templates = lines("spam.txt");
  const small = lines("honest.txt");
  const letters = (text) => [...text];

  const disguised = (text, share) =>
    letters(text)
      .map((letter) => (alike[letter] && random() < share ? pick(letters(alike[letter])) : letter))
      .join("");
  const spaced = (text) =>
    text
      .split(" ")
      .map((word) => (word.length > 4 && random() < 0.25 ? letters(word).join(pick([" ", ".", "-"])) : word))
      .join(pick([" ", " ", "  "]));
  const hidden = (text) => letters(text).map((letter) => (random() < 0.08 ? `${letter}\u200b` : letter)).join("");
  const capitals = (text) => letters(text).map((letter) => (random() < 0.3 ? letter.toUpperCase() : letter)).join("");
  const tricks = [(text) => text, (text) => disguised(text, 0.3), (text) => disguised(text, 0.9), spaced, hidden, capitals];

  /** Eight spammers share a campaign: a template, a name and a place to go. */
  function spammer(number) {
    const campaign = Math.floor(number / 8);
    const template = templates[campaign % templates.length];
    const name = names[campaign % names.length];
    const host = hosts[campaign % hosts.length];
    return {
      opener() {
        const handle = `${name}_${pick(["x", "19", "hot", "real", "vip"])}${Math.floor(between(10, 99))}`;
        const filled = template
          .replaceAll("{hi}", pick(greetings))
          .replaceAll("{name}", name)
          .replaceAll("{age}", String(Math.floor(between(18, 30))))
          .replaceAll("{money}", String(Math.floor(between(2, 90)) * 50))
          .replaceAll("{handle}", random() < 0.5 ? handle : `@${handle}`)
          .replaceAll("{link}", `${random() < 0.5 ? "https://" : ""}${host}/${Math.floor(between(1e5, 1e6)).toString(36)}`);
        const said = random() < 0.4 ? `${filled} ${pick(fillers)}` : filled;
        return pick(tricks)(said);
      },
    };
  }

  /** Most people say little, and each time something else; some say the same each time; a few have a link or a name to give. */
  function honest() {
    const kind = random();
    const own = pick(small);
    const intro = `hi, i'm a ${Math.floor(between(19, 50))} year old ${pick(jobs)} from ${pick(places)}, i like ${pick(hobbies)} and ${pick(hobbies)}, and you?`;
    const handle = `${pick(names)}${pick(jobs)}${Math.floor(between(10, 99))}`;
    // Now and then somebody shows something, each time something else.
    const shown = () => `${pick(["look at", "have you seen", "this is what i mean:"])} https://en.wikipedia.org/wiki/${pick(words)}_${pick(words)}`;
    const says = () => (random() < 0.01 ? shown() : pick(talk));
    if (kind < 0.6) return { opener: () => pick(small), talk: says };
    if (kind < 0.9) return { opener: () => own, talk: says };
    if (kind < 0.97) return { opener: () => intro, talk: says };
    if (kind < 0.99) return { opener: () => pick(small), talk: () => (random() < 0.1 ? `do you have insta? mine is ${handle}` : says()) };
    return {
      opener: () => pick(small),
      talk: () => (random() < 0.15 ? `listen to this https://youtu.be/${Math.floor(between(1e9, 9e9)).toString(36)}` : says()),
    };
  }

  return { random, between, spammer, honest };
}
