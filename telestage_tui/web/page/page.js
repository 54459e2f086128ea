// What textual-serve's own page does not do: French, local, the keyboard where it should be.
"use strict";

const FULL = 4001, FAILED = 4002, STOPPED = 4003, LOST = 1006;
const LARGEST_FILE = 200_000; // bytes; a fiche is far smaller
const SAID_FOR = 8_000; // milliseconds

const element = (id) => document.getElementById(id);
const keyboard = () => document.querySelector(".xterm-helper-textarea");
const typeset = (text) => text.replaceAll(" :", "\u00a0:");

// --- the connection --------------------------------------------------------------------------

const url = new URL("/ws", window.location.href);
url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
element("terminal").dataset.sessionWebsocketUrl = url.href;

const why = ({ code, reason: detail }) => {
  switch (code) {
    case FULL:
      return `Toutes les places sont prises (${detail}). Réessayez quand quelqu’un aura terminé.`;
    case FAILED:
      return "Le programme n’a pas pu s’ouvrir sur le serveur.";
    case STOPPED:
      return "La personne qui partage a arrêté le serveur.";
    case LOST:
      return "Le serveur ne répond plus. Ce que vous aviez enregistré l’est resté.";
    default:
      return "Vous pouvez fermer cette page, ou recommencer.";
  }
};

window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener("open", focusTerminal);
    this.addEventListener("close", (event) => {
      showEnd(event.code === FULL ? "C’est complet" : "La séance est terminée", why(event));
    });
  }

  send(data) {
    if (this.readyState === WebSocket.OPEN) { // the terminal has focus, or a size, before and after
      super.send(data);
    }
  }
};

const showEnd = (title, reason) => {
  document.body.classList.add("-closed");
  element("end-title").textContent = title;
  element("end-reason").textContent = typeset(reason);
  element("end").hidden = false;
  element("again").focus();
};

// --- what a program gives: a file, or an address -----------------------------------------------

window.open = (address) => {
  const target = new URL(address, window.location.href);
  const link = document.createElement("a");
  link.href = target.href;
  if (target.origin === window.location.origin) {
    link.download = ""; // a download in this page: no window that the browser would block
  } else if (["http:", "https:", "mailto:"].includes(target.protocol)) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  } else {
    return null;
  }
  link.click();
  return null;
};

// --- the keyboard ------------------------------------------------------------------------------

// The terminal makes a control character of Ctrl+V: left to the browser, it pastes.
window.addEventListener(
  "keydown",
  (event) => {
    const pastes = event.key.toLowerCase() === "v" && (event.ctrlKey || event.metaKey);
    if (pastes && !event.altKey && event.target === keyboard()) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

const focusTerminal = () => {
  if (element("end").hidden) {
    keyboard()?.focus();
  }
};
window.addEventListener("focus", focusTerminal);

// --- a text file, pasted where the keyboard is ----------------------------------------------------

const say = (text) => {
  element("said").textContent = typeset(text);
  element("said").hidden = false;
  window.setTimeout(() => (element("said").hidden = true), SAID_FOR);
};

const pasteFile = async (file) => {
  if (file.size > LARGEST_FILE) {
    say("Ce fichier est trop gros pour une fiche : il n’est pas lu.");
    return;
  }
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    say("Ce fichier n’est pas du texte en UTF-8 : il n’est pas lu.");
    return;
  }
  focusTerminal();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  keyboard().dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
  );
};

element("send-file").addEventListener("click", () => element("file").click());
element("file").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (file) {
    pasteFile(file);
  }
});
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) {
    pasteFile(file);
  }
});

// --- full screen, and the end --------------------------------------------------------------------

element("full-screen").addEventListener("click", async () => {
  await document.documentElement.requestFullscreen();
  // Where the browser can, Escape and Ctrl+N are telestage's; a long Escape leaves.
  await navigator.keyboard?.lock?.(["Escape", "KeyN", "KeyT", "KeyW"]).catch(() => {});
  focusTerminal();
});
element("again").addEventListener("click", () => window.location.reload());

// Ctrl+W and Ctrl+R are the browser's: it asks before it ends a session in which one did something.
window.addEventListener("beforeunload", (event) => {
  if (!document.body.classList.contains("-closed")) {
    event.preventDefault();
  }
});

// --- opening -----------------------------------------------------------------------------------

// The terminal measures its font when it opens: the font comes first.
window.addEventListener("load", async () => {
  const styles = ["16px", "bold 16px", "italic 16px"];
  await Promise.allSettled(styles.map((style) => document.fonts.load(`${style} "Roboto Mono"`)));
  const script = document.createElement("script");
  script.src = "/files/textual.js";
  script.addEventListener("load", () => {
    window.onload(new Event("load"));
    window.addEventListener("resize", focusTerminal);
  });
  document.head.append(script);
});
