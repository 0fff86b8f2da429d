import "passerby/theme.css";
import { StrangerChat, VideoCall, VoiceCall } from "passerby/react";
import { type ReactElement, useState } from "react";
import { createRoot } from "react-dom/client";

/** Every component is there; the address says which one is shown, and which server it is for. */
const components = { chat: StrangerChat, video: VideoCall, voice: VoiceCall };

const server = new URLSearchParams(location.search).get("server") ?? location.origin;

function App(): ReactElement {
  const [met, setMet] = useState("nobody yet");
  const wanted = location.hash.slice(1);
  const Component = wanted === "video" || wanted === "voice" ? components[wanted] : components.chat;
  return (
    <>
      <p id="met">{met}</p>
      <Component
        server={server}
        reveal="off"
        onMet={({ room }) => setMet(`somebody, by ${room.mode}`)}
        onParted={({ reason }) => setMet(`nobody any more: ${reason ?? "own wish"}`)}
      />
    </>
  );
}

const root = document.querySelector("#root");
if (root) createRoot(root).render(<App />);
