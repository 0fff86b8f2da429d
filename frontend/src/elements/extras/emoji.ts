/** Signs that say much in a chat. The browser's own font draws them; more come by its keyboard. */
export const emoji: readonly string[] = (
  "😀 😄 😁 😂 🤣 😊 🙂 🙃 😉 😍 🥰 😘 😋 😜 🤪 🤗 🤭 🤔 🤨 😐 😏 🙄 😬 😌 😴 😷 🤒 🤯 🥳 😎 🤓 😕 😮 😳 🥺 😢 😭 😤 😡 👻 " +
  "👍 👎 👏 🙌 🙏 💪 👋 🤝 👌 🤞 🤷 🙈 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 ✨ 🔥 🎉 💯 ☀️ 🌧️ ❄️ 🌈 🌊 🌍 🌙 ⭐ 🌸 🌲 " +
  "🐱 🐶 🦊 🐼 🐧 🦋 🍎 🍕 🍜 🍫 ☕ 🍵 🍺 🎂 🎵 🎸 🎧 🎬 🎮 📚 ⚽ 🏀 🚴 🏔️ ✈️ 🚂 🏠 💡 💻 📷 🎨 🔭"
).split(" ");

/** What one can say about a message with one press. */
export const usualSigns: readonly string[] = ["❤️", "😂", "👍", "😮", "🔥"];
